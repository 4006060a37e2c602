import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { Redis } from "ioredis";
import { z } from "zod";
import { priceIn } from "../../src/orders/state/money.ts";
import { stateNames, type Order, type StateName } from "../../src/orders/state/order.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { goods } from "../story/goods.ts";
import { openShop, quickDecisions, type Shop } from "../story/shop.ts";
import { until } from "../story/until.ts";
import { openDatabase } from "../redis-database.ts";

/**
 * What the first version (0.1.0) left in Redis, in the chats and at the supplier, taken from a running shop: orders in
 * every state, a card nobody pressed, a form in its middle, a result for someone who blocked the bot. Whatever changes
 * since, it must be read, continued and shown.
 */
const key = z.object({ key: z.string(), ttlMs: z.number().optional() });
const stored = z.object({
  takenAtMs: z.number(),
  redis: z.array(
    z.discriminatedUnion("type", [
      key.extend({ type: z.literal("string"), value: z.string() }),
      key.extend({ type: z.literal("hash"), value: z.record(z.string(), z.string()) }),
      key.extend({ type: z.literal("list"), value: z.array(z.string()) }),
      key.extend({ type: z.literal("set"), value: z.array(z.string()) }),
      /** Members and scores in turn. */
      key.extend({ type: z.literal("zset"), value: z.array(z.string()) }),
    ]),
  ),
  osimesa: z.unknown(),
  telegram: z.unknown(),
});
type Stored = z.infer<typeof stored>;

/** As if it had been taken a moment ago: every time in it, in seconds, milliseconds or days, is moved. */
function takenJustNow(text: string): Stored {
  const { takenAtMs } = stored.pick({ takenAtMs: true }).parse(JSON.parse(text));
  const byS = Math.round((Date.now() - takenAtMs) / 1_000);
  const dayOf = (ms: number) => Math.floor((ms + 7 * 3_600_000) / 86_400_000);
  const near = (ms: number) => Math.abs(ms - takenAtMs) < 86_400_000;
  const moved = text
    .replaceAll(/(?<!\d)\d{13}(?!\d)/g, (ms) =>
      near(Number(ms)) ? String(Number(ms) + byS * 1_000) : ms,
    )
    .replaceAll(/(?<!\d)\d{10}(?!\d)/g, (s) =>
      near(Number(s) * 1_000) ? String(Number(s) + byS) : s,
    )
    .replaceAll(`:${dayOf(takenAtMs)}`, `:${dayOf(takenAtMs + byS * 1_000)}`);
  return stored.parse(JSON.parse(moved));
}

async function fill(url: string, keys: Stored["redis"]): Promise<void> {
  const redis = new Redis(url);
  for (const { key, ttlMs, ...kept } of keys) {
    switch (kept.type) {
      case "string":
        await redis.set(key, kept.value);
        break;
      case "hash":
        await redis.hset(key, kept.value);
        break;
      case "list":
        await redis.rpush(key, ...kept.value);
        break;
      case "set":
        await redis.sadd(key, ...kept.value);
        break;
      case "zset":
        for (let place = 0; place < kept.value.length; place += 2)
          await redis.zadd(key, kept.value[place + 1] ?? "", kept.value[place] ?? "");
        break;
    }
    if (ttlMs !== undefined) await redis.pexpire(key, ttlMs);
  }
  redis.disconnect();
}

const text = () => readFileSync(new URL("version-0.1.0.json", import.meta.url), "utf8");

async function reopen(context: TestContext): Promise<Shop & { redisUrl: string }> {
  const kept = takenJustNow(text());
  const redis = await openDatabase();
  await fill(redis.url, kept.redis);
  const shop = await openShop(context, {
    redis,
    env: quickDecisions,
    before({ osimesa, telegram }) {
      telegram.restore(kept.telegram);
      osimesa.restore({ ...z.looseObject({}).parse(kept.osimesa), services: goods });
    },
  });
  await shop.listed();
  return { ...shop, redisUrl: redis.url };
}

/** Everything that lies in Redis of orders. */
async function openOrders(context: TestContext, url: string) {
  const redis = new Redis(url);
  context.after(() => redis.disconnect());
  const keys = accountKeys("10001");
  const store = createOrderStore({ redis: createOrderRedis(redis, keys.prefix), keys });
  return {
    redis,
    keys,
    async all() {
      const orders = await Promise.all(stateNames.map((name) => store.inState(name, 100)));
      return orders.flat();
    },
  };
}

test("an order of the first version, in whatever state, cost what its reseller paid", async (context) => {
  const server = await openDatabase();
  await fill(server.url, stored.parse(JSON.parse(text())).redis);
  const orders = await (await openOrders(context, server.url)).all();
  assert.deepEqual(new Set(orders.map(({ state }) => state.name)), new Set(stateNames));
  assert.deepEqual(
    Object.fromEntries(
      orders.map((order) => [order.service.code, [order.costRupiah, order.priceRupiah]]),
    ),
    { TS5: [5_925, 5_925], ML86: [19_425, 19_425], RBX80: [14_025, 14_025] },
  );
});

test("orders, cards, forms and notices of the first version go on where they were", async (context) => {
  const { budi, sari, alex, operator, osimesa, orderRequests, redisUrl } = await reopen(context);

  await context.test("a form in its middle takes the next answer", async () => {
    alex.says("4321");
    await alex.sees(/^Check[^]*87654321[^]*4321/);
  });

  await context.test("a card that nobody pressed still makes its order", async () => {
    await budi.presses("✅ Pesan Rp10.875");
    await budi.sees(/^✅ Sukses[^]*081234567809/, { timeoutMs: 40_000 });
  });

  await context.test(
    "the result for someone who had blocked the bot comes when they are back",
    async () => {
      sari.unblocks();
      sari.says("/start");
      await sari.sees(/^✅ Sukses[^]*081234567808[^]*SN-WHILE-BLOCKED/);
    },
  );

  await context.test("placed orders are followed to their end and told", async () => {
    for (const transaction of osimesa.ledger.all())
      if (transaction.data[0] === "12345678")
        osimesa.ledger.complete(transaction.refId, { voucher: "SN-ML" });
    await alex.sees(/SN-ML/, { timeoutMs: 20_000 });
  });

  await context.test("an order whose request was under way is found, not sent again", async () => {
    const transaction = await until(() =>
      osimesa.ledger.all().find(({ data }) => data[0] === "081234567810"),
    );
    osimesa.ledger.complete(transaction.refId, { voucher: "SN-UNDER-WAY" });
    await operator.sees(/SN-UNDER-WAY/, { timeoutMs: 20_000 });
  });

  await context.test(
    "orders in review are listed and decided; the one that waited for another goes on",
    async () => {
      await until(async () => {
        operator.says("/review");
        return (await operator.sees("perlu dicek")).message.text?.includes("2 transaksi");
      });
      await operator.presses("2");
      await operator.sees("081234567807");
      await operator.presses("🚫");
      await operator.presses("✅");
      await sari.sees(/^❌[^]*081234567807/);
      // Budi's order for the same number has waited for it.
      await budi.sees(/^✅ Sukses[^]*081234567807/);
    },
  );

  await context.test("what was finished is in the history", async () => {
    budi.says("/history");
    await budi.sees(/081234567801/);
  });

  await context.test(
    "the sums of the day come out right, whichever version an order began in",
    async () => {
      const { redis, keys, all } = await openOrders(context, redisUrl);
      const day = Math.floor((Date.now() + 7 * 3_600_000) / 86_400_000);
      const orders = await all();
      const sum = (some: readonly Order[]) =>
        some.reduce((total, one) => total + one.priceRupiah, 0);
      const of = (name: StateName) => orders.filter(({ state }) => state.name === name);
      const sums = await redis.hgetall(keys.sums(day));
      assert.equal(sums["rupiah"], String(sum(of("succeeded"))));
      assert.equal(sums["succeeded"], String(of("succeeded").length));
      const spent = await redis.hgetall(keys.spent(day));
      for (const userId of new Set(orders.map(({ resellerId }) => resellerId))) {
        const theirs = orders.filter(
          ({ resellerId, state }) => resellerId === userId && state.name !== "failed",
        );
        assert.equal(spent[String(userId)], String(sum(theirs)), `${userId}`);
      }
    },
  );

  await context.test(
    "the books hold what was open before there were books, and add up",
    async () => {
      operator.says("/books");
      const { message } = await operator.sees(/^📚 Pembukuan[^]*✅ Semuanya cocok/);
      const { redis, keys, all } = await openOrders(context, redisUrl);
      const open = (await all()).filter(({ state }) => priceIn[state.name] === "pending");
      assert.match(message.text ?? "", new RegExp(`, ${open.length} transaksi belum selesai`));
      assert.ok(open.length > 0);
      for (const { id, priceRupiah, resellerId } of open) {
        const held = await redis.hgetall(keys.booksTransfer(`order:${id}`));
        assert.equal(held["phase"], "pending", id);
        assert.equal(held["rupiah"], String(priceRupiah));
        assert.equal(held["debit"], `purse:${resellerId}`);
      }
    },
  );

  await context.test(
    "nothing was renamed: what it stored and what is stored since have the same names",
    async () => {
      const { redis, keys } = await openOrders(context, redisUrl);
      const firstWords = (names: readonly string[]) =>
        new Set(names.map((name) => name.slice(keys.prefix.length).replace(/:.*/, "")));
      const before = stored.parse(JSON.parse(text())).redis.map(({ key: name }) => name);
      const claims = before.filter((name) => name.startsWith(keys.line("game").ref("")));
      assert.equal(await redis.exists(...claims), claims.length);
      const now = await redis.keys(`${keys.prefix}*`);
      const sinceThen = [
        "services",
        "troubles",
        "unfinished",
        "unclaimed",
        "strict",
        "trust",
        "balance",
        "voucher",
        "turns",
        "pace",
        "gate",
        "books",
        "costs",
        "card",
        "number",
        "recaps-told",
        "updates-in-hand",
        "worked",
      ];
      const known = new Set([...firstWords(before), ...sinceThen]);
      assert.deepEqual(
        [...firstWords(now)].filter((word) => !known.has(word)),
        [],
      );
    },
  );
  // The card that was pressed, the order that had waited, and nothing else.
  assert.equal(orderRequests(), 2);
});
