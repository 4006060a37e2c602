import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Redis } from "ioredis";
import { orderScripts } from "../../../src/orders/store/scripts.ts";
import { leaseScripts } from "../../../src/redis/leases.ts";
import { accountKeys } from "../../../src/redis/keys.ts";
import { mortal, noDeath, runMortal, stopClock } from "../../simulation/redis/mortal.ts";
import { openDatabase } from "../../redis-database.ts";

const startMs = 1_790_000_000_000;
const secondMs = 1_000;
const hourMs = 3_600 * secondMs;

/** The scripts themselves on a real Redis whose time a test turns on; engine `alpha` has the lease for a week. */
async function openPace(context: TestContext) {
  const server = await openDatabase();
  const redis = new Redis(server.url);
  context.after(async () => {
    redis.disconnect();
    await server.close();
  });
  const keys = accountKeys("pace");
  let nowMs = startMs;
  await stopClock(redis, nowMs);
  const run = (source: string, ...args: (string | number)[]) =>
    runMortal(redis, mortal(source), [keys.prefix, ...args], noDeath);
  const order = (name: "draft" | "confirm" | "claim" | "slower", ...args: (string | number)[]) =>
    run(orderScripts.read(name).source, ...args);
  await run(leaseScripts.read("lease").source, "engine", "alpha", 7 * 24 * hourMs);
  let count = 0;
  return {
    async passes(ms: number) {
      nowMs += ms;
      await stopClock(redis, nowMs);
    },
    pace: () => redis.hgetall(keys.line("game").pace),
    /** One order more is begun now, if it may be; `gap`: by the settings. Answers all but how the order stands. */
    async begins({ gap = "", close = "" }: { gap?: number | ""; close?: "1" | "" } = {}) {
      count += 1;
      const id = `ORDER${String(count).padStart(5, "0")}`;
      const facts = { priceRupiah: 1, fingerprint: id, service: { code: "P5" } };
      await order("draft", id, JSON.stringify(facts), "7001", "7001", hourMs, hourMs);
      await order("confirm", id, id, "7001", "7001", 1, "");
      const claim = ["1", `token ${id}`, "alpha", 1, 12, "{}", gap, close];
      return (await order("claim", id, ...claim)).slice(0, 2);
    },
    /** The upstream refuses an order for coming too soon; one that was begun now, unless told otherwise. */
    refuses(namedMs: number | "" = "", { attempt = `attempt ${nowMs}`, begunMs = nowMs } = {}) {
      return order("slower", "game", attempt, begunMs, namedMs);
    },
  };
}

test("the queue moves while orders follow one another within two seconds, or within half a gap more than the gap", async (context) => {
  for (const [gap, sinceMs, countsMs] of [
    ["", 1_500, 1_500],
    ["", 60_000, 2_000],
    [1_000, 60_000, 2_000],
    [10_000, 12_000, 12_000],
    [10_000, 60_000, 15_000],
  ] as const) {
    const { begins, passes, pace } = await openPace(context);
    await begins({ gap });
    assert.equal((await pace())["paced"], "0");
    for (let count = 1; count <= 3; count += 1) {
      await passes(sinceMs);
      assert.equal((await begins({ gap }))[0], "claimed");
      assert.equal((await pace())["paced"], String(count * countsMs), `${gap} ${sinceMs}`);
    }
  }
});

test("an order that comes too soon is told how long to wait, to the millisecond", async (context) => {
  const { begins, passes } = await openPace(context);
  assert.deepEqual(await begins({ gap: 6_000 }), ["claimed", "6000"]);
  await passes(2_000);
  assert.deepEqual(await begins({ gap: 6_000 }), ["early", "4000"]);
  await passes(3_999);
  assert.deepEqual(await begins({ gap: 6_000 }), ["early", "1"]);
  await passes(1);
  assert.deepEqual(await begins({ gap: 6_000 }), ["claimed", "6000"]);
  assert.deepEqual(await begins({ gap: 0 }), ["claimed", "0"]);
});

test("after a refusal the gap is what was named and a little more, else twice as long, from one second to five minutes", async (context) => {
  const named = await openPace(context);
  await named.begins();
  assert.deepEqual(await named.refuses(6_000), ["6250"]);
  const unnamed = await openPace(context);
  await unnamed.begins();
  for (const wanted of ["1000", "2000", "4000", "8000"]) {
    await unnamed.passes(hourMs / 2);
    assert.deepEqual(await unnamed.refuses(), [wanted]);
  }
  await unnamed.passes(secondMs);
  assert.deepEqual(await unnamed.refuses(900_000), ["300000"]);
});

test("what is named and was kept counts from elsewhere: a quarter more, and never more than twice what is named", async (context) => {
  const { begins, refuses, passes } = await openPace(context);
  await begins();
  const learnt = [];
  for (let time = 0; time < 5; time += 1) {
    await passes(secondMs);
    learnt.push((await refuses(6_000))[0]);
  }
  assert.deepEqual(learnt, ["6250", "7813", "9767", "12000", "12000"]);
});

test("an hour after it was learnt a gap a quarter shorter is tried, and one shorter than a quarter of a second not kept", async (context) => {
  const { begins, refuses, passes, pace } = await openPace(context);
  await begins();
  await refuses();
  await passes(hourMs - 1);
  assert.deepEqual(await begins(), ["claimed", "1000"]);
  await passes(800);
  assert.deepEqual(await begins(), ["claimed", "750"], "by an order that waited for it");
  assert.partialDeepStrictEqual(await pace(), { gap: "750", before: "1000" });
  for (const gap of ["562", "421", "315", "0"]) {
    await passes(hourMs);
    assert.equal((await begins())[0], "claimed", "after a quiet hour nothing is learnt");
    await passes(Number(gap));
    assert.deepEqual(await begins(), ["claimed", gap]);
    assert.equal((await pace())["gap"], gap);
  }
  assert.deepEqual(await refuses(), ["315"], "refused, the one before is back");
});

test("a refusal of what was begun before the gap was learnt, or one that is noted again, changes nothing", async (context) => {
  const { refuses, passes, pace } = await openPace(context);
  await passes(secondMs);
  await refuses(6_000, { attempt: "first" });
  const learnt = await pace();
  await passes(secondMs);
  assert.deepEqual(await refuses(9_000, { attempt: "first" }), ["6250"]);
  assert.deepEqual(await refuses(9_000, { begunMs: startMs + secondMs - 1 }), ["6250"]);
  assert.deepEqual(await pace(), learnt);
  assert.deepEqual(await refuses(9_000, { begunMs: startMs + secondMs }), ["9250"]);
  // Learnt in a time to come, as it seems after the clock was set back: that speaks against no refusal.
  await passes(-hourMs);
  assert.deepEqual(await refuses(20_000), ["20250"]);
});
