import assert from "node:assert/strict";
import { test } from "node:test";
import { Redis } from "ioredis";
import { startPrivateRedis } from "../../../sandbox/redis/server.ts";
import { refSchema } from "../../../src/orders/state/order.ts";
import { openCounter } from "../counter.ts";
import { openDatabase } from "../../redis-database.ts";

test("a voucher stands in Redis with its own order and nowhere else", async (context) => {
  const server = await openDatabase();
  const counter = await openCounter(context, { redisUrl: server.url });
  const redis = new Redis(server.url);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  const { state } = await counter.until(order.id, "succeeded");
  assert.ok(state.name === "succeeded");
  const { ref, voucher } = state;
  assert.notEqual(voucher, "");
  // Shown to operators without it, and it is not that the transaction was never seen.
  const transaction = await counter.store.transaction(ref);
  assert.equal(transaction?.ref, ref);
  assert.equal(transaction.voucher, "");

  const holding: string[] = [];
  for (const key of await redis.keys("*")) {
    const value = await valueOf(redis, key);
    if (value.includes(voucher)) holding.push(key.slice(key.lastIndexOf("}") + 2));
  }
  assert.deepEqual(holding, [`order:${order.id}`]);
});

test("what a page shows comes with its order as it stands, but for one that is over", async (context) => {
  const counter = await openCounter(context, { upstream: { policy: () => ({ kind: "hang" }) } });
  const { store } = counter;
  const engine = counter.startEngine();
  const { id } = await counter.order("P5", "081234567890");
  const placed = await counter.until(id, "placed");
  await engine.stop();
  assert.ok(placed.state.name === "placed");
  const rows = [{ ...row(1), ref: placed.state.ref }, row(2)];
  const shown = await store.observe(rows, null, 0);
  assert.deepEqual(
    shown.map(({ owner, order }) => [owner, order]),
    [
      [id, await store.read(id)],
      [null, null],
    ],
  );
  counter.osimesa.ledger.complete(placed.state.ref);
  counter.startEngine();
  await counter.until(id, "succeeded");
  const [own] = await store.observe(rows, null, 0);
  assert.deepEqual([own?.owner, own?.order], [id, null]);
});

test("an order that cannot be read hides none of the page's others", async (context) => {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  const upstream = { policy: () => ({ kind: "hang" }) as const };
  const counter = await openCounter(context, { redisUrl: server.url, upstream });
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const engine = counter.startEngine();
  const ids = [
    await counter.order("P5", "081234567890"),
    await counter.order("P5", "081234567891"),
  ];
  const placed = await Promise.all(ids.map(({ id }) => counter.until(id, "placed")));
  await engine.stop();
  const [broken, whole] = placed;
  for (const name of await redis.keys(`*order:${broken?.id}`)) await redis.hdel(name, "v");
  const rows = placed.map(({ state }, age) =>
    state.name === "placed" ? { ...row(age), ref: state.ref } : assert.fail(),
  );
  const shown = await counter.store.observe(rows, null, 0);
  assert.deepEqual(
    shown.map(({ owner, order }) => [owner, order?.id]),
    [
      [broken?.id, undefined],
      [whole?.id, whole?.id],
    ],
  );
});

test("a page that says nothing new writes nothing but that it was read; what has changed is mirrored", async (context) => {
  // It counts what the whole server writes.
  const server = await startPrivateRedis();
  const redis = new Redis(server.url);
  const { store } = await openCounter(context, { redisUrl: server.url });
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const rows = Array.from({ length: 15 }, (_, age) => row(age));
  const writes = async () =>
    Number(/rdb_changes_since_last_save:(\d+)/.exec(await redis.info("persistence"))?.[1]);
  const writesOf = async (page: { begunAtMs: number } | null) => {
    const before = await writes();
    await store.observe(rows, page, 0);
    return (await writes()) - before;
  };
  assert.ok((await writesOf({ begunAtMs: Date.now() })) > 60);
  assert.equal(await writesOf({ begunAtMs: Date.now() }), 1);
  assert.equal(await writesOf(null), 0, "a query by ref");
  const [first] = rows;
  assert.ok(first);
  first.statusWord = "success";
  await store.observe(rows, { begunAtMs: Date.now() }, 0);
  const mirrored = await store.transaction(refSchema.parse(first.ref));
  assert.equal(mirrored?.statusWord, "success");
});

test("a page follows on any of the latest 300 transactions, and on none before them", async (context) => {
  const counter = await openCounter(context);
  const { store } = counter;
  const order = await counter.order("P5", "081234567890");
  const rows = Array.from({ length: 310 }, (_, age) => row(age));
  const startOf = async (...shown: typeof rows) => {
    await store.observe(shown, { begunAtMs: Date.now() }, 0);
    const { chain } = await store.evidence(order, { fromMs: 0, toMs: 1 });
    assert.ok(chain);
    // Else a chain that starts anew could start in the same millisecond.
    while (Date.now() <= chain.startedMs);
    return chain.startedMs;
  };
  const [oldestKnown, forgotten] = [rows[299], rows[300]];
  assert.ok(oldestKnown && forgotten);
  const started = await startOf(...rows);
  assert.equal(await startOf(oldestKnown), started);
  assert.ok((await startOf(forgotten)) > started);
});

test("somebody else's transaction that a slow shop's page shows for longer than it is mirrored is no news again", async (context) => {
  const counter = await openCounter(context);
  const { store } = counter;
  const order = await counter.order("P5", "081234567890");
  const dayS = 24 * 3_600;
  // As if the bot had read its first page 90 days ago.
  const look = async (...rows: ReturnType<typeof row>[]) => {
    await store.observe(rows, { begunAtMs: Date.now() }, 90 * dayS * 1_000);
    await store.sweep({ waitMs: -1, strictMs: 60_000, operators: [9001] });
    return (await store.evidence(order, { fromMs: 0, toMs: 1 })).strict;
  };
  assert.equal(await look(row(5)), false, "the first page");
  for (const time of ["first", "second"])
    assert.equal(await look(row(5), row(30 * dayS + 60)), false, time);
  assert.equal(await look(row(5), row(30 * dayS - 60)), true, "one that was never seen");
});

/** A transaction of so many seconds ago. */
function row(age: number) {
  return {
    ref: `R${age}`,
    productCode: "P5",
    productName: "Pulsa 5.000",
    data: [`0812000000${age}`],
    priceRupiah: 5_500,
    statusWord: "waiting",
    note: "",
    voucher: "",
    createdAtS: Math.floor(Date.now() / 1_000) - age,
    updatedAtS: undefined,
  };
}

async function valueOf(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case "string":
      return (await redis.get(key)) ?? "";
    case "hash":
      return JSON.stringify(await redis.hgetall(key));
    case "list":
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case "set":
      return JSON.stringify(await redis.smembers(key));
    case "zset":
      return JSON.stringify(await redis.zrange(key, "0", "-1"));
    default:
      throw new Error(`${key} is of a kind this test cannot read`);
  }
}
