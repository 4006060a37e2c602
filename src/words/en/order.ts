import type { Withdrawal } from "../../orders/order.ts";
import type { order as indonesian } from "../id/order.ts";
import { html, paragraphs, type Html } from "../html.ts";

function withdrawn(why: Withdrawal): Html {
  switch (why) {
    case "expired":
      return html`It could not be sent to the supplier in time, so it was cancelled. Nothing was charged. Please order again.`;
    case "cancelled":
      return html`Cancelled before it was sent. Nothing was charged.`;
    case "price":
      return html`The price changed before it was sent, so it was cancelled. Nothing was charged. Please order again at the new price.`;
    case "closed":
      return html`The service closed or ran out before it was sent, so it was cancelled. Nothing was charged. Please order again later.`;
    case "gone":
      return html`The service is no longer sold, so it was cancelled. Nothing was charged. Please choose another service.`;
    case "access":
      return html`Your access to this bot was withdrawn, so it was cancelled before it was sent. Nothing was charged.`;
  }
}

/** Orders' cards and pushed messages in English. */
export const order: typeof indonesian = {
  state: {
    confirmed: "🕐 Waiting to be sent",
    sending: "📤 Being sent to the supplier",
    unknown: "⏳ We are checking with the supplier",
    review: "⏳ Being checked by an operator",
    placed: "⏳ In progress at the supplier",
    succeeded: "✅ Done",
    failed: "❌ Failed",
    withdrawn: "❌ Not sent",
  },
  about: {
    confirmed: "It will be sent to the supplier in a moment. Until then it can be cancelled with ❌.",
    sending: "The result will be sent here.",
    unknown: "The supplier has not answered clearly. Do not order again yet; the result will be sent here.",
    review: "An operator is making sure of the result. Do not order again yet; the result will be sent here.",
    placed: "The result will be sent here.",
  },
  waitsFor: (orderId) =>
    html`Order <code>${orderId}</code>, exactly the same, has to finish first. Then this one is sent by itself, so do not order again.`,
  withdrawn,
  refused: (reason) => html`Refused by the supplier: <b>${reason}</b>`,
  refusedSilently: () => html`Refused by the supplier without a reason.`,
  refusedShop: (reason) =>
    html`The shop's account at the supplier has a problem${reason === null ? "" : html` (${reason})`}. This is not your fault. Nothing was charged. Please try again later.`,
  notSent: () => html`The connection to the supplier failed and the order was not sent. Nothing was charged. Please order again.`,
  neverPlaced: () => html`We made sure: the supplier never received this order. Nothing was charged. Please order again.`,
  byUpstream: (reason) => html`The supplier's reason: <b>${reason}</b>`,
  byUpstreamSilently: () => html`It failed at the supplier, without a reason.`,
  noCharge: "A failed order is not charged. Check what was entered, then please order again.",
  voucher: "SN/Voucher:",
  voucherCut: (ref) => html`The text is too long for one message. Ask the operator for the rest with ref <code>${ref}</code>.`,
  price: (price) => html`Price: ${price}`,
  charged: (price) => html`Charged by the supplier: ${price}`,
  number: (orderId) => html`Order number: <code>${orderId}</code>`,
  ref: (ref) => html`Ref: <code>${ref}</code>`,
  statusWord: (word) => html`Supplier's status: ${word}`,
  note: (note) => html`Note: ${note}`,
  confirmedAt: (time) => html`Confirmed ${time}`,
  changedAt: (time) => html`Updated ${time}`,
  reseller: (id) => html`Reseller: <code>${id}</code>`,
  why: (why) => html`Why: ${why}`,
  timeline: "This order's history:",
  button: {
    check: "🔄 Check",
    cancel: "❌ Cancel the order",
    copy: "📋 Copy SN/Voucher",
    copyOf: (destination) => `📋 ${destination}`,
  },
  checked: (time) => `Checked at ${time}. Nothing new yet.`,
  alreadyOrdered: "This order has been made. There is no second one.",
  ordered: "Order made.",
  cancelled: "Order cancelled. Nothing was charged.",
  tooLateToCancel: "It can no longer be cancelled: the order has been sent or is over.",
  discardedBefore: "This card was cancelled. Nothing was ordered.",
  confirmedBefore: "✅ was pressed first. This is the order.",
  checking: "We do not know the result yet. Do not order again; the result will be sent here. There is nothing you need to do.",
  waiting: (other) =>
    other === null
      ? html`Exactly the same order has to finish first. Then this one is sent by itself, so do not order again.`
      : order.waitsFor(other),
  results: (count) => html`<b>${count} orders finished</b>`,
  gone: () => paragraphs(html`<b>This card is too old</b>`, "Before ordering again, look at /history: the order may already be there."),
  operator: {
    review: "⚠️ An order needs an operator's decision",
    alarm: "🚨 For the operator's attention",
  },
};
