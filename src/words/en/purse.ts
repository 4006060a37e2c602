import type { purse as indonesian } from "../id/purse.ts";
import { lines, rich } from "../html.ts";
import { grouped } from "../money.ts";
import { count as counted, entries } from "./plural.ts";

/** A reseller's balance and statement, and what operators do with them, in English. */
export const purse: typeof indonesian = {
  button: {
    purse: "💰 Balance",
    statement: "📒 Statement",
    csv: "📤 CSV",
    bill: "🧾 Bill",
    refund: (rupiah) => `↩️ Give ${rupiah} back`,
  },
  title: "💰 Balance",
  titleOf: (name) => rich`<b>💰 Balance of ${name}</b>`,
  balance: (rupiah) => rich`Balance: <b>${rupiah}</b>`,
  owes: (rupiah) => rich`To be paid: <b>${rupiah}</b>`,
  held: (rupiah) =>
    rich`On hold: ${rupiah} for orders not finished yet; it comes back if they fail`,
  credit: (rupiah) => rich`Credit: ${rupiah}`,
  left: (rupiah) => rich`Can be used: <b>${rupiah}</b>`,
  leftToday: (rupiah, limit) => rich`Left of today's limit: ${rupiah} of ${limit}`,
  latest: "Latest entries",
  none: "No entries yet.",
  statement: "📒 Statement",
  more: (count) => rich`… and ${grouped(count)} more of this day; all of them are in 📤 CSV.`,
  line: (time, what, rupiah, balance) => rich`${time} · ${what} · <b>${rupiah}</b> → ${balance}`,
  what: {
    order: (of) => `order ${of}`,
    deposit: "deposit",
    correction: (why) => `correction: ${why}`,
    came: (why) => `transfer in: ${why}`,
    went: (why) => `transfer out: ${why}`,
    refund: (of) => `refund ${of}`,
  },
  file: {
    name: "statement",
    caption: (count) => `${counted(count, entries)}, oldest first.`,
    columns: {
      time: "time",
      what: "entry",
      rupiah: "amount",
      balance: "balance",
      id: "id",
    },
  },
  short: (missing) =>
    rich`⚠️ <b>Your balance is short by ${missing}.</b> Once it is enough we send this card again: just press ✅.`,
  shortBriefly: (missing) => `Your balance is short by ${missing}. Nothing was ordered.`,
  told: {
    in: (rupiah) => rich`<b>💰 ${rupiah} added to your balance</b>`,
    out: (rupiah) => rich`<b>💰 ${rupiah} taken off your balance</b>`,
    now: (rupiah) => rich`Balance now: <b>${rupiah}</b>`,
    enough: "Your balance is enough now for the order that waits:",
  },
  credits: {
    is: (text) => rich`Credit: <b>${text}</b>`,
    none: "no limit",
    choose:
      "How far below their balance may they order? Choose, or type /credit ID amount. Rp0: only what they have.",
    usage:
      "Usage: /credit WHO amount. WHO: an ID, @username or part of a name. Amount: 1.500.000, 100rb, 1.5jt; none: no limit; default: the usual credit. Example: /credit @budi 500rb",
    set: "Credit saved.",
    button: "💳 Credit",
    unlimited: "No limit",
  },
  hand: {
    hint: (userId) =>
      lines(
        rich`<code>/correct ${userId} </code>amount reason – a correction, with - to take off`,
        rich`<code>/transfer ${userId} </code>ID amount reason – to another balance`,
      ),
    usageCorrect:
      "Usage: /correct WHO amount reason. WHO: an ID, @username or part of a name. Amount: 25.000, 100rb, 1.5jt, with - to take off. Example: /correct @budi -25.000 wrong transfer",
    usageTransfer:
      "Usage: /transfer FROM TO amount reason. FROM, TO: an ID, @username or one word of a name. Example: /transfer @budi @sari 50rb sent to the wrong one",
    correct: (person) => rich`<b>Correct the balance of ${person}?</b>`,
    transfer: (from, to) => rich`<b>Move balance from ${from} to ${to}?</b>`,
    amount: (rupiah) => rich`Amount: <b>${rupiah}</b>`,
    why: (why) => rich`Reason: ${why}`,
    after: (person, rupiah) => rich`Balance of ${person} after it: ${rupiah}`,
    told: "The reseller is told, with the reason.",
    yes: "✅ Yes, do it",
    done: "✅ Done; the reseller is told.",
    again: "Done already, once.",
    gone: "This question is over. Type the command again.",
    discarded: "❌ Not done.",
    refunded: "Given back to the reseller's balance, and they are told.",
    refundedBefore: "Given back already, once.",
    notRefunded: "This order did not succeed, so nothing was taken.",
  },
  bill: {
    title: (name, period) => rich`<b>🧾 Bill of ${name}, ${period}</b>`,
    before: (rupiah) => rich`Balance before: ${rupiah}`,
    orders: (count, rupiah) => rich`Orders: ${grouped(count)} · ${rupiah}`,
    deposits: (count, rupiah) => rich`Deposits: ${grouped(count)} · ${rupiah}`,
    others: (count, rupiah) => rich`Corrections, transfers, refunds: ${grouped(count)} · ${rupiah}`,
    after: (rupiah) => rich`Balance after: <b>${rupiah}</b>`,
    toPay: (rupiah) => rich`To be paid: <b>${rupiah}</b>`,
    nothing: "Nothing has to be paid.",
  },
};
