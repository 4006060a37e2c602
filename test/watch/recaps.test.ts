import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createDeposited } from "../../src/books/deposited.ts";
import { createPurses } from "../../src/books/purses.ts";
import { createComplaints } from "../../src/complaints/complaints.ts";
import { systemClock } from "../../src/clock.ts";
import { jakartaDay, jakartaDayMs } from "../../src/jakarta.ts";
import { createLog } from "../../src/log.ts";
import { createOrdersByPeriod } from "../../src/orders/store/by-period.ts";
import { createOpenOrders } from "../../src/orders/store/open-orders.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createQuietHours } from "../../src/people/quiet.ts";
import { createRecaps, type DueRecap } from "../../src/people/recaps.ts";
import { createReceipts } from "../../src/people/receipts.ts";
import { peopleScripts } from "../../src/people/scripts.ts";
import { createScripts } from "../../src/redis/scripts.ts";
import { productOf } from "../../src/screens/receipts.ts";
import { notice } from "../../src/screens/notices/notices.ts";
import { createRecapWatch } from "../../src/watch/recaps.ts";
import { fails, ordered, succeeds } from "../bot/ordered.ts";
import { phone, service } from "../bot/goods.ts";
import { openShop } from "../bot/shop.ts";
import { createHandClock } from "../hand-clock.ts";

const pulsa = service("TS5", [phone], { name: "Telkomsel <5.000>" });
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const budi = { id: 7001 };
const jane = { id: 7002 };
const operatorId = 9001;

/** A shop whose recaps go by a clock that begins today at `minute`, and whose orders are of today. */
async function open(context: TestContext, minute: number) {
  const shop = await openShop(context, [pulsa]);
  const { redis, keys, desk, owed } = shop;
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const hand = createHandClock(async () => {
    for (let answers = 0; answers < 60; answers += 1) await redis.ping();
  });
  const today = jakartaDay(Date.now());
  const clock = {
    ...hand,
    wallMs: () => jakartaDayMs(today) + minute * minuteMs + hand.monotonicMs(),
  };
  const recaps = createRecaps({
    redis,
    run: createScripts(redis, keys.prefix, peopleScripts),
    keys,
  });
  const run = createScripts(redis, keys.prefix, peopleScripts);
  const receipts = createReceipts({ redis, run, keys });
  const complaints = createComplaints({
    redis,
    keys,
    operators: () => [],
    bells: { owed: { ring: () => undefined, wait: systemClock.sleep } },
  });
  const world = { fails: 0, resellers: [7001, 7002] };
  const rung = { owed: 0 };
  const start = () => {
    const ending = new AbortController();
    const running = createRecapWatch({
      recaps,
      quiet: createQuietHours({ redis, key: keys.quiet }),
      access: { operators: () => [operatorId] },
      roster: {
        async resellerIds() {
          if (world.fails-- > 0) throw new Error("LOADING");
          return world.resellers;
        },
        namesOf: async () => new Map([[7001, "Budi"]]),
      },
      ordersByPeriod: createOrdersByPeriod({ redis, keys }),
      desk,
      openOrders: createOpenOrders({ redis: orderRedis, keys }),
      purses: createPurses({ redis: orderRedis, keys }),
      receipts,
      complaints,
      deposited: createDeposited({ redis: orderRedis, keys }),
      bells: { owed: { ring: () => (rung.owed += 1), wait: systemClock.sleep } },
      clock,
      log: createLog({ level: "silent", secrets: [] }),
    }).run({ signal: ending.signal });
    const stop = async () => {
      ending.abort();
      await running;
    };
    context.after(stop);
    return stop;
  };
  /** Half an hour at a time. */
  const hours = async (count: number) => {
    for (let half = 0; half < 2 * count; half += 1) {
      await hand.leap(30 * minuteMs);
      await hand.pass(0);
    }
  };
  const told = async (userId: number) =>
    (await owed(userId)).filter(({ kind }) => kind === "recap" || kind === "shop-recap");
  const reads = async (userId: number) => {
    const [first] = await told(userId);
    assert.ok(first);
    const view = { language: "id", timeZone: "Asia/Jakarta", nowMs: clock.wallMs() } as const;
    return notice(first, null, view).text.html.replaceAll(/<[^>]*>/g, "");
  };
  return {
    ...shop,
    receipts,
    complaints,
    recaps,
    clock: { ...hand, wallMs: clock.wallMs },
    today,
    world,
    rung,
    hours,
    start,
    told,
    reads,
  };
}

const evening = 21 * 60 + 25;

test("at half past nine everybody who ordered is told once what came of their day, and operators of the shop's", async (context) => {
  const shop = await open(context, evening);
  const { clock, hours, start, told, reads, rung } = shop;
  await ordered(shop, budi, pulsa, { states: succeeds(5_000) });
  await ordered(shop, budi, pulsa, { states: succeeds(5_000) });
  await ordered(shop, budi, pulsa, { states: fails });
  await ordered(shop, budi, pulsa);
  start();
  await clock.pass(4 * minuteMs);
  assert.deepEqual([await told(7001), await told(operatorId), rung.owed], [[], [], 0]);
  await clock.pass(2 * minuteMs);
  assert.match(
    await reads(7001),
    /^🌙 Rekap \d+ \S+ \d{4}, s\.d\. 21:30 WIB\n\n✅ 2 sukses · Rp10\.950\n⏳ 1 belum selesai · Rp5\.475 ditahan\n❌ 1 gagal[^\n]*\n\nSekarang masih 1 belum selesai\.$/,
  );
  assert.match(
    await reads(operatorId),
    /✅ 2 sukses[^]*Modal Rp10\.000 · laba Rp950\n\nSekarang masih 1[^]*Deposit: belum ada\n\nBelum dibayar: Rp10\.950 oleh 1 reseller\n– Budi: Rp10\.950\n\nSukses per kategori:\n– Pulsa Telkomsel: 2 dari 3 \(66,7%\)\n\nPaling lama:\n– Telkomsel &lt;5\.000&gt;: rata-rata /,
  );
  assert.deepEqual(await told(7002), []);
  await ordered(shop, jane, pulsa);
  await hours(2);
  assert.deepEqual(
    [(await told(7001)).length, (await told(7002)).length, (await told(operatorId)).length],
    [1, 0, 1],
  );
});

test("who has selling prices reads what they sold for and earned; operators, how many complaints are open", async (context) => {
  const { clock, start, reads, receipts, complaints, ...shop } = await open(context, evening);
  const game = service("ML5", [phone], { name: "Mobile Legends 5" });
  shop.sell([pulsa, game]);
  const order = await ordered(shop, budi, pulsa, { states: succeeds(5_000) });
  await ordered(shop, budi, pulsa, { states: succeeds(5_000) });
  await ordered(shop, budi, game, { states: succeeds(5_000) });
  await ordered(shop, budi, pulsa, { states: fails });
  await receipts.keepPrice(7001, productOf(order), 7_000);
  const { id: orderId } = order;
  const from = {
    resellerId: 7001,
    chatId: 7001,
    topic: "missing",
    text: "mana?",
    orderId,
  } as const;
  assert.equal(await complaints.complain(from, "w1"), "made");
  start();
  await clock.pass(6 * minuteMs);
  assert.match(
    await reads(7001),
    /\n\nTerjual Rp14\.000 · laba Anda Rp3\.050 \(2 dari 3 yang ada harga jualnya\)/,
  );
  assert.match(await reads(operatorId), /🆘 1 komplain terbuka: \/complaints/);
});

test("after a night without a bot it is told in the morning, the whole day, and not by night", async (context) => {
  const shop = await open(context, 20 * 60);
  const { clock, hours, start, told, reads } = shop;
  await ordered(shop, budi, pulsa, { states: succeeds(5_000) });
  await clock.leap(5 * hourMs);
  start();
  await hours(5);
  assert.deepEqual(await told(7001), []);
  await hours(2);
  assert.match(await reads(7001), /^🌙 Rekap \d+ \S+ \d{4}\n/);
  await hours(4);
  assert.equal((await told(7001)).length, 1);
});

test("of several days without a bot the last one is told", async (context) => {
  const shop = await open(context, evening);
  const { clock, start, told, today } = shop;
  for (const ago of [0, 1, 2]) await ordered(shop, budi, pulsa, { agoMs: ago * 24 * hourMs });
  await clock.leap(hourMs);
  start();
  await clock.pass(minuteMs);
  const days = (await told(7001)).map((one) => (one.kind === "recap" ? one.day : null));
  assert.deepEqual(days, [today]);
});

test("each at their own time, and who turned it off not at all", async (context) => {
  const shop = await open(context, 17 * 60);
  const { clock, hours, start, told, recaps } = shop;
  await ordered(shop, budi, pulsa);
  await ordered(shop, jane, pulsa);
  await recaps.choose(7001, 18 * 60, clock.wallMs());
  await recaps.choose(operatorId, null, clock.wallMs());
  start();
  await hours(1.5);
  assert.deepEqual([(await told(7001)).length, (await told(7002)).length], [1, 0]);
  await hours(6);
  assert.deepEqual([(await told(7001)).length, (await told(7002)).length], [1, 1]);
  assert.deepEqual(await told(operatorId), []);
});

test("a time that is over already is not told that day; a later one than the told is not told again", async (context) => {
  const shop = await open(context, 20 * 60);
  const { clock, hours, start, told, recaps } = shop;
  await ordered(shop, budi, pulsa);
  await ordered(shop, jane, pulsa);
  await recaps.choose(7001, 19 * 60, clock.wallMs());
  await recaps.choose(7002, 20 * 60 + 10, clock.wallMs());
  start();
  await clock.pass(15 * minuteMs);
  assert.deepEqual([(await told(7001)).length, (await told(7002)).length], [0, 1]);
  await recaps.choose(7002, 21 * 60, clock.wallMs());
  await hours(1);
  assert.equal((await told(7002)).length, 1);
});

test("two processes and a lost reply tell it once; what a dying script left is owed as it was", async (context) => {
  const shop = await open(context, evening);
  const { recaps, owed, redis, keys, today } = shop;
  const due = { userId: 7001, day: today };
  const trouble = (id: string) => ({ kind: "reviews", id, count: 1 }) as const;
  const tell = async (of: DueRecap, id: string) =>
    (await recaps.tell([{ ...of, notice: trouble(id) }]))[0];
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, place) => tell(due, `${place}`)),
  );
  assert.equal(outcomes.filter((outcome) => outcome === "told").length, 1);
  assert.equal((await owed(7001)).length, 1);
  assert.equal(await tell({ ...due, day: today - 1 }, "before"), "again");
  const left = JSON.stringify([{ chat: "7002", notice: JSON.stringify(trouble("left")) }]);
  await redis.hset(keys.recapsOwed, "7002", `${today}\n${left}`);
  await redis.hset(keys.recapsTold, "7002", today);
  assert.deepEqual(
    (await recaps.due([7001, 7002], jakartaDayMs(today) + 22 * hourMs)).map(({ userId }) => userId),
    [7002],
  );
  assert.equal(await tell({ userId: 7002, day: today }, "other"), "told");
  assert.deepEqual(
    (await owed(7002)).map(({ id }) => id),
    ["left"],
  );
  assert.deepEqual(await recaps.due([7001, 7002], jakartaDayMs(today) + 22 * hourMs), []);
});

test("a look that failed is made good by the next one", async (context) => {
  const shop = await open(context, evening);
  const { clock, start, told, world } = shop;
  await ordered(shop, budi, pulsa);
  await clock.leap(hourMs);
  world.fails = 3;
  start();
  await clock.pass(minuteMs);
  assert.deepEqual(await told(7001), []);
  await clock.pass(2 * minuteMs);
  assert.equal((await told(7001)).length, 1);
});

test("a recap waits until its person's quiet hours are over", async (context) => {
  const shop = await open(context, evening);
  const { hours, start, told, redis, keys } = shop;
  await ordered(shop, budi, pulsa, { states: succeeds(5_000) });
  await redis.hset(keys.quiet, "7001", "21-8");
  start();
  await hours(2);
  assert.deepEqual([(await told(7001)).length, (await told(operatorId)).length], [0, 1]);
  await hours(8);
  assert.equal((await told(7001)).length, 0, "half past seven");
  await hours(1);
  assert.equal((await told(7001)).length, 1);
});
