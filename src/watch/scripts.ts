import { owingScripts } from "../orders/store/scripts.ts";

export type WatchScript = "remind" | "tell-hung" | "tell-leaving";
export const watchScripts = owingScripts<WatchScript>(
  ["remind", "tell-hung", "tell-leaving"],
  new URL("lua/", import.meta.url),
);
