import type { Order } from "../state/order.ts";

/**
 * Whether an order's time to be sent is up: nobody stands at the counter any more. Counted from ✅, however many turns it
 * had. `nowMs`: Redis time, as the order's own.
 */
export function isExpired(
  order: Pick<Order, "confirmedAtMs">,
  nowMs: number,
  confirmedTtlMs: number,
): boolean {
  return nowMs - order.confirmedAtMs >= confirmedTtlMs;
}
