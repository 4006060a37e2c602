import { codec, word, type Meaning } from "./codec.ts";

export const ticketId = word(/^[\w-]{1,20}$/, String);
const payment = word(/^[0-9a-f]{12}$/, String);

/** Operators' buttons of deposits; `payment`: its short name. */
const depositActs = {
  all: ["l"],
  ticket: ["t", { ticketId }],
  /** Its money is there, all of it. */
  pay: ["p", { ticketId }],
  /** Another sum is: it is typed. */
  payOther: ["o", { ticketId }],
  refuse: ["r", { ticketId }],
  payment: ["m", { payment }],
  assign: ["a", { payment, ticketId }],
  ignore: ["i", { payment }],
} as const;
export const depositAct = codec("on", depositActs);

export type DepositAct<On extends keyof typeof depositActs = keyof typeof depositActs> = Meaning<
  "on",
  typeof depositActs,
  On
>;
