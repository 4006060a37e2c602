/** What there is to try, in its order. */

import type { Words } from "../id/index.ts";

export const tour: Words["tour"] = {
  title: "Five things to try",
  done: "Done",
  open: "Not yet",
  steps: {
    order: {
      title: "Order",
      how: "As Budi: START, 🛒, a category, a service, type 081234567890, then ✅. Ticked when it has succeeded.",
    },
    "lost-answer": {
      title: "Lose the answer",
      how: "Lose the supplier's answer and order again. The bot does not send twice: it looks until it has found the transaction.",
    },
    kill: {
      title: "Kill the bot",
      how: "Order something, kill the bot right after ✅, and watch it come back. No order is lost.",
    },
    "top-up": {
      title: "Top up a purse",
      how: "Alex has to deposit first. As Alex: START, type TIKET.50000, then “Pay exactly” in the bank.",
    },
    operator: {
      title: "Be the operator",
      how: "Dewi is a stranger: START, ask for access. Then let her in as Rina. Ticked when Dewi is a reseller.",
    },
  },
  allDone:
    "All five have happened. Now try what you like, or fill the shop with a hundred resellers.",
  deeds: {
    take: (name) => `Take ${name}'s phone`,
    lose: "Lose the next answer",
    ledger: "See the transaction",
    kill: "Kill the bot",
    bank: "Open the bank",
  },
  crowd: ["100 resellers", "A hundred new resellers each order through the emulated Telegram"],
};
