import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { z } from "zod";
import { nextReckoned, reckon } from "../../../src/orders/balance/reckoning.ts";
import type { Order } from "../../../src/orders/state/order.ts";
import {
  failed,
  graceMs,
  hourMs,
  minuteMs,
  neverPlaced,
  orderOf,
  placed,
  readingAt,
  secondMs,
  succeeded,
  unknown,
} from "./accounts.ts";
import { openAccount } from "./shop.ts";

const dayMs = 24 * hourMs;

/** A day whose balance went from a million to this. */
const day = (nowRupiah: number, orders: readonly Order[]) =>
  reckon({ before: readingAt(0, 1_000_000), after: readingAt(dayMs, nowRupiah) }, orders, graceMs);

const done = (atMs: number, costRupiah = 5_000) =>
  orderOf(
    succeeded,
    [
      ["sending", atMs],
      ["placed", atMs + secondMs],
      ["succeeded", atMs + minuteMs],
    ],
    {
      costRupiah,
    },
  );
const ended = (atMs: number, endMs: number) =>
  orderOf(failed, [
    ["sending", atMs],
    ["placed", atMs + secondMs],
    ["failed", endMs],
  ]);

test("before, less what was charged, and what was given back of earlier orders, is what it is now", () => {
  const orders = [
    done(hourMs),
    done(2 * hourMs, 20_000),
    // Charged before, ended since.
    done(-minuteMs + secondMs),
    // Charged and given back on that day.
    ended(3 * hourMs, 4 * hourMs),
  ];
  assert.deepEqual(day(975_000, orders), {
    chargedRupiah: 25_000,
    returnedRupiah: 0,
    differenceRupiah: 0,
    explained: true,
    doubtful: { orders: 0, rupiah: 0 },
  });
  assert.partialDeepStrictEqual(day(1_075_000, orders), {
    differenceRupiah: 100_000,
    explained: false,
  });
  assert.partialDeepStrictEqual(day(970_000, orders), {
    differenceRupiah: -5_000,
    explained: false,
  });
});

test("what was under way at a reading explains a difference of just its money", () => {
  const across = [
    ended(-hourMs, hourMs),
    done(dayMs, 7_000),
    orderOf(
      placed,
      [
        ["sending", dayMs - minuteMs],
        ["placed", dayMs + minuteMs],
      ],
      { costRupiah: 3_000 },
    ),
  ];
  for (const moved of [0, 5_000, -7_000, -3_000, -10_000, 5_000 - 7_000, 5_000 - 10_000])
    assert.ok(day(1_000_000 + moved, across).explained, String(moved));
  for (const moved of [-5_001, 7_000, 10_000, -12_000])
    assert.ok(!day(1_000_000 + moved, across).explained, String(moved));
});

test("what nobody knows of explains nothing, and is named beside the difference", () => {
  const lost = orderOf(unknown, [
    ["sending", hourMs],
    ["unknown", 2 * hourMs],
  ]);
  const decided = orderOf(
    neverPlaced,
    [
      ["sending", 3 * hourMs],
      ["unknown", 3 * hourMs],
      ["failed", 4 * hourMs],
    ],
    {
      costRupiah: 8_000,
    },
  );
  assert.deepEqual(day(995_000, [lost, decided]), {
    chargedRupiah: 0,
    returnedRupiah: 0,
    differenceRupiah: -5_000,
    explained: false,
    doubtful: { orders: 2, rupiah: 13_000 },
  });
});

test("a day is reckoned from its first reading to the first of a later one, an hour after that", () => {
  // 17:00 UTC is midnight in Jakarta.
  const midnightMs = Date.UTC(2026, 10, 28, 17);
  const at = (ms: number, more = {}) => readingAt(midnightMs + ms, ms, more);
  const from = at(minuteMs);
  const next = (nowMs: number, ...readings: ReturnType<typeof at>[]) =>
    nextReckoned(from, readings, midnightMs + nowMs)?.rupiah ?? null;
  const readings = [at(dayMs + hourMs), at(dayMs), at(dayMs - minuteMs), at(hourMs)];
  assert.equal(next(dayMs + hourMs - 1, ...readings), null);
  assert.equal(next(dayMs + hourMs, ...readings), dayMs);
  assert.equal(next(3 * dayMs, at(dayMs - minuteMs)), null);
  // One that does not name what was open is nothing to reckon from the next time.
  assert.equal(next(3 * dayMs, at(dayMs, { open: null }), at(dayMs + hourMs)), dayMs + hourMs);
});

const reckoned = z.object({ kind: z.literal("reckoning"), differenceRupiah: z.number() });

/** An account that was read at 23:30 in Jakarta, before the day whose balance a test moves. */
async function openDay(context: TestContext) {
  const account = await openAccount(context);
  // The hand clock begins at 17:55:45.
  await account.clock.leap(5 * hourMs + 34 * minuteMs);
  account.has(1_000_000);
  return { ...account, told: account.told };
}

test("the difference of a day is told to every operator once, whoever leads", async (context) => {
  const { start, passes, has, owed, told } = await openDay(context);
  const first = start();
  await passes(secondMs);
  has(995_000);
  await passes(hourMs + minuteMs);
  assert.deepEqual(await owed(9001), [], "not before it has settled");
  await passes(hourMs);
  const differences = async (chatId: number) =>
    z
      .array(reckoned)
      .parse(await owed(chatId))
      .map((notice) => notice.differenceRupiah);
  assert.deepEqual(await differences(9001), [-5_000]);
  assert.deepEqual(await differences(9002), [-5_000]);
  assert.equal(told(), 1);
  await first.stop();
  start();
  has(900_000);
  await passes(2 * hourMs);
  assert.equal((await owed(9001)).length, 1);
});

test("a day that adds up is not spoken of; two days without a reading are reckoned as one", async (context) => {
  const { start, passes, has, keeps, owed, store, nowMs, clock } = await openDay(context);
  const first = start();
  await passes(minuteMs);
  await keeps(
    orderOf(succeeded, [
      ["confirmed", nowMs()],
      ["sending", nowMs()],
      ["placed", nowMs()],
      ["succeeded", nowMs()],
    ]),
  );
  has(995_000);
  await passes(2 * hourMs + minuteMs);
  assert.deepEqual(await owed(9001), []);
  assert.equal((await store.reckoned())?.rupiah, 995_000, "the next day begins here");
  await first.stop();
  await clock.leap(2 * dayMs);
  has(1_095_000);
  start();
  await passes(hourMs + 2 * minuteMs);
  assert.partialDeepStrictEqual(await owed(9001), [
    { kind: "reckoning", differenceRupiah: 100_000, beforeRupiah: 995_000, nowRupiah: 1_095_000 },
  ]);
});

test("of two that reckon from the same reading one tells; one that died after telling owes no second notice", async (context) => {
  const { store, owed, passes, redis, keys } = await openAccount(context);
  const read = async (rupiah: number) => {
    const reading = await store.keep(await store.look(), rupiah);
    assert.ok(reading);
    await passes(minuteMs);
    return reading;
  };
  const [from, to] = [await read(1), await read(2)];
  assert.deepEqual(await store.reckoned(), from);
  const notices = [{ chatId: 9001, notice: { kind: "reviews", id: "1", count: 1 } }] as const;
  const both = await Promise.all([
    store.reckon(from, to, notices),
    store.reckon(from, to, notices),
  ]);
  assert.deepEqual(both, [true, false]);
  assert.deepEqual(await store.reckoned(), to);
  // It died before it could note what it had told.
  await redis.set(keys.balanceReckoned, JSON.stringify(from));
  assert.equal(await store.reckon(from, to, notices), true);
  assert.equal((await owed(9001)).length, 1);
});
