import type { Order } from "../../orders/state/order.ts";
import type { Words } from "../../words/dictionary.ts";
import type { Button } from "../screen.ts";

/** 🆘: asks what is wrong with an order that succeeded, or hangs. */
export function reportButtons(order: Order, words: Words, hangs = false): Button[] {
  return order.state.name === "succeeded" || hangs ? [reportButton(order, words)] : [];
}

/** The same among results that share a message, where the bot itself doubts the voucher. */
export function doubtButtons(order: Order, words: Words, whom: string): Button[] {
  const isDoubtful = order.state.name === "succeeded" && order.state.doubt !== undefined;
  return isDoubtful
    ? [{ ...reportButton(order, words), label: words.complaints.button.reportOf(whom) }]
    : [];
}

export function reportButton(order: Order, { complaints }: Words): Button {
  return {
    label: complaints.button.report,
    press: { to: "report", orderId: order.id, what: null },
  };
}
