import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../../src/clock.ts";
import { createSharedAllowance } from "../../../src/bot/people/shared-allowance.ts";
import { openPeople } from "../../people/shop.ts";

const settings = { what: "updates", most: 3, windowMs: 60_000 };

test("what a person may do is counted over all processes, and refused once", async (context) => {
  const { redis, log } = await openPeople(context);
  const process = () => createSharedAllowance({ redis, clock: systemClock, log }, settings);
  const [one, other] = [process(), process()];
  assert.deepEqual(
    [await one.take(7001), await other.take(7001), await one.take(7001)],
    ["allowed", "allowed", "allowed"],
  );
  assert.deepEqual([one.spent(7001), other.spent(7001)], [false, false]);
  assert.deepEqual([await other.take(7001), await one.take(7001)], ["refused", "told"]);
  assert.deepEqual([one.spent(7001), other.spent(7001)], [true, true]);
  assert.equal(await one.take(7002), "allowed");
});

test("the window ends: all may be done again, and nothing of it stays in Redis", async (context) => {
  const { redis, log } = await openPeople(context);
  let atMs = 0;
  const clock = { ...systemClock, monotonicMs: () => atMs };
  const allowance = createSharedAllowance({ redis, clock, log }, settings);
  for (const taken of ["allowed", "allowed", "allowed", "refused"])
    assert.equal(await allowance.take(7001), taken);
  const [key = ""] = await redis.keys("*{7001}*");
  assert.ok((await redis.pttl(key)) > 50_000);
  await redis.del(key);
  assert.equal(await allowance.take(7001), "told", "who was told is not asked about");
  atMs += 60_001;
  assert.equal(await allowance.take(7001), "allowed");
});

test("without Redis each process counts alone", async (context) => {
  const { log } = await openPeople(context);
  const gone = () => Promise.reject(new Error("down"));
  const redis = { evalsha: gone, eval: gone };
  const allowance = createSharedAllowance({ redis, clock: systemClock, log }, settings);
  for (const taken of ["allowed", "allowed", "allowed", "refused", "told"])
    assert.equal(await allowance.take(7001), taken);
  assert.equal(allowance.spent(7001), true);
});
