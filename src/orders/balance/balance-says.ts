import type { Order } from "../state/order.ts";
import { firstSentMs, possibleSums, possibleTakes, spendingOf } from "./spending.ts";
import type { Reading } from "./reading.ts";

/** What the account's balance says of an order of which nobody knows whether it was placed. `not-yet`: ask again soon. */
export type BalanceSays = "charged" | "not-charged" | "nothing" | "not-yet";

/** The last reading before an order could be charged, and the first after it no longer could. */
export interface Bracket {
  before: Reading & { open: NonNullable<Reading["open"]> };
  after: Reading;
}

/** In a longer time more happens to an account than is known here. */
const maxBracketMs = 6 * 3_600_000;

/** null: there are none, or Redis may have forgotten what happened between them. */
export function bracketOf(
  order: Order,
  readings: readonly Reading[],
  graceMs: number,
): Bracket | null {
  const { sentAtMs } = order;
  const sentFromMs = firstSentMs(order);
  if (sentAtMs === null || sentFromMs === null) return null;
  let bracket: { before: Bracket["before"] | null; after: Reading | null } = {
    before: null,
    after: null,
  };
  for (const reading of readings) {
    if (order.identity !== null && reading.identity !== order.identity) continue;
    const { open } = reading;
    if (reading.endedMs <= sentFromMs && open !== null) {
      if (bracket.before === null || reading.endedMs > bracket.before.endedMs)
        bracket = { ...bracket, before: { ...reading, open } };
    } else if (reading.begunMs >= sentAtMs + graceMs) {
      if (bracket.after === null || reading.begunMs < bracket.after.begunMs)
        bracket = { ...bracket, after: reading };
    }
  }
  const { before, after } = bracket;
  if (before === null || after === null || before.identity !== after.identity) return null;
  return after.endedMs - before.begunMs <= maxBracketMs ? { before, after } : null;
}

/** How long a decision waits for a reading that it could rest on, from when there can be one. */
const patienceMs = 60_000;

/** Whether a reading that was made now would complete a bracket. */
export function awaitsReading(
  order: Order,
  readings: readonly Reading[],
  graceMs: number,
  nowMs: number,
): boolean {
  const [newest] = readings;
  if (newest === undefined || order.sentAtMs === null) return false;
  if (nowMs >= order.sentAtMs + graceMs + patienceMs) return false;
  const made = { ...newest, begunMs: nowMs, endedMs: nowMs };
  return bracketOf(order, [...readings, made], graceMs) !== null;
}

/**
 * What the difference of two readings says: whether it can be had with this order's charge, and whether without.
 * `others`: every other order that may have moved money between the two. Where somebody else uses the account, or money
 * was paid in at that very time, it can be wrong: evidence for people and beside other evidence, never alone.
 */
export function balanceSays(
  order: Order,
  { before, after }: Bracket,
  others: readonly Order[],
  graceMs: number,
): BalanceSays {
  const { costRupiah } = order;
  const sums = possibleSums(
    others.flatMap((other) => {
      const spending = spendingOf(other, graceMs);
      return spending === null
        ? []
        : [possibleTakes(spending, { before, after }, { doubts: true })];
    }),
  );
  if (sums === null || costRupiah === 0) return "nothing";
  const taken = before.rupiah - after.rupiah;
  const withIt = sums.has(taken - costRupiah);
  if (withIt === sums.has(taken)) return "nothing";
  return withIt ? "charged" : "not-charged";
}
