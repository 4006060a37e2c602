import { owingScripts } from "../orders/store/scripts.ts";

const names = [
  "transfer",
  "open-ticket",
  "end-ticket",
  "pay-ticket",
  "take-payment",
  "assign-payment",
] as const;
export type MoneyScript = (typeof names)[number];

const folder = new URL("lua/", import.meta.url);
/** Every script that moves money which no order moves. */
export const moneyScripts = owingScripts<MoneyScript>(names, folder, [
  new URL("deposits.lua", folder),
]);
