import { owingScripts } from "../orders/store/scripts.ts";

export type WatchScript = "remind" | "tell-hung";
export const watchScripts = owingScripts<WatchScript>(
  ["remind", "tell-hung"],
  new URL("lua/", import.meta.url),
);
