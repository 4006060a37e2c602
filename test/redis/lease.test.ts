import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createLeases, leaseScripts } from "../../src/redis/leases.ts";
import { createScripts } from "../../src/redis/scripts.ts";
import { holdLease, type Term } from "../../src/redis/lease.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import type { RedisProcess } from "../../sandbox/redis/process.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { until } from "../story/until.ts";
import { openDatabase } from "../redis-database.ts";

const leaseMs = 1_500;

async function openLeases(context: TestContext, own?: RedisProcess) {
  const log = createLog({ level: "silent", secrets: [] });
  const server = own ?? (await openDatabase());
  const redis = connectRedis(server.url, log);
  await redis.connect();
  const keys = accountKeys("10001");
  const leases = createLeases({ run: createScripts(redis, keys.prefix, leaseScripts) });
  const orders = createOrderRedis(redis, keys.prefix);
  const stopping = new AbortController();
  const running: Promise<void>[] = [];
  context.after(async () => {
    stopping.abort();
    await Promise.all(running);
    redis.disconnect();
    await server.close();
  });
  return {
    redis,
    leases,
    nowMs: orders.nowMs,
    key: `${keys.prefix}lease:engine`,
    /** Waits for the lease as a process does; answers its terms, the newest last. */
    hold(holder: string): Term[] {
      const terms: Term[] = [];
      const work = async (term: Term) => {
        terms.push(term);
        await new Promise((over) => term.signal.addEventListener("abort", over, { once: true }));
      };
      const deps = { leases, clock: systemClock, log, name: "engine", holder, leaseMs };
      running.push(holdLease(deps, work, stopping.signal));
      return terms;
    },
  };
}

test("Redis's clock went back an hour while nobody worked: the lease of a process that is no more is not waited for", async (context) => {
  const { leases, nowMs, redis, key, hold } = await openLeases(context);
  const now = await nowMs();
  // As its process left it when the clock was an hour ahead; and as one of a version left it that noted no length.
  for (const length of [{ ms: leaseMs }, {}]) {
    await redis.del(key);
    await redis.hset(key, {
      holder: "dead",
      epoch: 4,
      until: now + 3_600_000 + leaseMs,
      ...length,
    });
    const lease = await leases.lease("engine", "alive", leaseMs);
    assert.equal(lease.kind === "held" && lease.epoch, 5);
  }
  await redis.hset(key, { holder: "dead", until: now + 3_600_000 });
  const terms = hold("patient");
  const term = await until(() => terms[0]);
  assert.equal(term.epoch, 6);
});

test("a Redis that was emptied under who holds the lease is another memory, in which what came before may be forgotten", async (context) => {
  const { leases, redis } = await openLeases(context);
  const before = await leases.lease("engine", "holder", leaseMs);
  assert.ok(before.kind === "held" && before.memory.lostFromMs === null);
  await redis.flushdb();
  assert.deepEqual((await leases.lease("engine", "holder", leaseMs)).kind, "held");
  const same = await leases.lease("engine", "holder", leaseMs);
  assert.ok(same.kind === "held" && same.memory.lostFromMs !== null);
  assert.ok(
    same.memory.lostFromMs >= before.nowMs && same.memory.lostFromMs <= same.memory.sinceMs,
  );
});

test("a lease is waited for as long as it was taken for, though who waits would have taken it for less", async (context) => {
  const { leases } = await openLeases(context);
  await leases.lease("engine", "patient", 60_000);
  const lease = await leases.lease("engine", "hasty", leaseMs);
  assert.equal(lease.kind, "taken");
});

test("a lease that its holder lets go is free at once; nobody else can let it go", async (context) => {
  const { leases } = await openLeases(context);
  await leases.lease("engine", "holder", 60_000);
  await leases.release("engine", "another");
  assert.equal((await leases.lease("engine", "next", 60_000)).kind, "taken");
  await leases.release("engine", "holder");
  assert.equal((await leases.lease("engine", "next", 60_000)).kind, "held");
});

test("its holder goes on with it when the clock goes back", async (context) => {
  const { leases, nowMs, redis, key } = await openLeases(context);
  await leases.lease("engine", "holder", leaseMs);
  await redis.hset(key, { until: (await nowMs()) + 3_600_000 });
  const lease = await leases.lease("engine", "holder", leaseMs);
  assert.equal(lease.kind === "held" && lease.epoch, 1);
  const left = Number(await redis.hget(key, "until")) - (await nowMs());
  assert.ok(left <= leaseMs, `renewed for ${left} ms`);
});

test("a lease that ran out and was taken again is another term: nothing goes on under the old epoch", async (context) => {
  const { redis, key, hold } = await openLeases(context);
  const terms = hold("engine-1");
  const first = await until(() => terms[0]);
  // Redis was away too long, or its clock jumped ahead.
  await redis.hset(key, { until: 0 });
  const second = await until(() => terms[1]);
  assert.ok(first.signal.aborted, "the first term is over");
  assert.equal(first.valid(), false);
  assert.equal(second.epoch, first.epoch + 1);
  await until(() => terms.at(-1)?.valid());
});

test("Redis starts anew under its holder: that term is over, and the next knows since when and what may be forgotten", async (context) => {
  const server = await startPrivateRedis();
  const { hold } = await openLeases(context, server);
  const terms = hold("engine-1");
  const first = await until(() => terms[0]);
  assert.equal(first.memory.lostFromMs, null, "nothing is known of an earlier memory");
  await server.kill();
  await server.start();
  const second = await until(() => terms[1]);
  assert.ok(first.signal.aborted);
  assert.notEqual(second.memory.identity, first.memory.identity);
  assert.equal(second.memory.firstIdentity, first.memory.identity);
  assert.ok(second.epoch > first.epoch + 1, "no epoch of a forgotten term");
  const { lostFromMs, sinceMs } = second.memory;
  assert.ok(lostFromMs !== null && lostFromMs >= first.memory.sinceMs && lostFromMs < sinceMs);
});

test("within a day of a loss another one begins where the first began; later it does not", async (context) => {
  const { leases, redis, key } = await openLeases(context);
  await leases.lease("engine", "holder", leaseMs);
  const lost = async (sinceMs: number) => {
    await redis.hset(key, { identity: "another", since: sinceMs, lost: 17, renewed: 4_711 });
    const lease = await leases.lease("engine", "holder", leaseMs);
    return lease.kind === "held" ? lease.memory.lostFromMs : lease;
  };
  const dayMs = 86_400_000;
  assert.equal(await lost(Date.now() - dayMs + 60_000), 17);
  assert.equal(await lost(Date.now() - dayMs - 60_000), 4_711);
});
