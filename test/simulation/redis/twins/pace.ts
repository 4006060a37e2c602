import { attempt, type Keyspace } from "../keyspace.ts";
import { own } from "./day.ts";

/** `pace.lua`. */
const tryShorterAfterMs = 3_600_000;
const shortestGapMs = 250;
export const longestGapMs = 300_000;
export const firstGuessMs = 1_000;
export const gapMarginMs = 250;
export const unpacedMs = 2_000;

export function pacedSoFar(db: Keyspace, prefix: string, line: string): string {
  let paced: string | null = null;
  attempt(() => (paced = db.hget(`${own(prefix, line)}pace`, "paced")));
  return paced ?? "0";
}

export function gapAt(
  pace: Record<string, string>,
  fixed: string,
  now: number,
): { gap: number | null; shorter: boolean } {
  if (fixed !== "") return { gap: Number(fixed), shorter: false };
  const gap = pace["gap"] === undefined ? null : Number(pace["gap"]);
  if (gap === null || gap === 0 || now - Number(pace["tried"] ?? 0) < tryShorterAfterMs)
    return { gap, shorter: false };
  const shorter = Math.floor((gap * 3) / 4);
  return { gap: shorter < shortestGapMs ? 0 : shorter, shorter: true };
}
