import { owingScripts } from "../orders/store/scripts.ts";

export type PeopleScript = "ask" | "decide" | "enrol";
export const peopleScripts = owingScripts<PeopleScript>(
  ["ask", "decide", "enrol"],
  new URL("lua/", import.meta.url),
);
