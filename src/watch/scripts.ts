import { owingScripts } from "../orders/store/scripts.ts";

export type WatchScript = "note-work" | "remind" | "tell-hung" | "tell-leaving";
export const watchScripts = owingScripts<WatchScript>(
  ["note-work", "remind", "tell-hung", "tell-leaving"],
  new URL("lua/", import.meta.url),
);
