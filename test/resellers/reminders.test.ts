import assert from "node:assert/strict";
import { test } from "node:test";
import { openPeople } from "./shop.ts";

const hourMs = 3_600_000;

test("one reminder for each interval while reviews are open, however many processes and restarts ask", async (context) => {
  const { run, redis, keys, owed } = await openPeople(context);
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
});

test("none at night in Jakarta unless asked", async (context) => {
  const { run, redis, keys } = await openPeople(context);
  await redis.zadd(keys.state("review"), 1, "AAAAAAAAAA");
  await redis.set(keys.reminded, "0");
  const hour = (new Date().getUTCHours() + 7) % 24;
  const expected = hour >= 22 || hour < 7 ? "night" : "reminded";
  assert.equal((await run("remind", hourMs, 1, "[]"))[0], expected);
  await redis.set(keys.reminded, "0");
  assert.equal((await run("remind", hourMs, 0, "[]"))[0], "reminded");
});
