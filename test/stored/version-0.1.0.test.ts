import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { Redis } from "ioredis";
import { z } from "zod";
import { openRedis } from "../../sandbox/redis/server.ts";
import { goods } from "../story/goods.ts";
import { openShop, quickDecisions, type Shop } from "../story/shop.ts";
import { until } from "../story/until.ts";

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

async function reopen(context: TestContext): Promise<Shop> {
  const kept = takenJustNow(readFileSync(new URL("version-0.1.0.json", import.meta.url), "utf8"));
  const redis = await openRedis({ announce: () => undefined, ownDatabase: true });
  await fill(redis.url, kept.redis);
  return openShop(context, {
    redis,
    env: quickDecisions,
    before({ osimesa, telegram }) {
      telegram.restore(kept.telegram);
      osimesa.restore({ ...z.looseObject({}).parse(kept.osimesa), services: goods });
    },
  });
}

test("orders, cards, forms and notices of the first version go on where they were", async (context) => {
  const { budi, sari, alex, operator, osimesa, orderRequests } = await reopen(context);

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
  // The card that was pressed, the order that had waited, and nothing else.
  assert.equal(orderRequests(), 2);
});
