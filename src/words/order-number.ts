import type { OrderId } from "../orders/state/order.ts";

/** `K7QXM-2PA4Z`: easier to read out than ten characters in a row. */
export function orderNumber(id: OrderId): string {
  return `${id.slice(0, 5)}-${id.slice(5)}`;
}
