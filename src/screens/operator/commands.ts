import type { Words } from "../../words/dictionary.ts";

/** Operators' commands, in the order Telegram shows them. */
export const operatorCommands = [
  "orders",
  "review",
  "complaints",
  "resellers",
  "limit",
  "credit",
  "note",
  "correct",
  "transfer",
  "deposits",
  "paid",
  "assign",
  "prices",
  "stats",
  "books",
  "pause",
  "resume",
  "broadcast",
] as const satisfies readonly (keyof Words["admin"]["commands"])[];
