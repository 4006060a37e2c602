import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Redis } from "ioredis";
import { systemClock, type Clock } from "../../src/clock.ts";
import { createBroadcaster } from "../../src/telling/broadcaster.ts";
import type { Sent } from "../../src/telling/messenger.ts";
import { createBells } from "../../src/bell.ts";
import { announcement } from "../../src/screens/notices/shop.ts";
import { until } from "../story/until.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";

/** As fast as the pace, whatever is waited for. */
const hurried: Clock = {
  ...systemClock,
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 60), signal),
};

/** A broadcaster on a real Redis, no broadcast under way yet; `answer` is Telegram's, `due` whether a notice is. */
async function openBroadcaster(
  context: TestContext,
  options: BroadcasterOptions,
  clockOver: (redis: Redis) => Clock = () => hurried,
) {
  const people = await openPeople(context);
  const clock = clockOver(people.redis);
  const sent: { userId: number; atMs: number }[] = [];
  const dueMs = Date.now();
  const broadcaster = createBroadcaster({
    broadcasts: people.broadcasts,
    outbox: {
      due: async (nowMs, limit) => ({
        chats: options.due?.() === true && nowMs >= dueMs ? [7001].slice(0, limit) : [],
        cards: [],
        nextAtMs: Infinity,
      }),
    },
    messenger: {
      async send(userId) {
        sent.push({ userId, atMs: clock.monotonicMs() });
        const time = sent.filter((one) => one.userId === userId).length;
        return options.answer?.(userId, time) ?? { kind: "sent", messageId: 1 };
      },
    },
    quiet: { untilMs: async (userId, nowMs) => options.quietUntilMs?.(userId, nowMs) ?? null },
    stands: async () => true,
    access: { roleOf: async (userId) => (userId === 666 ? "stranger" : "reseller") },
    clock,
    log: people.log,
    languageOf: async () => "id",
    words: (what, language) => announcement(what, "Toko", language),
    bells: createBells(clock),
  });
  /** As another process begins it: nobody rings a bell here. */
  const begin = (recipients: readonly number[]) =>
    people.broadcasts.start("b1", { kind: "message", text: "Halo" }, 9001, recipients);
  const run = () => {
    const stopping = new AbortController();
    const running = broadcaster.run({ signal: stopping.signal, nowMs: () => Date.now() });
    const stop = async () => {
      stopping.abort();
      await running;
    };
    context.after(stop);
    return stop;
  };
  const report = async () => (await people.owed(9001)).at(-1);
  return { ...people, sent, begin, run, report };
}

interface BroadcasterOptions {
  answer?(userId: number, time: number): Sent;
  due?(): boolean;
  quietUntilMs?(userId: number, nowMs: number): number | null;
}

/** A broadcast to people, in a hurry. */
async function openBroadcast(
  context: TestContext,
  recipients: readonly number[],
  options: BroadcasterOptions = {},
) {
  const broadcast = await openBroadcaster(context, options);
  await broadcast.begin(recipients);
  return broadcast;
}

/** The same in time that a test turns on; each wait goes on once Redis has answered all that was asked before. */
async function openSlowBroadcaster(context: TestContext, options: BroadcasterOptions = {}) {
  let pass: (ms: number) => Promise<void> = async () => undefined;
  const broadcast = await openBroadcaster(context, options, (redis) => {
    const clock = createHandClock(async () => {
      for (let answers = 0; answers < 8; answers += 1) await redis.ping();
    });
    pass = clock.pass;
    return clock;
  });
  broadcast.run();
  const times = () => broadcast.sent.map(({ userId, atMs }) => `${userId} at ${atMs}`);
  return { ...broadcast, pass, times };
}

test("one message to each, at most 20 a second, those who failed for now once more, and one report", async (context) => {
  const { broadcasts, sent, run, report, owed } = await openBroadcast(
    context,
    [1, 2, 3, 666, 4, 5],
    {
      answer(userId, time) {
        if (userId === 2) return { kind: "blocked" };
        if (userId === 3) return { kind: "refused", why: "no" };
        if (userId === 4 && time < 3) return { kind: "wait", ms: 1_000 };
        return userId === 5 ? { kind: "unclear", why: "network" } : { kind: "sent", messageId: 1 };
      },
    },
  );
  const stop = run();
  await until(report);
  await stop();
  assert.deepEqual(await report(), {
    kind: "broadcast-report",
    id: "broadcast:b1",
    reached: 2,
    blocked: 1,
    failed: 2,
    missed: [
      { userId: 2, why: "blocked" },
      { userId: 3, why: "failed" },
      { userId: 5, why: "failed" },
    ],
  });
  assert.equal((await owed(9001)).length, 1);
  const times = (userId: number) => sent.filter((one) => one.userId === userId).length;
  assert.deepEqual([1, 2, 3, 4, 5, 666].map(times), [1, 1, 1, 3, 5, 0]);
  const [first, last] = [sent.at(0), sent.at(-1)];
  assert.ok(first && last);
  const paceMs = (last.atMs - first.atMs) / (sent.length - 1);
  assert.ok(paceMs > 45, `one in ${paceMs} ms`);
  assert.equal(
    await broadcasts.start("b1", { kind: "message", text: "Halo" }, 9001, [1]),
    "before",
  );
});

test("nothing leaves while a notice is due, and a new lease holder goes on where the last one stopped", async (context) => {
  let [due, looks] = [true, 0];
  const two = Promise.withResolvers<void>();
  const { sent, run, report } = await openBroadcast(context, [1, 2, 3, 4, 5, 6], {
    due() {
      looks += 1;
      return due;
    },
    answer(userId) {
      if (userId === 2) two.resolve();
      return { kind: "sent", messageId: 1 };
    },
  });
  const stop = run();
  // Each time it looks whether something is due, and sends nothing.
  await until(() => looks >= 5);
  assert.equal(sent.length, 0);
  due = false;
  await two.promise;
  await stop();
  assert.equal(sent.length, 2);
  const stopAgain = run();
  await until(report);
  await stopAgain();
  assert.deepEqual(
    sent.map(({ userId }) => userId),
    [1, 2, 3, 4, 5, 6],
  );
});

test("Telegram's 429 is waited out before anybody gets anything, an unclear send for a second; else one in 50 ms", async (context) => {
  const { begin, pass, times } = await openSlowBroadcaster(context, {
    answer(userId, time) {
      if (userId === 2 && time === 1) return { kind: "wait", ms: 30_000 };
      if (userId === 3 && time === 1) return { kind: "unclear", why: "network" };
      return { kind: "sent", messageId: 1 };
    },
  });
  await begin([1, 2, 3, 4]);
  await pass(60_000);
  const start = Number(times()[0]?.split(" ").at(-1));
  assert.deepEqual(times(), [
    `1 at ${start}`,
    `2 at ${start + 50}`,
    `3 at ${start + 30_050}`,
    `4 at ${start + 31_050}`,
    // Those who failed for now, after the others.
    `2 at ${start + 31_100}`,
    `3 at ${start + 31_150}`,
  ]);
});

test("a broadcast begun without a bell, as in another process, is under way within three seconds", async (context) => {
  const { begin, pass, times } = await openSlowBroadcaster(context);
  await pass(10_500);
  await begin([1]);
  await pass(1_499);
  assert.deepEqual(times(), []);
  await pass(501);
  assert.deepEqual(times(), ["1 at 12000"]);
});

test("while a notice is due it is asked for again every 100 ms", async (context) => {
  let looks = 0;
  const { begin, pass, times } = await openSlowBroadcaster(context, {
    due() {
      looks += 1;
      return looks <= 5;
    },
  });
  await pass(1_500);
  await begin([1]);
  await pass(2_500);
  assert.deepEqual(times(), ["1 at 3500"]);
});

test("a broadcast that Redis cannot go on with is tried again after a second", async (context) => {
  let failures = 0;
  const { begin, pass, times } = await openSlowBroadcaster(context, {
    due() {
      failures += 1;
      if (failures < 3) throw new Error("LOADING");
      return false;
    },
  });
  await pass(1_500);
  await begin([1]);
  await pass(5_000);
  assert.deepEqual(times(), ["1 at 5000"]);
});

test("who has quiet hours gets it when they are over, once; nobody waits for them", async (context) => {
  let isNight = true;
  const { broadcasts, sent, run, report, owed, redis, keys } = await openBroadcast(
    context,
    [1, 2, 3],
    { quietUntilMs: (userId, nowMs) => (isNight && userId === 2 ? nowMs + 300 : null) },
  );
  const stop = run();
  await until(report);
  assert.deepEqual(
    sent.map(({ userId }) => userId),
    [1, 3],
  );
  assert.deepEqual(await report(), {
    kind: "broadcast-report",
    id: "broadcast:b1",
    reached: 2,
    blocked: 0,
    failed: 0,
    quiet: 1,
  });
  isNight = false;
  await until(() => sent.length === 3);
  await until(async () => (await redis.exists(keys.broadcastsLate)) === 0);
  await stop();
  assert.equal(sent[2]?.userId, 2);
  assert.equal((await owed(9001)).length, 1, "one report");
  assert.equal(await broadcasts.next(Infinity), null);
});

test("one that can be told late no more is forgotten, and holds up nobody", async (context) => {
  const { broadcasts, redis, keys } = await openBroadcast(context, [1]);
  await redis.zadd(keys.broadcastsLate, 1, "b0 5");
  assert.equal((await broadcasts.next(2))?.userId, 1);
  assert.equal(await redis.exists(keys.broadcastsLate), 0);
});
