import type { lines as indonesian } from "../id/lines.ts";
import type { Problem } from "../problem.ts";
import { rich, lines as below, paragraphs, type Html } from "../html.ts";
import { form } from "./form.ts";
import { count as counted, orders, products } from "./plural.ts";

const problem = (wrong: Problem): Html =>
  wrong.kind === "not-a-choice" ? rich`There is no such choice.` : form.problem(wrong);

/** Typed order lines and the words of every counter, in English. */
export const lines: typeof indonesian = {
  noCode: (code, isLike) =>
    paragraphs(
      rich`<b>There is no code ${code}</b>`,
      isLike
        ? "Did you mean one of these? Nothing was ordered."
        : "Nothing was ordered. Codes stand in the product list (🛒) and in the search.",
    ),
  wrong: (service, field, wrong) =>
    paragraphs(rich`<b>${service}</b>`, rich`<b>${field}</b>: ${problem(wrong)}`),
  choices: (labels) => rich`The choices: ${labels}`,
  tooMuch: (service, text) =>
    paragraphs(
      rich`<b>${service}</b>`,
      rich`<code>${text}</code> is not asked for by this product.`,
    ),
  example: (line) =>
    rich`Example: <code>${line}</code>\nNothing was ordered and nothing was charged.`,
  needless: {
    pin: "No PIN is needed here: Telegram knows who you are. Only what stands on the card is sent.",
    phone: "The phone number behind it is not needed: the result comes to this chat.",
  },
  same: (again) =>
    paragraphs(
      rich`ℹ️ <b>You have sent this today.</b> Here is that order; there is no second one.`,
      rich`If you do want one more: <code>${again}</code>`,
    ),
  button: {
    oneMore: "2️⃣ One more, really",
    open: (service) => `🛒 ${service}`,
  },
  prices: (code, count) =>
    rich`<b>💵 Price of ${code}</b>${count > 1 ? ` – ${counted(count, products)}` : ""}`,
  price: (code, name, price, sign) => rich`${sign}<code>${code}</code> ${name} · <b>${price}</b>`,
  morePrices: (count) => rich`… and ${count} more. Type more letters of the code.`,
  noPrices: (code) =>
    paragraphs(
      rich`<b>No code begins with ${code}</b>`,
      "Codes stand in the product list (🛒) and in the search.",
    ),
  takeBack: {
    usage: () =>
      rich`Type <code>BTL.number</code>, for example <code>BTL.081234567890</code>. What has not been sent can be taken back; see /status too.`,
    none: () =>
      paragraphs(
        rich`<b>Nothing can be taken back</b>`,
        "No order of yours to that number is still waiting to be sent. See /status.",
      ),
    which: (count) =>
      rich`<b>${counted(count, orders)} to that number not sent yet.</b> Which one?`,
  },
  elsewhere: {
    none: () =>
      paragraphs(
        rich`<b>This bot has no such command</b>`,
        rich`The shop's operator sees to registering, moving balances and downlines. What can be typed here: <code>FORMAT</code>.`,
      ),
    topUp: () => rich`Top up here with a ticket: type <code>TIKET.100000</code>, or press ➕.`,
  },
  help: (examples) =>
    below(
      rich`<b>Faster by typing</b>`,
      rich`<code>${examples.order}</code> – order: CODE.NUMBER`,
      examples.game === null ? null : rich`<code>${examples.game}</code> – order: CODE.ID.ZONE`,
      rich`<code>${examples.again}</code> – once more today`,
      rich`<code>081234567890</code> – what can be bought for that number`,
      rich`<code>10.081234567890</code> – its operator's 10.000`,
      rich`<code>axis 24gb</code> – search for products`,
      "several lines, or CODE.NO.CODE.NO – up to 20 orders, one ✅",
      rich`<code>${examples.price}</code> – prices of all those codes`,
      rich`<code>S</code> – balance, <code>MUTASI</code> – statement, <code>R</code> – history`,
      rich`<code>CEK.081234567890</code> – the orders of that number`,
      rich`<code>BTL.081234567890</code> – take back what was not sent`,
      rich`<code>TIKET.100000</code> – top up, <code>UNTIKET</code> – take the ticket back`,
      rich`<code>K.your words</code> – ask the operator, or complain`,
      "Dot, comma, #, * and space all separate; case does not matter; no PIN is needed.",
    ),
};
