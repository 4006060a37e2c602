import { owingScripts } from "../orders/store/scripts.ts";

export type PeopleScript = "ask" | "decide" | "enrol" | "watch" | "unwatch" | "tell-watch" | "keep";
export const peopleScripts = owingScripts<PeopleScript>(
  ["ask", "decide", "enrol", "watch", "unwatch", "tell-watch", "keep"],
  new URL("lua/", import.meta.url),
);
