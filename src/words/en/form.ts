import type { form as indonesian } from "../id/form.ts";
import { rich, paragraphs, type Html } from "../html.ts";
import type { Problem } from "../problem.ts";
import { oneLine } from "../shorten.ts";

function wanted(min: number, max: number, unit: string): string {
  if (min === max) return `exactly ${min} ${unit}`;
  if (min === 0) return `at most ${max} ${unit}`;
  return max === 0 ? `at least ${min} ${unit}` : `${min}–${max} ${unit}`;
}

function problem(wrong: Problem): Html {
  switch (wrong.kind) {
    case "not-text":
      return rich`Please send it as text: <b>type</b> the answer.`;
    case "not-a-choice":
      return rich`Please choose by pressing one of the buttons.`;
    case "many-lines":
      return rich`One answer only, on one line.`;
    case "not-a-number":
      return rich`Only digits here, no letters, spaces or signs. Example: <code>12345678</code>`;
    case "not-a-phone-number":
      return rich`That doesn't look like a phone number. Type digits only, for example: <code>081234567890</code>`;
    case "not-an-email":
      return rich`This is not an email address. For example: <code>name@gmail.com</code>`;
    case "not-an-address":
      return rich`This is not a web address. For example: <code>https://example.com/account</code>`;
    case "not-a-date":
      return rich`There is no such date. Write day-month-year, for example: <code>31-12-1999</code>`;
    case "contact-not-wanted":
      return rich`This question is not about a phone number. Please type the answer.`;
    case "unknown-command":
      return rich`That command is not known. Please type the answer, or /cancel to leave.`;
    case "edited":
      return rich`An edited message is not read. To correct an answer, press ⬅️.`;
    case "in-part":
      return rich`<b>${oneLine(wrong.label, 60)}</b>: ${problem(wrong.problem)}`;
    case "too-short":
    case "too-long": {
      const unit = wrong.digits ? "digits" : "characters";
      const why = wrong.kind === "too-short" ? "Too short" : "Too long";
      return rich`${why}: ${wrong.length} ${unit}. It should be ${wanted(wrong.min, wrong.max, unit)}.`;
    }
  }
}

/** Forms and confirmation cards in English. */
export const form: typeof indonesian = {
  problem,
  field: (position) => `Data ${position}`,
  question: (label) => rich`<b>${label}?</b>`,
  phoneQuestion: "Which phone number",
  typeAnswer: "Type the answer.",
  typePhone: "Type the number, or share a contact.",
  typeDigits: "Type the digits only.",
  typeIdAndZone: () =>
    rich`Type the ID alone, or ID and zone together: <code>12345678 (1234)</code>`,
  typeSecret: "Type the answer. Your message is deleted at once and its text is not shown.",
  typeDate: "Type the date: day-month-year.",
  choose: "Choose one:",
  keep: (value) => `Use ${value}`,
  answered: (label, value) => rich`${label}: <b>${value}</b>`,
  cancelled: () => paragraphs(rich`<b>Cancelled</b>`, "Nothing was ordered and nothing charged."),
  nothingToCancel: () =>
    paragraphs(
      rich`<b>There is no order being made</b>`,
      "An order is only made when you press ✅. One that has not been sent yet can be cancelled with ❌ on its card (/status).",
    ),
  expired: () =>
    paragraphs(
      rich`<b>This order was left open for too long</b>`,
      "Nothing was ordered and nothing charged. Please start again.",
    ),
  tooManySteps: () =>
    paragraphs(
      rich`<b>Changed too many times</b>`,
      "Nothing was ordered and nothing charged. Please start again.",
    ),
  changed: () =>
    paragraphs(
      rich`<b>What this product asks for has just changed</b>`,
      "Nothing was ordered and nothing charged. Please fill it in again.",
    ),
  oldButton: "This button belongs to an order that is over.",
  questionPassed: "This question has been answered.",
  confirm: {
    title: "Check number & price, then press ✅",
    titleWithoutNumber: "Check the price, then press ✅",
    price: (price) => rich`Price: <b>${price}</b>`,
    press: (price) => `✅ Order ${price}`,
    pressAgain: (price) => `✅ Order again ${price}`,
    priceChanged: (before, now) =>
      rich`⚠️ The price has changed since you chose: from ${before} to <b>${now}</b>.`,
    operator: (number, product) =>
      rich`⚠️ This is a <b>${number}</b> number, but the product is <b>${product}</b>. Please check the number.`,
    phone: (doubt) => {
      switch (doubt.kind) {
        case "length":
          return rich`⚠️ This number has <b>${doubt.digits} digits</b>. A mobile number usually has 10–13. Check the number again.`;
        case "beginning":
          return rich`⚠️ A mobile number usually begins with <b>08</b>. Check the number again.`;
      }
    },
    queue: (wait) => rich`ℹ️ There is a queue: about <b>${wait}</b> until this order is sent.`,
    disturbed: (minutes) =>
      rich`⚠️ The supplier is in trouble. The order may wait up to ${minutes} minutes; if it still cannot be sent, it is cancelled and nothing is charged.`,
    renewed: {
      old: () =>
        rich`ℹ️ The card was older than 5 minutes, so this is a new one. Nothing has been ordered yet.`,
      forgotten: () =>
        rich`⚠️ The bot's latest records were lost, so this is a new card. <b>If you pressed ✅ before, that order may have gone through:</b> look at /status and ask the operator before you press again.`,
    },
  },
};
