import type { operator as indonesian } from "../id/operator.ts";
import { paragraphs, rich } from "../html.ts";
import { count as counted, orders } from "./plural.ts";
import { grouped } from "../money.ts";

/** What operators read of people they type and of their own menu, in English. */
export const operator: typeof indonesian = {
  start: {
    paused: (reason) =>
      rich`⏸ <b>The shop is closed for now.</b>${reason === "" ? "" : ` ${reason}`}`,
    toDecide: (count) => rich`⚠️ <b>Waiting for your decision: ${counted(count, orders)}.</b>`,
    hung: (count) => `⏳ Taking long: ${counted(count, orders)}, see /orders`,
    hint: "Find an order: /status followed by a number, a ref_id or our order number.",
  },
  button: {
    books: "📚 Books",
    complaints: "🆘 Reports",
    pause: "⏸ Close for now",
    resume: "▶️ Open again",
    commands: "⌨️ All commands",
  },
  commandsHint:
    "A reseller may be written as an ID, @username or part of their name; an amount as 100rb or 1.5jt.",
  surePause: () =>
    paragraphs(
      rich`<b>⏸ Close the shop for now?</b>`,
      "No new orders are taken; those already made go on. Resellers are told why if you type /pause followed by a reason.",
    ),
  sureResume: () =>
    paragraphs(
      rich`<b>▶️ Open again?</b>`,
      "Orders are taken again, and sending to the supplier goes on.",
    ),
  yesPause: "✅ Yes, close",
  yesResume: "✅ Yes, open",
  note: {
    is: (note) => rich`📝 ${note}`,
    hint: (userId) => rich`📝 Note: <code>/note ${userId} </code>text`,
    usage:
      "Usage: /note WHO text. WHO: an ID, @username or one word of a name; - takes the note away. Only operators read it, and the reseller themselves if they ask for their data. Example: /note @budi pays on Fridays",
    tooLong: (max) => `The note is too long. At most ${grouped(max)} characters.`,
  },
  broadcast: {
    all: "All",
    onlyLevel: (level) => rich`Only resellers with level <b>${level}</b>.`,
    tooLongBelow: (max) =>
      `Too long to stand below a picture. At most ${grouped(max)} characters with the shop's name.`,
    quiet: (count) => `Waiting for their quiet hours to end: ${grouped(count)}`,
    missed: "Have not got it:",
    nobodyMissed: "The list is not kept any more, or everybody has got it.",
    more: (count) => `👥 ${grouped(count)} more`,
    why: {
      blocked: "blocked the bot",
      "never-started": "never started the bot",
      failed: "could not be sent",
    },
  },
  meant: {
    several: "More than one fits. Type an ID or @username instead:",
  },
};
