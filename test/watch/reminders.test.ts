import assert from "node:assert/strict";
import { test } from "node:test";
import { runLua } from "../../src/redis/lua.ts";
import { createScripts } from "../../src/redis/scripts.ts";
import { createReminders } from "../../src/watch/reminders.ts";
import { watchScripts } from "../../src/watch/scripts.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";

const hourMs = 3_600_000;

test("one reminder for each interval while reviews are open, however many processes and restarts ask", async (context) => {
  const { redis, keys, owed } = await openPeople(context);
  const run = createScripts(redis, keys.prefix, watchScripts);
  const ask = async (everyMs: number) =>
    (await run("remind", everyMs, 0, JSON.stringify(["9001"])))[0];
  assert.equal(await ask(hourMs), "none");
  await redis.zadd(keys.state("review"), 1, "AAAAAAAAAA", 2, "BBBBBBBBBB");
  assert.equal(await ask(hourMs), "early", "the review's own notice has just been told");
  assert.equal(await ask(hourMs), "early");
  const asked = await Promise.all(Array.from({ length: 5 }, () => ask(0)));
  assert.equal(
    asked.filter((kind) => kind === "reminded").length,
    5,
    "an interval of nothing is always over",
  );
  await redis.set(keys.reminded, String(Date.now() - hourMs));
  const again = await Promise.all(Array.from({ length: 5 }, () => ask(hourMs)));
  assert.equal(again.filter((kind) => kind === "reminded").length, 1);
  assert.equal(again.filter((kind) => kind === "early").length, 4);
  const [last] = (await owed(9001)).slice(-1);
  assert.ok(typeof last === "object" && last !== null && "count" in last && last.count === 2);
  await redis.del(keys.state("review"));
  assert.equal(await ask(0), "none");
  await redis.zadd(keys.state("review"), 3, "CCCCCCCCCC");
  assert.equal(await ask(0), "early", "a new review begins a new interval");
});

test("none from 22:00 to 07:00 in Jakarta unless asked", async (context) => {
  const { redis, keys } = await openPeople(context);
  await redis.zadd(keys.state("review"), 1, "AAAAAAAAAA");
  const script = watchScripts.read("remind");
  const remindAt = async (nowMs: number, quiet: 0 | 1, lastMs = 0) => {
    await redis.set(keys.reminded, lastMs);
    // Redis's clock cannot be turned, so what asks it is told.
    const source = script.source.replaceAll("redis.call('TIME')", `{ ${nowMs / 1_000}, 0 }`);
    return runLua(redis, { source, sha: `not kept ${nowMs}` }, keys.prefix, [hourMs, quiet, "[]"]);
  };
  const midnightMs = Date.parse("2026-11-22T00:00:00+07:00");
  for (let hour = 0; hour < 24; hour += 1) {
    for (const inHourMs of [0, hourMs - 1_000]) {
      const expected = hour >= 22 || hour < 7 ? "night" : "reminded";
      const atMs = midnightMs + hour * hourMs + inHourMs;
      assert.deepEqual(await remindAt(atMs, 1), [expected], `${hour}:00`);
      assert.deepEqual(await remindAt(atMs, 0), ["reminded"]);
    }
  }
  const noonMs = midnightMs + 12 * hourMs;
  assert.deepEqual(await remindAt(noonMs, 1, noonMs - hourMs + 1), ["early"]);
  assert.deepEqual(await remindAt(noonMs, 1, noonMs - hourMs), ["reminded"]);
  assert.deepEqual(
    await remindAt(noonMs, 1, noonMs + 7 * hourMs),
    ["reminded"],
    "a clock set back",
  );
});

test("whether nights are quiet is the operators' setting", async (context) => {
  const { log } = await openPeople(context);
  const clock = createHandClock();
  for (const [atNight, quiet] of [
    [true, 0],
    [false, 1],
  ] as const) {
    const asked: unknown[] = [];
    const ending = new AbortController();
    const running = createReminders({
      async run(...words) {
        asked.push(words);
        return ["none"];
      },
      clock,
      log,
      operators: () => [9001, 9002],
      atNight,
      bells: { owed: { ring: () => undefined, wait: clock.sleep } },
    }).run({ signal: ending.signal });
    await clock.pass(0);
    ending.abort();
    await running;
    assert.deepEqual(asked, [["remind", hourMs, quiet, '["9001","9002"]']]);
  }
});

test("once a minute it is seen whether the hour is over, what is owed wakes the courier, and a failure is not the end", async (context) => {
  const { redis, keys, owed, log, rung } = await openPeople(context);
  const clock = createHandClock(async () => {
    for (let answers = 0; answers < 8; answers += 1) await redis.ping();
  });
  const run = createScripts(redis, keys.prefix, watchScripts);
  let looks = 0;
  const reminders = createReminders({
    run(...asked) {
      looks += 1;
      return looks === 1 ? Promise.reject(new Error("LOADING")) : run(...asked);
    },
    clock,
    log,
    operators: () => [9001],
    atNight: true,
    bells: { owed: { ring: () => (rung.owed += 1), wait: clock.sleep } },
  });
  await redis.zadd(keys.state("review"), 1, "AAAAAAAAAA");
  const hourOver = () => redis.set(keys.reminded, String(Date.now() - hourMs));
  await hourOver();
  const ending = new AbortController();
  const running = reminders.run({ signal: ending.signal });
  await clock.pass(59_999);
  assert.deepEqual([looks, rung.owed], [1, 0]);
  await clock.pass(1);
  await clock.pass(0);
  assert.deepEqual([looks, rung.owed], [2, 1]);
  await clock.pass(60_000);
  assert.deepEqual([looks, rung.owed], [3, 1], "an hour is not over");
  await hourOver();
  await clock.pass(60_000);
  assert.deepEqual([looks, rung.owed], [4, 2]);
  assert.equal((await owed(9001)).length, 2);
  ending.abort();
  await running;
});
