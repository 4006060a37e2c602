import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createBells } from "../../src/bell.ts";
import { systemRng, type Clock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { createProbes, type ProbeSources } from "../../src/watch/probes.ts";
import { createSightings } from "../../src/watch/sightings.ts";
import { createWatch } from "../../src/watch/watch.ts";
import { createOutbox } from "../../src/orders/store/outbox.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { reason } from "../../src/reason.ts";
import { createSupplierHealth } from "../../src/osimesa/health.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { openRedis } from "../../sandbox/redis/server.ts";

const operators = [9001, 9002];
const log = createLog({ level: "silent", secrets: [] });
const second = 1_000;
const minute = 60 * second;

/** Time that moves only when a test says so; sleepers wake in order. */
function handClock() {
  let nowMs = 1_000_000;
  const sleepers = new Set<{ atMs: number; wake(): void }>();
  const clock: Clock = {
    wallMs: () => nowMs,
    monotonicMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          atMs: nowMs + ms,
          wake() {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", sleeper.wake, { once: true });
        if (signal?.aborted === true) sleeper.wake();
      }),
  };
  return {
    clock,
    /** One look a second, each seen through to its writes in Redis. */
    async passes(ms: number, settled: () => Promise<unknown>) {
      for (const endMs = nowMs + ms; nowMs < endMs;) {
        nowMs = Math.min(endMs, nowMs + second);
        for (const sleeper of sleepers) if (sleeper.atMs <= nowMs) sleeper.wake();
        await settled();
      }
    },
  };
}

/** A watch over a shop where all is well, on a real Redis; a test changes what its sources say. */
async function openWatch(context: TestContext, sources: Partial<ProbeSources> = {}) {
  const server = await openRedis({ announce: () => undefined, ownDatabase: true });
  const redis = connectRedis(server.url, log);
  await redis.connect();
  const keys = accountKeys("10001");
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const store = createOrderStore({ redis: orderRedis, keys });
  const outbox = createOutbox({ redis: orderRedis, keys, log });
  const { clock, passes } = handClock();
  const supplier = createSupplierHealth(clock);
  const deadLetters = createSightings(clock, "telegram-refused");
  const all: ProbeSources = {
    sending: () => ({ kind: "unproven" }),
    progress: () => ({ kind: "well" }),
    unreadableOrders: () => ({ kind: "well" }),
    supplier,
    catalogue: () => ({ kind: "fresh", services: 100, malformed: { count: 0, examples: [] } }),
    catalogueRefreshMs: minute,
    redisMemory: async () => ({ usedBytes: 1, maxBytes: 100 }),
    durability: async () => ({ kind: "durable" }),
    deadLetters: deadLetters.finding,
    unknownWords: () => ({ kind: "well" }),
    ...sources,
  };
  const stops: (() => Promise<void>)[] = [];
  /** A term of a process; `stop` ends it. */
  const start = () => {
    const watch = createWatch({
      store,
      probes: createProbes(all),
      operators: () => operators,
      clock,
      rng: systemRng,
      log,
      bells: createBells(clock),
    });
    const ending = new AbortController();
    const running = watch.run({ signal: ending.signal });
    const stop = async () => {
      ending.abort();
      await running;
    };
    stops.push(stop);
    return stop;
  };
  context.after(async () => {
    for (const stop of stops) await stop();
    redis.disconnect();
    await server.close();
  });
  /** What an operator was told, oldest first, as `trouble phase`. */
  const told = async (operator = 9001) => {
    const queued = await outbox.peek(operator, 100);
    return queued.map(({ notice }) =>
      notice.kind === "trouble" ? `${notice.trouble} ${notice.phase}` : notice.kind,
    );
  };
  return {
    all,
    supplier,
    deadLetters,
    start,
    told,
    details: async () =>
      (await outbox.peek(9001, 100)).map(({ notice }) =>
        "detail" in notice && notice.detail !== null
          ? `${notice.detail.code} ${notice.detail.detail}`
          : "",
      ),
    passes: (ms: number) => passes(ms, async () => void (await redis.ping(), await redis.ping())),
  };
}

test("a shop where all is well tells nobody anything", async (context) => {
  const { start, passes, told } = await openWatch(context);
  start();
  await passes(10 * minute);
  assert.deepEqual(await told(), []);
});

test("a refused account is told at once and once to every operator; neither a restart nor another process repeats it", async (context) => {
  const { all, start, passes, told, details } = await openWatch(context);
  const stop = start();
  all.sending = () => ({ kind: "refused", why: reason("refused", "Saldo tidak mencukupi.") });
  await passes(5 * minute);
  await stop();
  start();
  start();
  await passes(5 * minute);
  assert.deepEqual(await told(), ["sending-paused begun"]);
  assert.deepEqual(await told(9002), ["sending-paused begun"]);
  assert.deepEqual(await details(), ["refused Saldo tidak mencukupi."]);
});

test("a restart alone does not make a refused account good; an order that goes through and calm do", async (context) => {
  const { all, start, passes, told } = await openWatch(context);
  all.sending = () => ({ kind: "refused", why: reason("refused", "Saldo") });
  const stop = start();
  await passes(5 * second);
  await stop();
  all.sending = () => ({ kind: "unproven" });
  start();
  await passes(30 * minute);
  assert.deepEqual(await told(), ["sending-paused begun"]);
  all.sending = () => ({ kind: "well" });
  await passes(3 * minute);
  assert.deepEqual(await told(), ["sending-paused begun", "sending-paused over"]);
});

test("a balance that lets every other order through does not stream", async (context) => {
  const { all, start, passes, told } = await openWatch(context);
  start();
  for (let change = 0; change < 60; change += 1) {
    all.sending = () =>
      change % 2 === 0 ? { kind: "refused", why: reason("refused", "Saldo") } : { kind: "well" };
    await passes(150 * second);
  }
  const messages = await told();
  assert.ok(
    messages.length <= 4,
    `${messages.length} messages in two and a half hours: ${messages.join(", ")}`,
  );
});

test("an upstream that stops answering is told after three failures and a minute, and its return after calm", async (context) => {
  const { supplier, start, passes, told } = await openWatch(context);
  start();
  const request = (outcome: string) => supplier.observe({ type: "status", outcome, seconds: 1 });
  request("data");
  for (let failures = 0; failures < 2; failures += 1) request("unreachable");
  await passes(2 * minute);
  assert.deepEqual(await told(), [], "two failures may be chance");
  request("busy");
  await passes(5 * second);
  assert.deepEqual(await told(), ["supplier-disturbed begun"]);
  request("data");
  await passes(90 * second);
  request("unreachable");
  await passes(10 * second);
  request("data");
  await passes(100 * second);
  assert.deepEqual(await told(), ["supplier-disturbed begun"], "not yet two minutes of calm");
  await passes(30 * second);
  assert.deepEqual(await told(), ["supplier-disturbed begun", "supplier-disturbed over"]);
});

test("a slow upstream is told once it has been slow for a minute, with how slow", async (context) => {
  const { supplier, start, passes, told, details } = await openWatch(context);
  start();
  for (let count = 0; count < 20; count += 1)
    supplier.observe({ type: "order", outcome: "placed", seconds: 8 });
  await passes(30 * second);
  assert.deepEqual(await told(), []);
  await passes(40 * second);
  assert.deepEqual(await told(), ["supplier-slow begun"]);
  assert.deepEqual(await details(), ["median-answer-time 8.0"]);
});

test("an empty list and many malformed services are told when they last, a handful never", async (context) => {
  const { all, start, passes, told } = await openWatch(context);
  start();
  all.catalogue = () => ({
    kind: "fresh",
    services: 95,
    malformed: { count: 4, examples: ["service 0: code"] },
  });
  await passes(5 * minute);
  all.catalogue = () => ({ kind: "kept", cause: "empty", why: reason("list-empty") });
  await passes(30 * second);
  all.catalogue = () => ({
    kind: "fresh",
    services: 80,
    malformed: { count: 20, examples: ["service 0: code"] },
  });
  await passes(5 * minute);
  all.catalogue = () => ({ kind: "kept", cause: "malformed", why: reason("list-unreadable") });
  await passes(5 * minute);
  assert.deepEqual(await told(), ["catalogue-malformed begun", "catalogue-empty begun"]);
});

test("Redis above 80 % is told, and over only below 70 %", async (context) => {
  const { all, start, passes, told } = await openWatch(context);
  const filled = (percent: number) =>
    (all.redisMemory = async () => ({ usedBytes: percent, maxBytes: 100 }));
  start();
  filled(81);
  await passes(minute);
  filled(75);
  await passes(30 * minute);
  assert.deepEqual(await told(), ["redis-full begun"]);
  filled(60);
  await passes(7 * minute);
  assert.deepEqual(await told(), ["redis-full begun", "redis-full over"]);
});

test("a Redis that was made volatile while the bot runs is told with what to change", async (context) => {
  const { all, start, passes, told, details } = await openWatch(context);
  start();
  all.durability = async () => ({
    kind: "volatile",
    problems: [{ setting: "appendfsync", found: "everysec", wanted: "always", why: "or else" }],
  });
  await passes(3 * minute);
  assert.deepEqual(await told(), ["redis-volatile begun"]);
  assert.match((await details())[0] ?? "", /^redis-settings appendfsync always \(everysec\)$/);
});

test("a hundred dead letters are one message, and an hour without any ends it", async (context) => {
  const { deadLetters, start, passes, told } = await openWatch(context);
  start();
  for (let letter = 0; letter < 100; letter += 1) {
    deadLetters.note("Bad Request: message text is empty");
    await passes(10 * second);
  }
  assert.deepEqual(await told(), ["dead-letters begun"]);
  await passes(63 * minute);
  assert.deepEqual(await told(), ["dead-letters begun", "dead-letters over"]);
});

test("orders the bot cannot get on with are told at once, but not where it is the supplier that is silent", async (context) => {
  const shop = await openWatch(context);
  shop.start();
  shop.all.progress = () => ({
    kind: "stuck",
    why: reason("work-failed", "A1B2C3D4E5: WRONGTYPE"),
  });
  shop.supplier.observe({ type: "status", outcome: "unreachable", seconds: 1 });
  await shop.passes(5 * second);
  assert.deepEqual(await shop.told(), []);
  shop.supplier.observe({ type: "status", outcome: "data", seconds: 1 });
  await shop.passes(2 * second);
  assert.deepEqual(await shop.told(), ["orders-stuck begun"]);
  shop.all.progress = () => ({ kind: "well" });
  await shop.passes(2 * minute + 5 * second);
  assert.deepEqual(await shop.told(), ["orders-stuck begun", "orders-stuck over"]);
});

test("an order that cannot be read is told", async (context) => {
  const shop = await openWatch(context);
  shop.start();
  shop.all.unreadableOrders = () => ({
    kind: "trouble",
    why: reason("orders-unreadable", "A1B2C3D4E5"),
  });
  await shop.passes(5 * second);
  assert.deepEqual(await shop.told(), ["orders-stuck begun"]);
});
