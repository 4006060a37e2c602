import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { inTurn, type Waiting } from "../../src/orders/placing/queue.ts";
import { orderIdSchema } from "../../src/orders/state/order.ts";
import { minuteMs, openSlowCounter, secondMs } from "./slow-time.ts";

const waiting = (resellerId: number, confirmedAtMs: number): Waiting => ({
  id: orderIdSchema.parse(`${resellerId}${String(confirmedAtMs).padStart(6, "0")}`),
  resellerId,
  confirmedAtMs,
  pacedMs: null,
});
const whose = (all: readonly Waiting[]) =>
  all.map(({ resellerId, confirmedAtMs }) => `${resellerId} ${confirmedAtMs}`);

test("resellers take turns, each one's orders oldest first", () => {
  const all = [
    waiting(7001, 1),
    waiting(7001, 2),
    waiting(7001, 3),
    waiting(7002, 4),
    waiting(7003, 5),
  ];
  assert.deepEqual(whose(inTurn(all.toReversed(), new Map())), [
    "7001 1",
    "7002 4",
    "7003 5",
    "7001 2",
    "7001 3",
  ]);
});

test("who was served last comes last, who never was comes first", () => {
  const all = [waiting(7001, 1), waiting(7002, 2), waiting(7003, 3), waiting(7001, 4)];
  const turns = new Map([
    [7001, 300],
    [7002, 200],
  ]);
  assert.deepEqual(whose(inTurn(all, turns)), ["7003 3", "7002 2", "7001 1", "7001 4"]);
});

test("of one millisecond all processes take the same first", () => {
  const all = [waiting(7003, 1), waiting(7001, 1), waiting(7002, 1)];
  for (const some of [all, all.toReversed()])
    assert.deepEqual(whose(inTurn(some, new Map())), ["7001 1", "7002 1", "7003 1"]);
});

/** A reseller who orders two hundred things before others order one each; the upstream takes one order at a time, a second each. */
async function rush() {
  const counter = openSlowCounter();
  counter.turnTakes(secondMs);
  for (let last = 0; last < 200; last += 1)
    await counter.orderOf(7001, `0812000${String(last).padStart(5, "0")}`);
  await counter.orderOf(7002, "081300000001");
  await counter.orderOf(7002, "081300000002");
  await counter.orderOf(7003, "081400000001");
  return counter;
}

test("two hundred orders of one reseller do not hold up the one of another", async () => {
  const counter = await rush();
  counter.startEngine();
  await counter.passes(12 * secondMs);
  const order = counter.sent.map((destination) => destination.slice(0, 4));
  assert.deepEqual(order.slice(0, 6), ["0812", "0813", "0814", "0812", "0813", "0812"]);
});

test("whose turn it was outlives the process", async () => {
  const counter = await rush();
  const { stop } = counter.startEngine();
  while (counter.sent.length < 1) await counter.passes(100);
  stop();
  assert.equal(counter.sent.length, 1);
  counter.startEngine();
  await counter.passes(minuteMs / 2);
  const order = counter.sent.map((destination) => destination.slice(0, 4));
  assert.deepEqual(order.slice(1, 4), ["0813", "0814", "0812"]);
});

test("who comes while others are being sent has a turn at the next one", async () => {
  const counter = await rush();
  counter.startEngine();
  await counter.passes(20 * secondMs);
  const before = counter.sent.length;
  await counter.orderOf(7004, "081500000001");
  await counter.passes(4 * secondMs);
  assert.ok(
    counter.sent.slice(before, before + 3).includes("081500000001"),
    counter.sent.slice(before).join(" "),
  );
});

test("an order that waits for an equal one's result leaves its turn to the next one of its reseller", async () => {
  const counter = openSlowCounter();
  counter.turnTakes(secondMs);
  const isEqual = (order: { destination: readonly { value: string }[] }) =>
    order.destination[0]?.value === "081500000001";
  counter.answers((order) =>
    isEqual(order) ? { kind: "unclear", why: reason("timeout") } : counter.placed(order),
  );
  await counter.orderOf(7001, "081500000001");
  counter.startEngine();
  while (counter.sent.length < 1) await counter.passes(100);
  for (const reseller of [7002, 7003]) await counter.orderOf(reseller, "081500000001");
  for (let last = 0; last < 20; last += 1)
    await counter.orderOf(7001, `0812000${String(last).padStart(5, "0")}`);
  for (const reseller of [7002, 7003])
    await counter.orderOf(reseller, `0813000${String(reseller).padStart(5, "0")}`);
  await counter.passes(10 * secondMs);
  // Of those after the first: one each, and none of the equal ones.
  assert.deepEqual(
    counter.sent.slice(1, 5).map((destination) => destination.slice(0, 4)),
    ["0813", "0813", "0812", "0812"],
  );
});
