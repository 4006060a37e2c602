import type { SlowCounter } from "./slow-time.ts";

/** When the account's page is read from now on, and how many look-ups by ref each reading brings. */
export function watchReadings(counter: SlowCounter): { atMs: number[]; lookups(): number[] } {
  const atMs: number[] = [];
  const before: number[] = [];
  counter.shows(() => {
    atMs.push(counter.nowMs());
    before.push(counter.lookedUp.length);
    return { kind: "page", transactions: counter.rows.slice(0, 15), malformed: 0 };
  });
  return {
    atMs,
    lookups: () =>
      before.map((count, index) => (before[index + 1] ?? counter.lookedUp.length) - count),
  };
}
