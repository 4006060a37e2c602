import type { batch as indonesian } from "../id/batch.ts";
import { rich, paragraphs } from "../html.ts";
import { form } from "./form.ts";
import { count as counted, orders } from "./plural.ts";

const lineNouns = { one: "line is", other: "lines are" };

/** Several order lines on one card, in English. */
export const batch: typeof indonesian = {
  title: (count) => rich`<b>Check ${counted(count, orders)}, then press ✅</b>`,
  titleOrdered: (count) => rich`<b>🧺 ${counted(count, orders)}</b>`,
  nothing: () => rich`<b>Nothing here can be ordered yet</b>`,
  refused: (count) => rich`<b>${counted(count, lineNouns)} left out:</b>`,
  total: (rupiah) => rich`Total: <b>${rupiah}</b>`,
  totalShort: (missing) =>
    rich`⚠️ The balance is <b>${missing}</b> short of all of them. ✅ orders what it is enough for; the rest can follow with the same ✅.`,
  press: (count, rupiah) => `✅ Order ${count} · ${rupiah}`,
  pressRest: (count, rupiah) => `✅ Order the other ${count} · ${rupiah}`,
  why: {
    notALine: "no order",
    nominal: "between other lines it needs its code: CODE.NUMBER",
    noCode: (nearest) =>
      nearest === null ? "no such code" : `no such code; did you mean ${nearest}?`,
    wrong: (field, problem) =>
      problem.kind === "not-a-choice"
        ? rich`${field}: there is no such choice`
        : rich`${field}: ${form.problem(problem)}`,
    tooMuch: (text) => `${text} is not asked for`,
    incomplete: (field) => `not complete: ${field}?`,
    secret: "use the 🛒 button, do not type it here",
    outOfStock: "🔴 out of stock",
    closedUntil: (time) => `🌙 closed, opens again ${time}`,
    sameAs: (line) => `the same as number ${line}; for a second one add .2`,
    sameAgain: (line) => `the same as number ${line}; one more is one line`,
    underWay: (how) =>
      rich`one of the same is still under way (${how}); wait for it, or send this line alone if you do want one more`,
    alreadyToday: "ordered today already; if you do want one more add .2",
  },
  odd: {
    which: (which) => `2️⃣ number ${which} of the same`,
    operator: (number, product) => `⚠️ a ${number} number, a ${product} product`,
    phone: "⚠️ check the number",
    others: "⚠️ another order of the same is under way",
  },
  heldUp: {
    short: "not enough balance",
    limit: "past today's limit",
    alike: "there is one of the same today",
    paused: "the shop is closed for now",
    discarded: "cancelled",
    gone: "its card is no longer good",
  },
  ordered: (count) => (count === 0 ? "Nothing was ordered." : `${counted(count, orders)} made.`),
  renewed: {
    old: "ℹ️ The card was older than 5 minutes; what is not ordered needs ✅ once more.",
    price: "⚠️ A price has changed; what is not ordered needs ✅ once more.",
    forgotten:
      "⚠️ The bot's latest notes were lost. If you pressed ✅ before, the orders may be under way: look at /status and ask the operator before you press again.",
  },
  tooMany: (count, most) =>
    paragraphs(
      rich`<b>${counted(count, orders)} are too many for one card</b>`,
      `At most ${most} at once. Nothing was ordered; send them as several messages, please.`,
    ),
};
