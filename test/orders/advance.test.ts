import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { mayAdvance, type OrderState } from "../../src/orders/state/order.ts";
import { orderIn } from "../words/sample-orders.ts";

const unclear = { name: "unknown", why: reason("timeout") } as const;
const notNow = { ...unclear, notNow: true } as const;
const waits = { name: "confirmed" } as const;

test("only an order that was answered not now goes back into the queue; what is unclear becomes so by no further answer", () => {
  const moves: [OrderState, OrderState, boolean][] = [
    [notNow, waits, true],
    [unclear, waits, false],
    [unclear, notNow, true],
    [notNow, notNow, true],
    [unclear, unclear, false],
    [notNow, unclear, false],
  ];
  for (const [from, to, may] of moves)
    assert.equal(mayAdvance(orderIn(from), to), may, JSON.stringify([from, to]));
});
