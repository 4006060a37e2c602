import { stopClock } from "../simulation/redis/mortal.ts";
import { nowMs, owed, type Call, type Story } from "./story.ts";

/** For 10.001 rupiah. */
const open: Call = [
  "open-ticket",
  "T1",
  "7001",
  10_000,
  1,
  3_600_000,
  604_800_000,
  5,
  owed("ticket:T1", "9001"),
];
const payByHand: Call = ["pay-ticket", "T1", 10_001, "9001", owed("hand", "7001")];
const take: Call = [
  "take-payment",
  "hook:1",
  "hook",
  10_001,
  nowMs,
  "note",
  "",
  3_600_000,
  owed("credited", "$reseller"),
  owed("consumed", "9001"),
  owed("waiting", "9001"),
];

export const moneyStories: Record<string, Story> = {
  "money is moved by hand": {
    dies: [
      "transfer",
      "hand:1",
      "purse:7001",
      "purse:7002",
      5_000,
      "transfer",
      "",
      "9001",
      "why",
      owed("moved", "7001", "7002"),
    ],
  },
  "a ticket is opened": { dies: open },
  "a ticket is opened as another's total comes free": {
    before: [open],
    spoil: (redis) => stopClock(redis, nowMs + 700_000_000),
    dies: ["open-ticket", "T2", "7002", 10_000, 1, 3_600_000, 604_800_000, 5, "[]"],
  },
  "a ticket is cancelled": {
    before: [open],
    dies: ["end-ticket", "T1", "7001", "cancelled", "7001", owed("ended", "9001")],
  },
  "a ticket is paid by hand": { before: [open], dies: payByHand },
  "a payment is credited": { before: [open], dies: take },
  "a payment was credited by hand": { before: [open, payByHand], dies: take },
  "a payment waits": { dies: take },
  "a payment is assigned": {
    before: [take, open],
    dies: [
      "assign-payment",
      "hook:1",
      "7001",
      "T1",
      "9001",
      owed("assigned", "7001"),
      owed("paid", "7001", "9002"),
    ],
  },
  "a payment is assigned to whose ticket has its sum": {
    before: [take, open],
    dies: [
      "assign-payment",
      "hook:1",
      "7001",
      "",
      "9001",
      owed("assigned", "7001"),
      owed("paid", "7001", "9002"),
    ],
  },
  "a ticket is paid by hand with money that waits": { before: [take, open], dies: payByHand },
  "a payment is ignored": {
    before: [take],
    dies: ["assign-payment", "hook:1", "", "", "9001", owed("ignored", "9002")],
  },
};
