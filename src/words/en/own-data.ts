import type { ownData as indonesian } from "../id/own-data.ts";
import { paragraphs, rich } from "../html.ts";
import { grouped } from "../money.ts";
import { count, orders as ordersForms } from "./plural.ts";

/** What is kept of a person, in English. */
export const ownData: typeof indonesian = {
  title: "🔒 Your data",
  explained:
    "You can have everything this bot keeps about you as one file (/export_me), and erase what need not be kept (/forget_me).",
  button: {
    menu: "🔒 My data",
    export: "📤 Get my data",
    forget: "🗑 Erase my data",
    yes: "🗑 Yes, erase",
  },
  file: "my-data",
  caption: (orders, left) =>
    `Everything this bot keeps about you: ${count(orders, ordersForms)}, your statement and settings.${left === 0 ? "" : ` ${grouped(left)} older ones do not fit into this file; see /history.`}`,
  often: "You have got it several times within this hour. Please try again later.",
  sure: "🗑 Erase your data?",
  erased: "Erased now:",
  kept: "Kept:",
  passes: "Gone by itself within days:",
  why: (days) =>
    `Orders are kept for ${grouped(days)} days so that you can ask about them, the books for good because the money must always add up; access and terms because the shop decides them. Orders under way go on, and you are told their results.`,
  kinds: {
    language: "the language you chose",
    name: "your name",
    quiet: "quiet hours",
    receipts: "settings of your receipts and your selling prices",
    recap: "when your evening recap comes",
    session: "what you opened and typed last in this chat",
    form: "an order being filled in",
    saved: "saved numbers",
    favourites: "favourites",
    short: "the order that waits for your balance",
    watches: "products you watch",
    request: "a request for access (if it was refused: when you may ask again stays until then)",
    orders: "orders: product, number, price, voucher, times",
    books: "balance and statement",
    sums: "your orders added up by day, for the daily limit (40 days)",
    profits: "what the shop earned with your orders, by day (40 days; not in the file)",
    turns: "when an order of yours was sent last, so that all take turns",
    tickets: "tickets for deposits that are still open",
    complaints: "complaints and questions (90 days)",
    terms: "access, daily limit, credit, price level",
    note: "the shop's operators' note",
    recapMarks: "the last day whose recap you were sent",
    messages: "messages that have not reached you yet",
    cards: "order cards, pictures of receipts, marks of what you were told",
  },
  forgotten: () =>
    paragraphs(
      rich`<b>🗑 Your data is erased</b>`,
      "If you use this bot again, your name and language are noted again.",
    ),
};
