import { owingScripts } from "../orders/store/scripts.ts";

export type WatchScript = "remind";
export const watchScripts = owingScripts<WatchScript>(["remind"], new URL("lua/", import.meta.url));
