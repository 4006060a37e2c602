/**
 * The upstream's product lines: each has a path, a service list and transactions of its own, so the same service code
 * or ref of two lines means two things. They share the account: its balance, its rate limit, its people and orders.
 */
export const lineNames = ["game"] as const;
export type LineName = (typeof lineNames)[number];

/**
 * What stands before a line's own names, in Redis and wherever a name of two lines could be the same. `game` has
 * nothing: it was there first, when names had no line, and what was stored then is found as it lies
 * (`docs/decisions/0008-games-have-no-line-in-their-names.md`).
 */
export function lineMark(line: string): string {
  return line === "game" ? "" : `${line}:`;
}
