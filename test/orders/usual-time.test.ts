import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transaction } from "../../src/osimesa/schema.ts";
import { createUsualTime } from "../../src/orders/tracking/usual-time.ts";
import { minuteMs, orderOf, placed, secondMs } from "./balance/accounts.ts";

const order = orderOf(placed, [["sending", 0]]);
const transaction: Transaction = {
  ref: "R1",
  productCode: "P5",
  productName: "Pulsa 5.000",
  data: [],
  priceRupiah: 5_500,
  statusWord: "success",
  note: "",
  voucher: "",
  createdAtS: 100,
  updatedAtS: 130,
};

/** The sums of the day say five seconds more each time they are asked. */
function openUsual(learnt: [code: string, usualMs: number][] = []) {
  let asked = 0;
  return createUsualTime({
    store: {
      async meanMs() {
        asked += 1;
        return asked * 5 * secondMs;
      },
    },
    onLearnt: (code, usualMs) => void learnt.push([code, usualMs]),
  });
}

test("as long as no order of a service was seen to end the day's sums say it, and are asked every ten minutes", async () => {
  const usual = openUsual();
  const at = (ms: number) => usual.of(order, ms);
  assert.equal(await at(0), 5 * secondMs);
  assert.equal(await at(10 * minuteMs - 1), 5 * secondMs);
  assert.equal(await at(10 * minuteMs), 10 * secondMs);
  const other = { ...order, service: { ...order.service, code: "P10" } };
  assert.equal(await usual.of(other, 10 * minuteMs), 15 * secondMs, "each service its own");
});

test("of the latest nine that ended half took no longer, by the upstream's times where they can be true", async () => {
  const usual = openUsual();
  const ends = (tookS: number, seenAfterS: number) =>
    usual.ended(order, { ...transaction, updatedAtS: 100 + tookS }, seenAfterS * secondMs);
  ends(30, 40);
  assert.equal(await usual.of(order, 0), 30 * secondMs);
  // Longer than from being sent until it was seen, or none at all.
  for (const tookS of [50, 0]) {
    const other = openUsual();
    other.ended(order, { ...transaction, updatedAtS: 100 + tookS }, 40 * secondMs);
    assert.equal(await other.of(order, 0), 40 * secondMs);
  }
  for (const tookS of [1, 2, 3, 4]) ends(tookS, 60);
  assert.equal(await usual.of(order, 0), 3 * secondMs);
  for (const tookS of [5, 6, 7, 8, 9, 10, 11, 12]) ends(tookS, 60);
  assert.equal(await usual.of(order, 0), 8 * secondMs, "of 4 to 12");
});

test("the first of a service that is seen to end is said, for those that nothing was known of", () => {
  const learnt: [string, number][] = [];
  const usual = openUsual(learnt);
  const other = { ...order, service: { ...order.service, code: "P10" } };
  for (const one of [order, order, other]) usual.ended(one, transaction, 40 * secondMs);
  assert.deepEqual(learnt, [
    [order.service.code, 30 * secondMs],
    ["P10", 30 * secondMs],
  ]);
});
