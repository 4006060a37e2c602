import assert from "node:assert/strict";
import { test } from "node:test";
import type { Announcement } from "../../src/shop/broadcasts.ts";
import { openPeople } from "../people/shop.ts";

const hourS = 3_600;
const dayMs = 24 * 3_600_000;
const promo: Announcement = { kind: "message", text: "Promo" };

test("a text waits an hour for its operator's word, and not longer", async (context) => {
  const { broadcasts, redis, keys } = await openPeople(context);
  await broadcasts.draft("b1", promo);
  const leftS = await redis.ttl(keys.broadcastDraft("b1"));
  assert.ok(leftS > hourS - 10 && leftS <= hourS, `${leftS} s`);
  assert.deepEqual(await broadcasts.readDraft("b1"), promo);
  await broadcasts.dropDraft("b1");
  assert.equal(await broadcasts.readDraft("b1"), null);
});

test("who could not be reached for now is tried again after the others, five times in all", async (context) => {
  const { broadcasts, owed } = await openPeople(context);
  await broadcasts.start("b1", promo, 9001, [1, 2]);
  const tried: number[] = [];
  for (
    let delivery = await broadcasts.next(Date.now());
    delivery;
    delivery = await broadcasts.next(Date.now())
  ) {
    tried.push(delivery.userId);
    await broadcasts.done(delivery, delivery.userId === 1 ? "later" : "reached");
  }
  assert.deepEqual(tried, [1, 2, 1, 1, 1, 1]);
  assert.deepEqual(await owed(9001), [
    {
      kind: "broadcast-report",
      id: "broadcast:b1",
      reached: 1,
      blocked: 0,
      failed: 1,
      missed: [{ userId: 1, why: "failed" }],
    },
  ]);
});

test("who has not got it is kept with why for a week, and the report names the first twenty by id", async (context) => {
  const { broadcasts, owed, redis, keys } = await openPeople(context);
  const users = Array.from({ length: 25 }, (_, index) => 125 - index);
  await broadcasts.start("b1", promo, 9001, users);
  for (
    let delivery = await broadcasts.next(Date.now());
    delivery;
    delivery = await broadcasts.next(Date.now())
  )
    await broadcasts.done(delivery, delivery.userId % 2 === 0 ? "blocked" : "never-started");
  const missed = await broadcasts.missed("b1");
  assert.deepEqual(
    missed.map(({ userId }) => userId),
    users.toReversed(),
  );
  assert.deepEqual(missed[0], { userId: 101, why: "never-started" });
  assert.deepEqual(missed[1], { userId: 102, why: "blocked" });
  assert.deepEqual(await owed(9001), [
    {
      kind: "broadcast-report",
      id: "broadcast:b1",
      reached: 0,
      blocked: 25,
      failed: 0,
      missed: missed.slice(0, 20),
    },
  ]);
  const leftMs = await redis.pttl(keys.broadcastMissed("b1"));
  assert.ok(leftMs > 7 * dayMs - 10_000 && leftMs <= 7 * dayMs, `${leftMs} ms`);
});

test("a delivery told twice counts once", async (context) => {
  const { broadcasts, owed } = await openPeople(context);
  await broadcasts.start("b1", promo, 9001, [1]);
  const delivery = await broadcasts.next(Date.now());
  assert.ok(delivery);
  await broadcasts.done(delivery, "reached");
  await broadcasts.done(delivery, "reached");
  assert.equal(await broadcasts.next(Date.now()), null);
  assert.equal(await broadcasts.next(Date.now()), null);
  assert.deepEqual(await owed(9001), [
    { kind: "broadcast-report", id: "broadcast:b1", reached: 1, blocked: 0, failed: 0 },
  ]);
});

test("one after the other, and a week after its start nothing of it is left", async (context) => {
  const { broadcasts, redis, keys } = await openPeople(context);
  assert.equal(await broadcasts.start("b1", promo, 9001, [1]), "started");
  assert.equal(await broadcasts.start("b2", { kind: "resumed" }, 9001, [2]), "started");
  assert.equal(await broadcasts.start("b1", promo, 9001, [3]), "before");
  assert.equal((await broadcasts.next(Date.now()))?.userId, 1);
  for (const key of [keys.broadcast("b1"), keys.broadcastTo("b1")]) {
    const leftMs = await redis.pttl(key);
    assert.ok(leftMs > 7 * dayMs - 10_000 && leftMs <= 7 * dayMs, `${key}: ${leftMs} ms`);
  }
  // As when the week is over while a broadcast could not go on.
  await redis.del(keys.broadcast("b1"), keys.broadcastTo("b1"));
  assert.equal(await broadcasts.next(Date.now()), null);
  assert.equal((await broadcasts.next(Date.now()))?.userId, 2);
});

test("one to nobody is over at once, and its operator reads so", async (context) => {
  const { broadcasts, owed, rung } = await openPeople(context);
  await broadcasts.start("b1", promo, 9001, []);
  assert.equal(rung.broadcast, 1, "whoever carries it is woken");
  assert.equal(await broadcasts.next(Date.now()), null);
  assert.equal((await owed(9001)).length, 1);
  assert.equal(rung.broadcast, 2, "as is whoever carries the report");
});
