import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../../src/reason.ts";
import { openCounter } from "../../redis-commands.ts";
import { graceMs, hourMs, minuteMs, orderOf, secondMs, succeeded, unknown } from "./accounts.ts";
import { openAccount } from "./shop.ts";

const trouble = { kind: "trouble", cause: "unreachable", why: reason("timeout") } as const;

test("the balance is read at the start and hourly, and what it was stands in Redis", async (context) => {
  const { start, passes, has, asked, nowMs, store } = await openAccount(context);
  has(1_000_000);
  const startedMs = nowMs();
  const { balance } = start();
  await passes(secondMs);
  assert.deepEqual(asked, [startedMs]);
  assert.equal(balance.latestRupiah(), 1_000_000);
  has(900_000);
  await passes(hourMs - 2 * secondMs);
  assert.equal(asked.length, 1);
  await passes(minuteMs);
  assert.equal(asked.length, 2);
  assert.deepEqual(
    (await store.readings()).map(({ rupiah }) => rupiah),
    [900_000, 1_000_000],
  );
  await passes(3 * hourMs);
  assert.equal(asked.length, 5);
});

test("nobody is asked again for a day who says no balance, whoever leads; then once more", async (context) => {
  const { start, passes, asked, answers, has, store } = await openAccount(context);
  const first = start();
  await passes(secondMs);
  assert.equal(asked.length, 1);
  assert.equal(first.balance.latestRupiah(), null);
  await passes(12 * hourMs);
  await first.stop();
  start();
  await passes(12 * hourMs - minuteMs);
  assert.equal(asked.length, 1);
  has(5);
  await passes(2 * minuteMs);
  await passes(minuteMs);
  assert.equal(asked.length, 2);
  assert.equal((await store.newest())?.rupiah, 5);
  // That it says none once it has said one is trouble of today: it is asked hourly all the same.
  answers({ kind: "none" });
  await passes(4 * hourMs);
  assert.equal(asked.length, 6);
  assert.equal(await store.isMissing(), false);
});

test("after trouble on the way it is asked again in ten minutes, and no sooner", async (context) => {
  const { start, passes, asked, answers, has, store } = await openAccount(context);
  answers(trouble);
  const { balance } = start();
  await passes(10 * minuteMs - secondMs);
  assert.equal(asked.length, 1);
  has(7);
  await passes(minuteMs);
  assert.equal(asked.length, 2);
  assert.equal(balance.latestRupiah(), 7);
  // What was known is known for three hours.
  answers(trouble);
  await passes(3 * hourMs - minuteMs - secondMs);
  assert.equal(balance.latestRupiah(), 7);
  await passes(minuteMs);
  assert.equal(balance.latestRupiah(), null);
  assert.equal((await store.newest())?.rupiah, 7);
});

test("a low balance is read every five minutes, so that it is soon known when it is not", async (context) => {
  const { start, passes, asked, has } = await openAccount(context, { lowBalanceRupiah: 50_000 });
  has(49_999);
  start();
  await passes(5 * minuteMs - secondMs);
  assert.equal(asked.length, 1);
  has(50_000);
  await passes(minuteMs);
  assert.equal(asked.length, 2);
  await passes(50 * minuteMs);
  assert.equal(asked.length, 2);
});

test("an order that nobody answered for has the balance read once it can no longer be charged", async (context) => {
  const { start, passes, asked, has, nowMs, keeps } = await openAccount(context);
  has(1_000_000);
  const { balance } = start();
  await passes(5 * minuteMs);
  const order = orderOf(
    unknown,
    [
      ["confirmed", nowMs()],
      ["sending", nowMs()],
      ["unknown", nowMs()],
    ],
    {
      identity: null,
    },
  );
  await keeps(order);
  has(995_000);
  await passes(9 * minuteMs);
  assert.equal(asked.length, 1);
  assert.equal(await balance.says(order), "nothing");
  await passes(2 * minuteMs);
  assert.equal(asked.length, 2);
  assert.equal(await balance.says(order), "charged");
  await passes(20 * minuteMs);
  assert.equal(asked.length, 2, "once is enough");
});

test("somebody else on the account, or Redis away: the balance says nothing", async (context) => {
  const { start, passes, has, nowMs, keeps, redis, keys, redisIsAway } = await openAccount(context);
  has(1_000_000);
  const { balance } = start();
  await passes(minuteMs);
  const order = orderOf(
    unknown,
    [
      ["sending", nowMs()],
      ["unknown", nowMs()],
    ],
    { identity: null },
  );
  await keeps(order);
  await passes(11 * minuteMs);
  assert.equal(await balance.says(order), "not-charged");
  await redis.set(keys.line("game").strict, "R9");
  assert.equal(await balance.says(order), "nothing");
  await redis.del(keys.line("game").strict);
  redisIsAway(true);
  assert.equal(await balance.says(order), "nothing");
  await passes(2 * hourMs);
  redisIsAway(false);
  await passes(2 * minuteMs);
  assert.equal(balance.latestRupiah(), 1_000_000, "it goes on");
});

test("two that lead in turn read no oftener than once a minute", async (context) => {
  const { start, passes, has, asked } = await openAccount(context);
  has(1);
  for (let turn = 0; turn < 12; turn += 1) {
    const process = start();
    await passes(5 * secondMs);
    await process.stop();
  }
  assert.equal(asked.length, 1);
  start();
  await passes(secondMs);
  assert.equal(asked.length, 2, "a term begins with a reading");
});

test("a term that ends while it is asked keeps no answer", async (context) => {
  const { start, passes, answers, store } = await openAccount(context);
  const { promise, resolve } = Promise.withResolvers<void>();
  answers(async () => {
    await promise;
    return { kind: "balance", rupiah: 1 };
  });
  const process = start();
  await passes(secondMs);
  const stopped = process.stop();
  resolve();
  await stopped;
  assert.equal(await store.newest(), null);
});

test("readings are kept for three days, and not more than 150", async (context) => {
  const { store, passes } = await openAccount(context);
  const read = async (rupiah: number) => store.keep(await store.look(), rupiah);
  await read(1);
  // A key's time is Redis's own, and runs on while this process is held up.
  await passes(72 * hourMs - minuteMs);
  assert.equal((await store.readings()).length, 1);
  await passes(2 * minuteMs);
  assert.deepEqual(await store.readings(), []);
  assert.equal(await store.newest(), null);
  for (let rupiah = 0; rupiah < 151; rupiah += 1) await read(rupiah);
  const kept = await store.readings();
  assert.deepEqual([kept.length, kept[0]?.rupiah, kept.at(-1)?.rupiah], [150, 150, 1]);
  await passes(71 * hourMs);
  await read(7);
  await passes(2 * hourMs);
  assert.deepEqual(
    (await store.readings()).map(({ rupiah }) => rupiah),
    [7],
  );
});

test("a reading across a change of Redis's clock or memory is none", async (context) => {
  const { store } = await openAccount(context);
  const look = await store.look();
  assert.equal(await store.keep({ ...look, begunMs: look.begunMs + secondMs }, 1), null);
  assert.equal(await store.keep({ ...look, identity: "another" }, 1), null);
  assert.equal(await store.newest(), null);
  const largest = Number.MAX_SAFE_INTEGER;
  assert.equal((await store.keep(look, largest))?.rupiah, largest);
  assert.equal((await store.keep(look, -largest))?.rupiah, -largest);
});

test("a reading names what was open then; with what came since, nothing that moved money is left out", async (context) => {
  const { store, keeps, nowMs, passes, redis, keys } = await openAccount(context);
  const at = nowMs();
  const before = orderOf(succeeded, [
    ["sending", at - hourMs],
    ["succeeded", at - minuteMs],
  ]);
  const open = orderOf(unknown, [
    ["sending", at - hourMs],
    ["unknown", at - minuteMs],
  ]);
  for (const order of [before, open]) await keeps(order);
  const reading = await store.keep(await store.look(), 1);
  assert.ok(reading);
  assert.deepEqual(reading.open, [open.id]);
  await passes(minuteMs);
  const later = orderOf(succeeded, [
    ["sending", nowMs()],
    ["succeeded", nowMs()],
  ]);
  await keeps(later);
  // It is over since.
  await keeps({ ...open, state: succeeded });
  const ids = async (limit: number) =>
    (await store.ordersSince(reading, limit))?.map(({ id }) => id);
  assert.deepEqual(await ids(1), [open.id, later.id]);
  assert.equal(await ids(0), undefined, "too many");
  assert.equal(await store.ordersSince({ ...reading, open: null }, 10), null);
  const many = Array.from({ length: 301 }, (_, place) => [
    at,
    String(place).padStart(10, "X"),
  ]).flat();
  await redis.zadd(keys.state("placed"), ...many);
  assert.equal((await store.look()).open, null);
});

test("the orders of a day are read two hundred at a time: no one waits behind all of them", async (context) => {
  const { store, nowMs, redis, keys } = await openAccount(context);
  const reading = await store.keep(await store.look(), 1);
  assert.ok(reading);
  const many = Array.from({ length: 401 }, (_, place) => [
    nowMs(),
    String(place).padStart(10, "X"),
  ]).flat();
  await redis.zadd(keys.state("placed"), ...many);
  const during = await openCounter(context, redis);
  const none = await during(() => store.ordersSince({ ...reading, begunMs: nowMs() + 1 }, 1_000));
  const all = await during(() => store.ordersSince(reading, 1_000));
  assert.equal(all.commands.filter((name) => name === "hgetall").length, 401);
  assert.equal(all.roundTrips - none.roundTrips, 3);
});

test("who has to decide by it wakes the reading, and waits for it a minute at most", async (context) => {
  const { start, passes, asked, has, answers, nowMs, keeps } = await openAccount(context);
  has(1_000_000);
  const { balance } = start();
  await passes(secondMs);
  const unanswered = async () => {
    const steps = (["confirmed", "sending", "unknown"] as const).map(
      (to) => [to, nowMs()] as const,
    );
    const order = orderOf(
      unknown,
      steps.map(([to, atMs]) => [to, atMs]),
      { identity: null },
    );
    await keeps(order);
    return order;
  };
  const order = await unanswered();
  await passes(graceMs - 1);
  assert.equal(await balance.says(order), "nothing", "it can still be charged");
  await passes(1);
  assert.equal(await balance.says(order), "not-yet");
  await passes(secondMs);
  assert.equal(asked.length, 2);
  assert.equal(await balance.says(order), "not-charged");
  // It cannot be had: the decision goes on without.
  answers(trouble);
  const other = await unanswered();
  await passes(graceMs);
  assert.equal(await balance.says(other), "not-yet");
  await passes(minuteMs - 1);
  assert.equal(await balance.says(other), "not-yet");
  await passes(1);
  assert.equal(await balance.says(other), "nothing");
});
