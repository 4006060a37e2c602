import { actsLua } from "../redis/acts.ts";
import { owingScripts } from "../orders/store/scripts.ts";

export type PeopleScript =
  | "ask"
  | "decide"
  | "enrol"
  | "limit"
  | "watch"
  | "unwatch"
  | "tell-watch"
  | "keep"
  | "star"
  | "tell-recap"
  | "recap-time";
export const peopleScripts = owingScripts<PeopleScript>(
  [
    "ask",
    "decide",
    "enrol",
    "limit",
    "watch",
    "unwatch",
    "tell-watch",
    "keep",
    "star",
    "tell-recap",
    "recap-time",
  ],
  new URL("lua/", import.meta.url),
  [actsLua],
);
