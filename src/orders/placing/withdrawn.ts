import { isFinal, type Order, type OrderState, type Withdrawal } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";

/** What an order becomes that is taken back before it was sent. */
export async function withdrawn(
  order: Order,
  why: Withdrawal,
  store: Pick<OrderStore, "read">,
): Promise<OrderState> {
  const failure = { reason: "withdrawn", why } as const;
  const waitsFor = order.state.name === "confirmed" ? order.state.waitsFor : undefined;
  if (waitsFor === undefined) return { name: "failed", failure };
  const other = await store.read(waitsFor);
  // Of one that cannot be read nobody knows that it is over.
  const undecided = other === null || !isFinal(other);
  return { name: "failed", failure: undecided ? { ...failure, waitedFor: waitsFor } : failure };
}
