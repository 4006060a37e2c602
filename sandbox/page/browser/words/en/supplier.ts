/** The supplier's panel. */

import type { Words } from "../id/index.ts";

const retried = "try again later";

export const supplier: Words["supplier"] = {
  title: "Supplier",
  subtitle: "emulated OsiMesa",
  up: "The supplier answers",
  down: "The supplier is down",
  nextOrder: "With the next order",
  untilOff: "Until switched off",
  profileCall: "Says its balance",
  switches: {
    "lost-answer": [
      "Lose the next answer",
      "The next order is placed and paid for, but the connection breaks before the bot hears of it",
    ],
    hangs: [
      "Never answer",
      "The next order is placed, and the bot waits for an answer until its patience ends",
    ],
    "lost-order": [
      "Lose the order",
      "The connection breaks before the next order is placed; to the bot it looks the same",
    ],
    refuses: ["Refuse it", "The next order is refused: wrong number"],
    slow: ["Slow", "Every answer takes 2.5 seconds"],
    down: ["Down", "Connections are refused"],
    unavailable: ["503", "Every answer is an error page"],
    malformed: ["Malformed", "Every answer is broken JSON"],
    broke: ["Out of balance", "Nothing can be paid for any more"],
    pace: [
      "One per 6 s",
      "An order sooner than six seconds after the last one is refused: try again in 6 seconds",
    ],
    maintenance: ["Maintenance", `Every order is refused: ${retried}`],
    collision: [
      "Collisions",
      `Every second order, by chance, is refused: its number was taken, ${retried}`,
    ],
    masked: [
      "Contact the admin",
      "Every order is refused without saying why, as when the supplier's own supplier is unpaid",
    ],
    balance: ["A number", "There is a profile call that says the balance"],
    "balance-text": [
      "In words",
      "The profile call says the balance as relatives do: result, saldo, Rp 1.000.000",
    ],
    "balance-odd": ["Unreadable", "The profile call says no balance"],
  },
  outsideOrder: [
    "Someone else orders",
    "Somebody uses the same account at the supplier: a transaction the bot knows nothing of",
  ],
  topUp: ["Top up Rp1.000.000", "The shop's balance at the supplier"],
  requests: ({ order, status, service }) =>
    `Requests: ${order} order, ${status} status, ${service} service`,
  ending: {
    title: "Orders end by themselves",
    delay: "After how long",
    after: (seconds) => `after ${seconds} s`,
    outcomes: {
      succeed: ["Succeed", "With an SN or voucher"],
      "no-voucher": ["No SN", "Succeeded, but without SN or voucher"],
      fail: ["Fail", "With a reason, and the money comes back"],
      "price-0": ["Price 0", "Given back: the transaction stays as an error of price 0"],
      vanish: ["Vanish", "Given back: the transaction disappears from the list"],
      hang: ["Stay open", "Until you decide"],
    },
  },
  catalogue: {
    title: "Catalogue",
    services: (count) => `${count} services`,
    hint: "Changes reach the bot when its list is refreshed: after five seconds, or a minute where the list is long.",
    placeholder: "Find a service by name or code",
    find: "Find a service",
    nothing: "No service fits.",
    priceOf: (name) => `Price of ${name}`,
    outOfStock: "Out of stock",
    cutOffNow: "Cut-off now",
  },
  ledger: {
    title: "Transactions and orders",
    empty:
      "No orders yet. They appear here the moment a reseller confirms one, the supplier's transaction on the left, the bot's own timeline on the right.",
    supplier: "Supplier",
    bot: "Bot",
    noTransaction: "No transaction.",
    noOrder: "No order of the bot has this ref.",
    toChat: "See its message in the chat",
    secret: "🔒 ••• secret: only the supplier gets it",
    outsider: "ordered by someone else",
    hung: "Stays as it is until you decide.",
    voucher: "Voucher",
    moneyBack: "Money back.",
    links: {
      known: "The bot knows this transaction by its ref",
      missed: "The same order, but the bot has not heard of the transaction",
      none: "Only one side knows of this",
    },
  },
  steps: {
    waiting: "waiting",
    process: "process",
    success: "success",
    deleted: "deleted",
    "answer-lost": "answer lost",
    confirmed: "confirmed",
    sending: "sending",
    unknown: "unknown",
    review: "review",
    placed: "placed",
    succeeded: "succeeded",
    failed: "failed",
  },
  moves: {
    placeholder: "Voucher or reason (optional)",
    wordsFor: (refId) => `Voucher or reason for ${refId}`,
    success: ["Succeed", "With this voucher, or any"],
    failed: ["Fail", "For this reason, or any; the money comes back"],
    vanish: ["Vanish", "Disappears from the supplier's list; the money comes back"],
    hang: ["Hang", "Stays as it is"],
  },
};
