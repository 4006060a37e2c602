import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createLog } from "../../../src/log.ts";
import { createOrderRedis } from "../../../src/orders/store/redis.ts";
import { orderScripts } from "../../../src/orders/store/scripts.ts";
import { createTermRedis } from "../../../src/orders/store/term-redis.ts";
import { connectRedis } from "../../../src/redis/connect.ts";
import { accountKeys } from "../../../src/redis/keys.ts";
import type { Term } from "../../../src/redis/lease.ts";
import { createLeases, leaseScripts } from "../../../src/redis/leases.ts";
import { createScripts } from "../../../src/redis/scripts.ts";
import { startPrivateRedis } from "../../../sandbox/redis/server.ts";
import { until } from "../../story/until.ts";

const keys = accountKeys("10001");

/** A Redis of one's own, and a term that began in the memory it has now. */
async function openTerm(context: TestContext) {
  const server = await startPrivateRedis();
  const redis = connectRedis(server.url, createLog({ level: "silent", secrets: [] }));
  await redis.connect();
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const leases = createLeases({ run: createScripts(redis, keys.prefix, leaseScripts) });
  const lease = await leases.lease("engine", "alpha", 60_000);
  assert.ok(lease.kind === "held");
  const ending = new AbortController();
  const term: Term = {
    holder: "alpha",
    epoch: lease.epoch,
    memory: lease.memory,
    leaseMs: 60_000,
    valid: () => !ending.signal.aborted,
    nowMs: () => lease.nowMs,
    signal: ending.signal,
    end: () => ending.abort(),
  };
  const orders = createOrderRedis(redis, keys.prefix);
  return {
    redis,
    orders,
    held: createTermRedis(orders),
    term,
    async startsAnew() {
      await server.kill();
      await server.start();
      await until(() => redis.status === "ready");
    },
  };
}

test("what a term does is done in the memory of Redis it began in or not at all, and the first refusal ends it", async (context) => {
  const { redis, held, term, startsAnew } = await openTerm(context);
  const begins = () => held.redis.run("trouble", "redis-full", 1, "[]");
  await assert.rejects(begins(), /outside a term/);
  held.enter(term);
  await begins();
  assert.ok(await redis.del(keys.troubles));
  await startsAnew();
  assert.equal(term.valid(), true);
  await assert.rejects(begins(), /^ReplyError: IDENTITY/);
  assert.equal(term.valid(), false);
  assert.equal(await redis.exists(keys.troubles), 0);
});

test("no script of orders does anything in another memory than it is meant for", async (context) => {
  const { redis, orders, term } = await openTerm(context);
  const before = await redis.dbsize();
  for (const name of orderScripts.names)
    await assert.rejects(orders.runIn(`${term.memory.identity}x`, name), /IDENTITY/, name);
  assert.equal(await redis.dbsize(), before);
});
