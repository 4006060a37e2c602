import { reason } from "../../../src/reason.ts";
import type { Reading } from "../../../src/orders/balance/reading.ts";
import {
  orderIdSchema,
  refSchema,
  type Order,
  type OrderState,
  type StateName,
} from "../../../src/orders/state/order.ts";

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const graceMs = 10 * minuteMs;

export const placement = { ref: refSchema.parse("R1"), statusWord: "waiting", note: "" };
export const unknown: OrderState = { name: "unknown", why: reason("timeout") };
export const placed: OrderState = { name: "placed", ...placement };
export const succeeded: OrderState = { name: "succeeded", ...placement, voucher: "" };
export const failed: OrderState = {
  name: "failed",
  failure: { reason: "by-upstream", ref: placement.ref, note: "" },
};
export const neverPlaced: OrderState = { name: "failed", failure: { reason: "never-placed" } };
export const refused: OrderState = {
  name: "failed",
  failure: { reason: "refused", message: "", shop: false },
};

let made = 0;
/** An order in a state, and when it came there by what way. */
export function orderOf(
  state: OrderState,
  steps: readonly [to: StateName, atMs: number][],
  more: Partial<Order> = {},
): Order {
  made += 1;
  const sent = steps.findLast(([to]) => to === "sending")?.[1] ?? null;
  const [first] = steps;
  return {
    v: 2,
    id: orderIdSchema.parse(String(made).padStart(10, "0")),
    line: "game",
    resellerId: 7001,
    chatId: 7001,
    service: { code: "P5", name: "Pulsa 5.000", category: "Pulsa" },
    destination: [],
    costRupiah: 5_000,
    priceRupiah: 6_000,
    fingerprint: `p5 ${made}`,
    version: steps.length,
    state,
    attempt: null,
    confirmedAtMs: first?.[1] ?? 0,
    sentAtMs: sent,
    changedAtMs: steps.at(-1)?.[1] ?? 0,
    identity: "here",
    pacedMs: null,
    cardMessageId: null,
    timeline: steps.map(([to, atMs]) => ({ to, atMs, why: null })),
    ...more,
  };
}

/** A reading that took a second. */
export const readingAt = (
  begunMs: number,
  rupiah: number,
  more: Partial<Reading> = {},
): Reading => ({
  v: 1,
  begunMs,
  endedMs: begunMs + secondMs,
  rupiah,
  identity: "here",
  open: [],
  ...more,
});
