import type { trouble as indonesian } from "../id/trouble.ts";
import { rich, paragraphs } from "../html.ts";

/** When something did not work, in English. */
export const trouble: typeof indonesian = {
  confirmUnclear:
    "We are checking. Pressing ✅ again is safe: it stays one order. The result is also in /status.",
  tryAgain: "Something is wrong on our side. Please try again in a moment.",
  broken: () =>
    paragraphs(
      rich`<b>Something went wrong on our side</b>`,
      "Please try again in a moment. If you have just pressed ✅, it may already be charged: do not order again, look at /status first.",
    ),
  notUnderstood: () =>
    paragraphs(
      rich`<b>Sorry, we did not understand this</b>`,
      "Press 🛒 to order, or /status followed by a ref_id to check an order.",
    ),
  unknownButton: "This button no longer works. Press /start for the current menu.",
};
