import type { Order } from "./order.ts";

/** Whether more may have become of an order than is remembered: it was confirmed in another memory of Redis. */
export function mayBeForgotten(
  order: Pick<Order, "identity">,
  memory: { identity: string; firstIdentity: string },
): boolean {
  return (order.identity ?? memory.firstIdentity) !== memory.identity;
}
