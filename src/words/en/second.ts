import type { second as indonesian } from "../id/second.ts";
import { paragraphs, rich } from "../html.ts";

export const second: typeof indonesian = {
  ended: (when, how, times) =>
    rich`⚠️ <b>You have already ordered this ${times === 1 ? "" : `${times} times `}today for the same destination</b>, last at ${when}: ${how}. Press ✅ only if you want it again.`,
  underWay: (when, how) =>
    rich`⚠️ <b>Your order for exactly the same is not finished</b> (${when}: ${how}). Wait for its result; do not order again if you meant only one.`,
  others: () =>
    rich`⚠️ Another order for the same product and destination is under way. Ask your customer first.`,
  since: (when, how) =>
    paragraphs(
      rich`<b>You have just ordered exactly the same</b>`,
      rich`${when}: ${how}. Nothing was ordered from this card, nothing was charged.`,
    ),
  heading: "Not ordered: exactly the same is still under way",
  notYet: "Not ordered yet. Read the card first.",
  newer: () =>
    paragraphs(
      rich`<b>There is a newer card for this product and destination</b>`,
      "If you meant only one, use that newer card. Nothing was ordered from this one, nothing was charged.",
    ),
  button: {
    see: "👀 See that order",
    oneMore: "I do want one more",
  },
};
