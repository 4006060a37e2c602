import type { Order } from "../../orders/state/order.ts";
import type { Words } from "../../words/dictionary.ts";
import type { Button } from "../screen.ts";

/**
 * Whether an order may be offered again: it is over, and nobody was told to wait with another. An equal one that is not
 * decided may have done what this one did not, and a doubtful success may be one.
 */
export function mayRepeat({ state }: Order): boolean {
  switch (state.name) {
    case "succeeded":
      return state.doubt === undefined;
    case "failed":
      return state.failure.reason !== "withdrawn" || state.failure.waitedFor === undefined;
    case "confirmed":
    case "sending":
    case "unknown":
    case "review":
    case "placed":
      return false;
  }
}

/** 🔁 below what must stay: the same service and destination at today's price. */
export function againButton(order: Order, { again }: Words, label = again.button.again): Button[] {
  return mayRepeat(order)
    ? [{ label, press: { to: "again", orderId: order.id, below: true } }]
    : [];
}
