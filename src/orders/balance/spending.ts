import type { Order } from "../state/order.ts";
import type { Reading } from "./reading.ts";

/** What an order moved on the account, or may have moved: first its charge, then perhaps money back. */
export interface Spending {
  charge: Move;
  /** null: nothing came back. */
  back: Move | null;
}

/** At some moment from `fromMs` to `toMs`; not `sure`: or never. */
interface Move {
  rupiah: number;
  fromMs: number;
  toMs: number;
  sure: boolean;
}

/** null: it moved nothing. `graceMs`: a request may still be carried out so long after it was sent. */
export function spendingOf(order: Order, graceMs: number): Spending | null {
  const { state, costRupiah, sentAtMs } = order;
  if (sentAtMs === null) return forgottenSpending(order);
  const fromMs = firstSentMs(order) ?? sentAtMs;
  const placedMs = order.timeline.find(({ to }) => to === "placed")?.atMs ?? Infinity;
  const charge = (rupiah: number): Move => ({
    rupiah,
    fromMs,
    toMs: Math.min(placedMs, sentAtMs + graceMs),
    sure: true,
  });
  const backBy = (toMs: number, rupiah = costRupiah): Move => ({
    rupiah,
    fromMs,
    toMs,
    sure: true,
  });
  const perhapsBack: Move = { ...backBy(Infinity), sure: false };
  const perhaps: Spending = { charge: { ...charge(costRupiah), sure: false }, back: perhapsBack };
  const open: Spending = { charge: charge(costRupiah), back: perhapsBack };
  /** Perhaps it was charged for a moment. */
  const refused = (): Spending => {
    const back = backBy(order.changedAtMs);
    return { charge: back, back };
  };
  switch (state.name) {
    case "confirmed":
      return refused();
    case "sending":
    case "unknown":
      return perhaps;
    case "review":
      return state.ref === undefined ? perhaps : open;
    case "placed":
      return open;
    case "succeeded": {
      const chargedRupiah = state.chargedRupiah ?? costRupiah;
      // Less than its cost: done in part, and the rest given back.
      return chargedRupiah < costRupiah
        ? {
            charge: charge(costRupiah),
            back: backBy(order.changedAtMs, costRupiah - chargedRupiah),
          }
        : { charge: charge(chargedRupiah), back: null };
    }
    case "failed":
      switch (state.failure.reason) {
        case "not-sent":
          return null;
        case "never-placed":
          return perhaps;
        case "refused":
        case "withdrawn":
          return refused();
        case "by-upstream":
        case "given-back":
          return { charge: charge(costRupiah), back: backBy(order.changedAtMs) };
      }
  }
}

/** When an order's first request may have left; null: as far as is remembered none did. */
export function firstSentMs(order: Order): number | null {
  return order.timeline.find(({ to }) => to === "sending")?.atMs ?? order.sentAtMs;
}

/** That it was sent may be forgotten; if not, it moved nothing. */
function forgottenSpending({ costRupiah, confirmedAtMs, timeline }: Order): Spending | null {
  if (!timeline.some(({ to }) => to === "unknown" || to === "review")) return null;
  const perhaps = { rupiah: costRupiah, fromMs: confirmedAtMs, toMs: Infinity, sure: false };
  return { charge: perhaps, back: perhaps };
}

/** When a move was, as two readings see it: before the first, between, after the second. Or never. */
type When = 0 | 1 | 2 | 3;
const never = 3;

/** All that it may have been. `doubts`: whether what is not sure may have been at all. */
function whens(move: Move | null, span: Span, doubts: boolean): When[] {
  if (move === null || !(move.sure || doubts)) return [never];
  const { before, after } = span;
  const all: When[] = [];
  if (move.fromMs < before.endedMs) all.push(0);
  if (move.toMs > before.begunMs && move.fromMs < after.endedMs) all.push(1);
  if (move.toMs > after.begunMs) all.push(2);
  if (!move.sure) all.push(never);
  return all;
}

export interface Span {
  before: Reading;
  after: Reading;
}

/** By how much it may have lowered the balance between two readings, every possibility once. */
export function possibleTakes(
  { charge, back }: Spending,
  span: Span,
  { doubts }: { doubts: boolean },
): number[] {
  const takes = new Set<number>();
  for (const charged of whens(charge, span, doubts)) {
    for (const returned of whens(back, span, doubts)) {
      // Nothing comes back that was not taken.
      if (returned < charged) continue;
      takes.add((charged === 1 ? charge.rupiah : 0) - (returned === 1 ? (back?.rupiah ?? 0) : 0));
    }
  }
  return [...takes];
}

/** More sums than this are no evidence of anything. */
const maxSums = 10_000;

/** Every sum that can be had of one possibility each; null: too many. */
export function possibleSums(possibilities: readonly (readonly number[])[]): Set<number> | null {
  let sums = new Set([0]);
  for (const takes of possibilities) {
    sums = new Set(takes.flatMap((rupiah) => [...sums].map((sum) => sum + rupiah)));
    if (sums.size > maxSums) return null;
  }
  return sums;
}
