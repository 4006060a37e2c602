import assert from "node:assert/strict";
import { test } from "node:test";
import { openPeople } from "../../people/shop.ts";
import type { OrderRedis } from "../../../src/orders/store/redis.ts";
import { jakartaDay } from "../../../src/jakarta.ts";
import { orderIdOf } from "../../../src/orders/state/order-id.ts";
import { factsSchema, type OrderId } from "../../../src/orders/state/order.ts";
import { createOrderStore } from "../../../src/orders/store/store.ts";

test("a service's mean time is of what succeeded today and yesterday; where nothing did, or a sum is no number, it is not known", async (context) => {
  const { redis, keys, orderRedis } = await openPeople(context);
  const { meanMs } = createOrderStore({ redis: orderRedis, keys });
  const nowMs = Date.UTC(2026, 5, 3, 10);
  const day = jakartaDay(nowMs);
  const sums = (ago: number, fields: Record<string, string | number>) =>
    redis.hset(keys.line("game").serviceSums(day - ago), fields);
  assert.equal(await meanMs("P5", nowMs), null);
  await sums(0, { "bad P5": 3, "ok P10": 1, "ms P10": 7_000 });
  await sums(2, { "ok P5": 1, "ms P5": 7_000 });
  assert.equal(await meanMs("P5", nowMs), null);
  await sums(1, { "ok P5": 3, "ms P5": 9_000 });
  assert.equal(await meanMs("P5", nowMs), 3_000);
  await sums(0, { "ok P5": 1, "ms P5": 1_000 });
  assert.equal(await meanMs("P5", nowMs), 2_500);
  // Left by a hand.
  await sums(0, { "ms P5": "many" });
  assert.equal(await meanMs("P5", nowMs), null);
});

test("a day counts a thousand services: of one more nothing is counted, of those it knows everything", async (context) => {
  const { redis, keys, orderRedis } = await openPeople(context);
  const store = createOrderStore({ redis: orderRedis, keys });
  const day = jakartaDay(await store.nowMs());
  // Also for tomorrow: midnight in Jakarta may pass meanwhile.
  const counted = async (code: string) => {
    const sums = await Promise.all(
      [day, day + 1].map((one) => redis.hget(keys.line("game").serviceSums(one), `ok ${code}`)),
    );
    return sums.reduce((sum, one) => sum + Number(one), 0);
  };
  const full = (fields: number) =>
    Object.fromEntries(Array.from({ length: fields }, (_, code) => [`bad X${code}`, 1]));
  const succeeds = async (code: string) => {
    const order = await succeededOrder(orderRedis, code);
    assert.equal((await store.read(order))?.state.name, "succeeded");
  };
  for (const one of [day, day + 1])
    await redis.hset(keys.line("game").serviceSums(one), full(2_998));
  await succeeds("P1");
  await succeeds("P2");
  await succeeds("P1");
  assert.deepEqual([await counted("P1"), await counted("P2")], [2, 0]);
});

/** One that was confirmed and succeeded. */
async function succeededOrder(redis: OrderRedis, code: string): Promise<OrderId> {
  made += 1;
  const id = orderIdOf(String(made));
  const facts = factsSchema.parse({
    v: 2,
    id,
    line: "game",
    resellerId: 7001,
    chatId: 7001,
    service: { code, name: code, category: "Pulsa" },
    destination: [],
    costRupiah: 5_500,
    priceRupiah: 5_500,
    fingerprint: `print ${made}`,
  });
  const ref = `R${made}`;
  const placement = { ref, statusWord: "sukses", note: "" };
  const states = [
    { name: "placed", ...placement },
    { name: "succeeded", ...placement, voucher: "" },
  ];
  await redis.run("draft", id, JSON.stringify(facts), "7001", "7001", 60_000, 60_000);
  await redis.run("confirm", id, id, "7001", "7001", 1, "");
  for (const [step, state] of states.entries()) {
    const json = JSON.stringify(state);
    await redis.run("apply", id, step + 1, `t${step}`, state.name, json, "", "", ref, 0, "[]");
  }
  return id;
}
let made = 0;
