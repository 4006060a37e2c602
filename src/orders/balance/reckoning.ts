import { jakartaDay } from "../../jakarta.ts";
import type { Order } from "../state/order.ts";
import type { Reading } from "./reading.ts";
import { possibleSums, possibleTakes, spendingOf, type Span } from "./spending.ts";

/** What the orders of a day took of the balance, and what it is. */
export interface Reckoning {
  /** For sure, between the two readings, and not given back there; whole rupiah. */
  chargedRupiah: number;
  /** Of what was charged before. */
  returnedRupiah: number;
  /** How much more the balance is than it should be; below 0: less. */
  differenceRupiah: number;
  /** Whether orders that were just being charged or given back at one of the readings explain it. */
  explained: boolean;
  /** Orders of which nobody knows whether they were charged. */
  doubtful: { orders: number; rupiah: number };
}

/** So long after midnight's reading what was under way then is over, most of it. */
const settledMs = 3_600_000;

/** The next reading to reckon up to: the first of a later day in Jakarta, once it has settled. null: none yet. */
export function nextReckoned(
  from: Reading,
  readings: readonly Reading[],
  nowMs: number,
): Reading | null {
  const day = jakartaDay(from.endedMs);
  return readings
    .filter(
      ({ begunMs, open }) =>
        open !== null && jakartaDay(begunMs) > day && begunMs <= nowMs - settledMs,
    )
    .reduce<Reading | null>(
      (first, one) => (first === null || one.begunMs < first.begunMs ? one : first),
      null,
    );
}

/** `orders`: all that may have moved money between the two. */
export function reckon(span: Span, orders: readonly Order[], graceMs: number): Reckoning {
  const { before, after } = span;
  const sure: (readonly number[])[] = [];
  const doubtful = { orders: 0, rupiah: 0 };
  let chargedRupiah = 0;
  let returnedRupiah = 0;
  for (const order of orders) {
    const spending = spendingOf(order, graceMs);
    if (spending === null) continue;
    const takes = possibleTakes(spending, span, { doubts: false });
    const [take, another] = takes;
    if (take !== undefined && another === undefined) {
      chargedRupiah += Math.max(0, take);
      returnedRupiah += Math.max(0, -take);
    } else sure.push(takes);
    if (!spending.charge.sure && possibleTakes(spending, span, { doubts: true }).length > 1) {
      doubtful.orders += 1;
      doubtful.rupiah += spending.charge.rupiah;
    }
  }
  const differenceRupiah = after.rupiah - (before.rupiah - chargedRupiah + returnedRupiah);
  return {
    chargedRupiah,
    returnedRupiah,
    differenceRupiah,
    explained: possibleSums(sure)?.has(-differenceRupiah) === true,
    doubtful,
  };
}
