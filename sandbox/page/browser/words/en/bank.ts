/** The bank's panel. */

import type { Words } from "../id/index.ts";

export const bank: Words["bank"] = {
  title: "Bank",
  subtitle: "purses, transfers, emulated Tripay",
  purses: {
    title: "Purses",
    more: (count) => `and ${count} more resellers`,
    held: (sum) => `${sum} on hold`,
    credit: (sum) => `credit ${sum}`,
    anySum: "may order for any sum",
    left: (sum) => `may order for ${sum}`,
    depositFirst: [
      "Deposit first",
      {
        on: "Orders only what the balance is enough for; switch off for the shop's usual credit",
        off: "No credit: orders only what the balance is enough for",
      },
    ],
  },
  tickets: {
    title: "Open tickets",
    empty: "No open ticket. As a reseller type TIKET.50000, or 💰 and ➕.",
    until: (time) => `until ${time}`,
    payExactly: ["Pay exactly", "A transfer of just this sum; the bell is rung"],
    payAtTripay: (sum) => [
      `Pay ${sum} at Tripay`,
      "The payment opened for this ticket, with Tripay's fee; the bot is called back",
    ],
  },
  transfer: {
    hint: "Comes in at the shop's account, and the bell is rung",
    sum: "Any sum",
    note: "Note of the bank",
    pay: "Pay",
  },
  payments: {
    title: "Payments",
    transfer: "Transfer",
    status: {
      UNPAID: "unpaid",
      PAID: "paid",
      EXPIRED: "expired",
      FAILED: "failed",
      REFUND: "given back",
    },
    rings: {
      told: ["Again, same id", "The bell is rung once more for this payment"],
      "other-sum": ["Same id, Rp1 more", "This payment again, with another sum"],
      forged: ["Forged", "This payment, signed by somebody without the secret"],
    },
    another: ["Again, new id", "Another payment of the same sum"],
    deeds: {
      pay: ["Pay", "Paid, and the bot is called back"],
      "pay-silently": [
        "Pay, lose the callback",
        "Paid, and the bot is not called: it looks by itself within a minute",
      ],
      expire: ["Expire", "Nobody pays, and the bot is called back"],
      "call-again": ["Call back again", "The same callback once more"],
      forge: ["Forged callback", "Somebody without the key says that this was paid"],
      "give-back": ["Give back", "Tripay gives the money back: the bot notes it in its log"],
    },
    manners: { told: "told", "other-sum": "told with Rp1 more", forged: "forged" },
    noAnswer: "no answer",
  },
};
