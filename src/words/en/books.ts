import type { books as indonesian } from "../id/books.ts";
import { rich } from "../html.ts";
import { grouped } from "../money.ts";
import { accounts as names, count, entries, orders } from "./plural.ts";

/** What operators read of the books and of the supplier's account, in English. */
export const books: typeof indonesian = {
  title: () => rich`<b>📚 Books</b>`,
  sales: (rupiah) => `Sales: ${rupiah}`,
  cost: (rupiah) => `Charged by the supplier: ${rupiah}`,
  profit: (rupiah) => rich`Profit: <b>${rupiah}</b>`,
  held: (transfers, rupiah) => `⏳ Held for unfinished orders (${grouped(transfers)}): ${rupiah}`,
  owed: (rupiah) => `Not paid by resellers yet: ${rupiah}`,
  had: (rupiah) => `Resellers' balances: ${rupiah}`,
  deposits: (rupiah) => rich`Deposits that came in: ${rupiah}`,
  right: () => rich`<b>✅ It all adds up</b>`,
  wrong: () => rich`<b>⚠️ Something does not add up</b>`,
  counted: (lines, accounts, open) =>
    `Recounted: ${count(lines, entries)}, ${count(accounts, names)}, ${count(open, orders)} not finished.`,
  badLine: (line) =>
    `• Entry ${grouped(line)} cannot be read, or does not follow from those before it.`,
  badAccount: (name, says, is) =>
    rich`• <code>${name}</code>: it says ${says}, and should say ${is}.`,
  badSum: (rupiah) => `• All accounts together are ${rupiah}, and should be Rp0.`,
  badOrder: (id) => rich`• Order <code>${id}</code>: its money is not as its state.`,
  whatNow:
    "Orders go on. Do not change data in Redis; keep a backup of it, then look at the bot's log of this hour.",
  reckoning: {
    title: "🧮 The OsiMesa balance does not add up",
    time: (from, to) => `${from} – ${to}`,
    before: (rupiah) => `Balance before: ${rupiah}`,
    charged: (rupiah) => `− charged for orders: ${rupiah}`,
    returned: (rupiah) => `+ given back for earlier orders: ${rupiah}`,
    expected: (rupiah) => `= should be: ${rupiah}`,
    now: (rupiah) => `Balance after: ${rupiah}`,
    more: (rupiah) => rich`<b>${rupiah} more</b>`,
    less: (rupiah) => rich`<b>${rupiah} less</b>`,
    whyMore:
      "The bot cannot see deposits: compare with what you paid in during that time. If it is more than that, an order may have been given back.",
    whyLess:
      "This account may also be used outside the bot, or an order was charged that is noted here as not charged. Look at the balance history of the OsiMesa account.",
    doubtful: (amount, rupiah) => `Not known whether charged: ${count(amount, orders)}, ${rupiah}.`,
  },
};
