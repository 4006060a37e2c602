import type { StateName } from "./order.ts";

/**
 * What the books say of an order's price in each of its states: held for as long as it may succeed, and taken or given back
 * when it is over. One transfer, whose phase follows the state in the same script (`store/lua/money.lua`).
 */
export const priceIn = {
  confirmed: "pending",
  sending: "pending",
  unknown: "pending",
  review: "pending",
  placed: "pending",
  succeeded: "posted",
  failed: "voided",
} as const satisfies Record<StateName, "pending" | "posted" | "voided">;
