import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { OrderId } from "../../src/orders/state/order.ts";
import { reason } from "../../src/reason.ts";
import { Redis } from "ioredis";
import { dumpRedis } from "../simulation/redis/dump.ts";
import { openCounter, operatorId, type Counter, type CounterOptions } from "./counter.ts";
import { openDatabase } from "../redis-database.ts";

/** Orders of one service succeed one after the other, each with this voucher. */
async function openShop(context: TestContext, options: CounterOptions = {}) {
  const counter = await openCounter(context, {
    ...options,
    upstream: { policy: () => ({ kind: "hang" }) },
  });
  counter.startEngine();
  let number = 10;
  async function succeeds(voucher: string, code = "P5") {
    number += 1;
    const { id } = await counter.order(code, ...valuesFor(code, number));
    const placed = await counter.until(id, "placed");
    assert.ok(placed.state.name === "placed");
    counter.osimesa.ledger.complete(placed.state.ref, { voucher });
    const { state } = await counter.until(id, "succeeded");
    assert.ok(state.name === "succeeded");
    return { id, doubt: state.doubt };
  }
  return { counter, succeeds };
}

const valuesFor = (code: string, number: number) =>
  code === "ML" ? [`123456${number}`, "1234"] : [`0812000000${number}`];

async function alarms({ owed }: Counter, id: OrderId) {
  return (await owed(operatorId)).flatMap((notice) =>
    notice.kind === "alarm" && notice.orderId === id ? [[notice.alarm, notice.detail]] : [],
  );
}

test("a success without SN, where the product's earlier ones had one, is told as such; a product that never had one is not", async (context) => {
  const { counter, succeeds } = await openShop(context);
  assert.equal((await succeeds("", "ML")).doubt, undefined);
  assert.equal((await succeeds("", "P5")).doubt, undefined, "the first of its product");
  assert.equal((await succeeds("SN-0001")).doubt, undefined);
  const missing = await succeeds("");
  assert.deepEqual(missing.doubt, { kind: "missing" });
  assert.deepEqual(await alarms(counter, missing.id), [["voucher-missing", null]]);
  const results = (await counter.owed(7001)).filter(
    (notice) => notice.kind === "result" && notice.orderId === missing.id,
  );
  assert.equal(results.length, 1, "the reseller hears it with the result");
  assert.equal((await succeeds("", "ML")).doubt, undefined, "another product is another matter");
});

test("what only fills the place of an SN is none", async (context) => {
  const { succeeds } = await openShop(context);
  await succeeds("SN-0001");
  for (const filler of ["-", "0", " ok "])
    assert.deepEqual((await succeeds(filler)).doubt, { kind: "missing" }, filler);
});

test("an SN that another order already has is told, however it is written and whatever the product", async (context) => {
  const { counter, succeeds } = await openShop(context);
  const first = await succeeds("AB12-CD34");
  const second = await succeeds("ab12cd34", "ML");
  assert.equal(first.doubt, undefined);
  assert.deepEqual(second.doubt, { kind: "repeated", of: first.id });
  assert.deepEqual(await alarms(counter, second.id), [
    ["voucher-repeated", reason("voucher-of", first.id)],
  ]);
  const third = await succeeds("AB12-CD34");
  assert.deepEqual(third.doubt, { kind: "repeated", of: first.id }, "the first keeps it");
});

test("what is a product's way is not told any more: mostly without an SN, or mostly the same", async (context) => {
  const { succeeds } = await openShop(context);
  await succeeds("SN-0001");
  for (const told of [true, true, true, false])
    assert.equal((await succeeds("")).doubt !== undefined, told);
  await succeeds("Budi Gamer", "ML");
  for (const told of [true, true, true, false])
    assert.equal((await succeeds("Budi Gamer", "ML")).doubt !== undefined, told);
});

test("Redis keeps digests of vouchers, for as long as one may come again", async (context) => {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const { succeeds } = await openShop(context, { redisUrl: server.url });
  const { id } = await succeeds("RAHASIA-9911");
  const kept = Object.entries(await dumpRedis(redis, "osimesa:"));
  const others = kept.filter(([key]) => !key.endsWith(`}:order:${id}`));
  assert.equal(others.length, kept.length - 1);
  assert.ok(!/rahasia/i.test(JSON.stringify(others)));
  const marks = kept.filter(([key]) => /:(voucher|sums:vouchers):/.test(key));
  const days = marks.map(([, { livesMs }]) => livesMs / 86_400_000);
  assert.deepEqual(days, [90, 90]);
});

test("an order at price 0 with a word of failure has failed", async (context) => {
  const { counter } = await openShop(context);
  const { id } = await counter.order("P5", "081200000001");
  const placed = await counter.until(id, "placed");
  assert.ok(placed.state.name === "placed");
  counter.osimesa.ledger.giveBack(placed.state.ref, "kept");
  const { state } = await counter.until(id, "failed");
  assert.ok(state.name === "failed" && state.failure.reason === "by-upstream");
});
