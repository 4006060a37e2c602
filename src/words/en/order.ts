import type { Withdrawal } from "../../orders/state/order.ts";
import type { order as indonesian } from "../id/order.ts";
import { lines, rich, paragraphs, type Html } from "../html.ts";

const withdrawals: Record<Withdrawal, { happened: string; next: string | null }> = {
  expired: {
    happened: "Not sent within its time, so it was cancelled.",
    next: "Please order again later.",
  },
  cancelled: {
    happened: "Cancelled before it was sent.",
    next: null,
  },
  price: {
    happened: "The price changed before it was sent, so it was cancelled.",
    next: "Please order again at the new price.",
  },
  closed: {
    happened: "The product went into cut-off or ran out before it was sent, so it was cancelled.",
    next: "Please order again later.",
  },
  gone: {
    happened: "The product is no longer available, so it was cancelled.",
    next: "Please choose another product.",
  },
  access: {
    happened: "Your access to this bot was withdrawn, so it was cancelled before it was sent.",
    next: "Ask the shop's operator.",
  },
  forgotten: {
    happened:
      "The bot's latest records were lost before it was sent. We checked with the supplier: it never got there, so it was cancelled.",
    next: "Please order again.",
  },
};

/** `undecided`: an equal order's number; beside it nobody is told to order again. */
function withdrawn(why: Withdrawal, undecided: string | null): Html {
  const { happened, next } = withdrawals[why];
  const now =
    undecided === null
      ? next
      : rich`Wait for the result of order <code>${undecided}</code>, which is exactly the same; do not order again before it is certain.`;
  return rich`${happened} Nothing was charged.${now === null ? "" : rich` ${now}`}`;
}

/** Orders' cards and pushed messages in English. */
export const order: typeof indonesian = {
  state: {
    confirmed: "🕐 Waiting to be sent",
    sending: "📤 Being sent to the supplier",
    unknown: "⏳ Pending – being checked with the supplier",
    notNow: "🕐 Waiting for its turn at the supplier",
    review: "⏳ Pending – being checked by an operator",
    placed: "⏳ In progress",
    succeeded: "✅ Done",
    failed: "❌ Failed",
    notSent: "❌ Not sent",
  },
  about: {
    confirmed:
      "It will be sent to the supplier in a moment. Until then it can be cancelled with ❌.",
    sending: "The result will be sent here.",
    unknown:
      "The result is not certain, it may already be charged. Do not order again yet; the result will be sent here.",
    review:
      "An operator is making sure of the result; it may already be charged. Do not order again yet; the result will be sent here.",
    placed: "The result will be sent here.",
  },
  wait: {
    seconds: (count: number) => `${count} seconds`,
    minutes: (count: number) => `${count} minutes`,
  },
  /** Of an order that waits for its turn. */
  queued: (place: number, wait: string): Html =>
    rich`Number ${place} in the queue, about <b>${wait}</b> to go. Until it is sent you can still cancel it with ❌.`,
  /** What holds up every order, and until when this one waits. */
  held: {
    shop: "The shop has a problem with its supplier; it is not your fault.",
    maintenance: "The supplier is down for maintenance.",
    silence: "The supplier is in trouble.",
    until: (time: string): Html =>
      rich`It is tried until <b>${time}</b>. If it has not been sent by then, it is cancelled by itself and nothing is charged. Until it is sent you can still cancel it with ❌.`,
  },
  /** Why the supplier takes no order now; `again` goes with each. */
  notNow: {
    "not-now-pace": "The supplier wants a pause between orders.",
    "not-now-maintenance": "The supplier is under maintenance.",
    "not-now-collision": "Transaction numbers collided at the supplier.",
    again:
      "It is sent again by itself as soon as possible, so do not order it again. The result will be posted here.",
  },
  waitsFor: (orderId) =>
    rich`Order <code>${orderId}</code>, exactly the same, has to finish first. Then this one is sent by itself, so do not order again. Nothing has been charged for this one yet.`,
  withdrawn,
  refused: (reason) => rich`Refused by the supplier: <b>${reason}</b>`,
  refusedSilently: () => rich`Refused by the supplier without a reason.`,
  refusedShop: () =>
    rich`The shop has a problem with its supplier; it is not your fault. Nothing was charged. Please try again later.`,
  notSent: () =>
    rich`The connection to the supplier failed and the order was not sent. Nothing was charged. Please order again.`,
  neverPlaced: () =>
    rich`We checked: this order never reached the supplier. Nothing was charged. Please order again.`,
  byUpstream: (reason) => rich`Reason: <b>${reason}</b>`,
  byUpstreamSilently: () => rich`It failed at the supplier, without a reason.`,
  givenBack: () =>
    rich`The supplier had accepted this order, then took it back and returned the money. Nothing was charged. Please order again.`,
  noCharge: "Nothing was charged. Check what was entered, then please order again.",
  voucher: "SN/Voucher:",
  voucherDoubt: {
    missing: () =>
      rich`⚠️ The supplier calls it done, but gave <b>no SN/voucher</b>, which this product usually has. Make sure first that it has arrived. If not, press 🆘; do not order again yet.`,
    repeated: () =>
      rich`⚠️ <b>This SN/voucher is the same</b> as was given for another order, so it may not be valid. Make sure first that it has arrived. If not, press 🆘; do not order again yet.`,
  },
  voucherCut: (ref) =>
    rich`The text is too long for one message. Ask the operator for the rest with ref <code>${ref}</code>.`,
  price: (price) => rich`Price: ${price}`,
  charged: (price) => rich`Charged by the supplier: ${price}`,
  number: (orderId) => rich`Order number: <code>${orderId}</code>`,
  ref: (ref) => rich`Supplier's ref: <code>${ref}</code>`,
  statusWord: (word) => rich`Supplier's status: ${word}`,
  note: (note) => rich`Note: ${note}`,
  confirmedAt: (time) => rich`Confirmed ${time}`,
  changedAt: (time) => rich`Updated ${time}`,
  reseller: (person) => rich`Reseller: ${person}`,
  why: (why) => rich`Why: ${why}`,
  timeline: "This order's history:",
  button: {
    check: "🔄 Check",
    cancel: "❌ Cancel",
    copy: "📋 Copy SN/Voucher",
    copyToken: "📋 Copy the token",
    copyOf: (whom, isToken) => `📋 ${isToken ? "Token" : "SN"} ${whom}`,
  },
  checked: (time) => `Checked at ${time}. Nothing new yet.`,
  alreadyOrdered: "This order has been made. There is no second one.",
  ordered: "Order made.",
  cancelled: "Order cancelled. Nothing was charged.",
  tooLateToCancel: "It can no longer be cancelled: the order has been sent or is over.",
  discardedBefore: "This card was cancelled. Nothing was ordered.",
  confirmedBefore: "✅ was pressed first. This is the order.",
  checking:
    "The result is not certain, it may already be charged. Do not order again yet; the result will be sent here.",
  waiting: (other) =>
    other === null
      ? rich`Exactly the same order has to finish first. Then this one is sent by itself, so do not order again. Nothing has been charged for this one yet.`
      : order.waitsFor(other),
  resultBelow: (whom) => rich`${whom} · the result is below`,
  results: (count) => rich`<b>${count} orders finished</b>`,
  gone: () =>
    paragraphs(
      rich`<b>This card is too old</b>`,
      "Before ordering again, look at /history: the order may already be there.",
    ),
  operator: {
    review: "⚠️ An order needs an operator to check it",
    alarm: "🚨 For the operator's attention",
    over: "🟢 Back to normal",
    alarms: {
      "watched-transaction":
        "This order was declared failed, and yet its transaction turned up at the supplier. Check before any refund.",
      "unexplained-transaction":
        "The supplier's account has a transaction this bot did not make. For 24 hours, orders without an answer are put to the operators.",
      "matching-off":
        "A supplier's transaction does not match its own order. Automatic matching is off; orders without an answer are put to the operators.",
      correction:
        "The supplier changed the result of a finished order. The bot keeps its own; check, and talk to the reseller.",
      "lost-order":
        "The supplier answered an order that Redis no longer has. If there is a ref_id below, it was placed; if not, look at the supplier first. Then tell its reseller.",
      "unrecorded-answer":
        "The supplier's answer to this order cannot be stored yet; the bot goes on trying. Look after Redis.",
      "taken-ref":
        "The supplier's answer to this order names a transaction that another order has. Compare both with the supplier before you decide.",
      "voucher-missing":
        "The supplier calls it done without an SN/voucher, which this product usually has. Ask the supplier for it with the ref below; the reseller was asked to look whether it arrived, and not to order again.",
      "voucher-repeated":
        "The supplier gave an SN/voucher that it had given for another order: one of the two may never have been delivered. Ask the supplier, with the refs of both.",
    },
    trust: {
      begun:
        "From now on the bot itself decides orders without an answer that are not in the supplier's list: they never reached the supplier. Operators always decided so. Should anything look wrong, the bot asks again at once.",
      over: "From now on operators are asked again about orders without an answer that are not in the supplier's list.",
    },
    wasAway: (times) =>
      lines(
        rich`<b>The bot did not work: ${times}</b>`,
        "The bot, Redis or the machine was down, Redis was full, or the machine's clock jumped. It works again: what people wrote is answered, and orders without an answer are looked up at the supplier.",
      ),
    troubles: {
      "sending-paused": {
        begun:
          "Sending is paused: the supplier refused the shop's account. Check balance, API key and IP.",
        over: "Orders are being sent again.",
      },
      "orders-stuck": {
        begun:
          "The bot does not get on with some orders. Look at its log; the others go on where they can.",
        over: "The bot gets on with all orders again.",
      },
      "account-refused": {
        begun: "The supplier refuses the shop's account. Check API key and IP.",
        over: "The supplier accepts the shop's account again.",
      },
      "supplier-disturbed": {
        begun:
          "The supplier is in trouble. Orders wait, and are cancelled without charge if it takes too long.",
        over: "The supplier answers as usual again.",
      },
      "supplier-slow": {
        begun: "The supplier answers slowly. Orders go on, only later.",
        over: "The supplier answers fast again.",
      },
      "catalogue-empty": {
        begun:
          "The supplier's product list is empty, unreadable, or lost most of its products. The bot goes on with the last good one for now.",
        over: "The bot uses the supplier's product list again.",
      },
      "catalogue-malformed": {
        begun: "Many products in the supplier's list are unreadable and so not on sale.",
        over: "The products in the supplier's list can be read again.",
      },
      "unknown-words": {
        begun:
          "The supplier uses a status this bot does not know. Its orders are taken as still in progress.",
        over: "No unknown status has been seen for a day.",
      },
      "redis-full": {
        begun: "Redis's memory is nearly full. Once it is, no new order can be kept.",
        over: "Redis has memory to spare again.",
      },
      "redis-volatile": {
        begun: "Redis does not keep every order safe. A power cut can lose orders.",
        over: "Redis keeps every order safe.",
      },
      "replicas-missing": {
        begun:
          "Too few copies of the bot's data (Redis replicas) are there and keep it on disk. No order is sent until they are back.",
        over: "The copies of the bot's data (Redis replicas) are back. Orders are sent again.",
      },
      "dead-letters": {
        begun:
          "Telegram refused a message. It is tried again for two days, and whenever its reader writes to the bot; until then they have not been told.",
        over: "Telegram has refused no message for an hour.",
      },
      "updates-missing": {
        begun:
          "The bot gets no messages and buttons from Telegram. What people write is not answered yet; results are still told where that is possible.",
        over: "The bot gets messages and buttons from Telegram again.",
      },
      "balance-low": {
        begun: "The OsiMesa balance is low. Top it up before orders are refused.",
        over: "The OsiMesa balance is high enough again.",
      },
    },
  },
};
