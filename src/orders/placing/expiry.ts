import type { Order } from "../state/order.ts";

/**
 * Whether an order's time to be sent is up: nobody stands at the counter any more. It runs while the queue stands still:
 * an order that waits for its turn was told how long that takes. From its first turn on all time counts, however
 * many more it has. `nowMs`: Redis time, as the order's own; `pacedMs`: the pace's, now.
 */
export function isExpired(
  order: Pick<Order, "confirmedAtMs" | "pacedMs"> & Partial<Pick<Order, "timeline">>,
  { nowMs, pacedMs, confirmedTtlMs }: { nowMs: number; pacedMs: number; confirmedTtlMs: number },
): boolean {
  return nowMs - waitsSinceMs(order, pacedMs) >= confirmedTtlMs;
}

/** From when its time to be sent counts, unix ms. */
export function waitsSinceMs(
  order: Pick<Order, "confirmedAtMs" | "pacedMs"> & Partial<Pick<Order, "timeline">>,
  pacedMs: number,
): number {
  const movedMs = order.pacedMs === null ? 0 : Math.max(0, pacedMs - order.pacedMs);
  const turn = order.timeline?.find(({ to, why }) => to === "sending" || why?.code === "waits-for");
  const turnCameAfterMs = turn === undefined ? Infinity : turn.atMs - order.confirmedAtMs;
  return order.confirmedAtMs + Math.min(movedMs, Math.max(0, turnCameAfterMs));
}
