import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createSnapshot, type CatalogueSnapshot } from "../../src/catalogue/snapshot.ts";
import type { Service } from "../../src/catalogue/service.ts";
import type { Role } from "../../src/people/access.ts";
import type { Watch } from "../../src/people/watches.ts";
import type { PriceOf } from "../../src/prices/markup.ts";
import { createServiceWatches } from "../../src/watch/service-watches.ts";
import { service } from "../bot/goods.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";

const minuteMs = 60_000;
const empty = service("A", [], { inStock: false });
const inStock = service("A", []);
/** Closed from 17:55 to 17:57 in Jakarta: the hand clock begins at 17:55:45. */
const nightly = service("A", [], {
  cutOff: { startMinute: 17 * 60 + 55, endMinute: 17 * 60 + 57 },
});

/** Who watches over the shop, on a clock turned by hand. */
async function open(context: TestContext, services: readonly Service[] | null) {
  const people = await openPeople(context);
  const { watches, redis, keys, owed, rung, log } = people;
  const clock = createHandClock(async () => {
    for (let answers = 0; answers < 12; answers += 1) await redis.ping();
  });
  let snapshot: CatalogueSnapshot | null = null;
  const sell = (on: readonly Service[] | null) =>
    void (snapshot = on === null ? null : createSnapshot(on, clock.wallMs()));
  sell(services);
  const roles = new Map<number, Role>();
  const shop = { priceOf: (({ costRupiah }) => costRupiah) as PriceOf, fails: 0, looks: 0 };
  const start = () => {
    const ending = new AbortController();
    const running = createServiceWatches({
      quiet: people.quiet,
      catalogue: { snapshot: () => snapshot },
      watches: {
        ...watches,
        all() {
          shop.looks += 1;
          if (shop.fails-- > 0) throw new Error("LOADING");
          return watches.all();
        },
      },
      access: { roleOf: async (userId) => roles.get(userId) ?? "reseller" },
      prices: { of: async () => shop.priceOf },
      bells: { owed: { ring: () => (rung.owed += 1), wait: clock.sleep } },
      clock,
      log,
    }).run({ signal: ending.signal });
    const stop = async () => {
      ending.abort();
      await running;
    };
    context.after(stop);
    return stop;
  };
  const wait = (userId: number, change: Partial<Watch> = {}) =>
    watches.add(userId, {
      wish: "open",
      serviceId: createSnapshot([inStock], 0).categories[0]?.services[0]?.id ?? "",
      name: "A",
      priceRupiah: 5_475,
      sinceMs: 1,
      ...change,
    });
  const told = async (userId: number) => (await owed(userId)).length;
  return { ...people, clock, sell, roles, shop, start, wait, told, keys };
}

test("an opening is told at the next look to everybody who waits for it, once", async (context) => {
  const { clock, sell, start, wait, told, rung, watches } = await open(context, [empty]);
  await wait(7001);
  await wait(7002);
  start();
  await clock.pass(5_000);
  assert.deepEqual([await told(7001), rung.owed], [0, 0]);
  sell([inStock]);
  await clock.pass(1_000);
  assert.deepEqual([await told(7001), await told(7002), rung.owed], [1, 1, 1]);
  sell([empty]);
  await clock.pass(1_000);
  sell([inStock]);
  await clock.pass(10 * minuteMs);
  assert.deepEqual([await told(7001), await told(7002)], [1, 1]);
  assert.deepEqual(await watches.of(7001), []);
});

test("a cut-off that ends is an opening, though the list is the same", async (context) => {
  const { clock, start, wait, told } = await open(context, [nightly]);
  await wait(7001);
  start();
  await clock.pass(74_000);
  assert.equal(await told(7001), 0);
  await clock.pass(2_000);
  assert.equal(await told(7001), 1);
});

test("what opened while nobody looked is told by the first look of the next term", async (context) => {
  const { clock, sell, start, wait, told } = await open(context, [empty]);
  await wait(7001);
  const stop = start();
  await clock.pass(1_000);
  await stop();
  sell([inStock]);
  start();
  await clock.pass(0);
  assert.equal(await told(7001), 1);
});

test("before there is a list nothing is told, and with the first one it is", async (context) => {
  const { clock, sell, start, wait, told } = await open(context, null);
  await wait(7001);
  start();
  await clock.pass(5_000);
  sell([inStock]);
  await clock.pass(1_000);
  assert.equal(await told(7001), 1);
});

test("who lost access is told nothing; back again, within five minutes", async (context) => {
  const { clock, sell, start, wait, told, roles } = await open(context, [empty]);
  roles.set(7001, "stranger");
  await wait(7001);
  await wait(7002);
  start();
  await clock.pass(1_000);
  sell([inStock]);
  await clock.pass(1_000);
  assert.deepEqual([await told(7001), await told(7002)], [0, 1]);
  roles.set(7001, "reseller");
  await clock.pass(5 * minuteMs);
  assert.equal(await told(7001), 1);
});

test("a price is told when it falls below what they saw, not when it rises or what is closed gets cheaper", async (context) => {
  const { clock, sell, start, wait, owed, watches } = await open(context, [inStock]);
  await wait(7001, { wish: "price" });
  start();
  await clock.pass(1_000);
  const costs = async (costRupiah: number, change: Partial<Service> = {}) => {
    sell([{ ...inStock, costRupiah, ...change }]);
    await clock.pass(1_000);
    return owed(7001);
  };
  assert.deepEqual(await costs(6_000), []);
  assert.deepEqual(await costs(5_475), []);
  assert.deepEqual(await costs(5_400, { inStock: false }), []);
  const [notice] = await costs(5_400);
  assert.deepEqual(notice, {
    kind: "watch",
    id: `watch:7001:price:${(await watches.of(7001))[0]?.serviceId}:1:5400`,
    wish: "price",
    serviceId: (await watches.of(7001))[0]?.serviceId,
    name: "Layanan A",
    priceRupiah: 5_400,
    beforeRupiah: 5_475,
  });
  assert.equal((await watches.of(7001))[0]?.priceRupiah, 5_400);
});

test("a price that an operator's rule lowers is found within five minutes", async (context) => {
  const { clock, start, wait, told, shop } = await open(context, [inStock]);
  await wait(7001, { wish: "price" });
  start();
  await clock.pass(1_000);
  shop.priceOf = () => 5_000;
  await clock.pass(5 * minuteMs);
  assert.equal(await told(7001), 1);
});

test("a look that failed is made good by the next one", async (context) => {
  const { clock, sell, start, wait, told, shop } = await open(context, [empty]);
  await wait(7001);
  start();
  await clock.pass(1_000);
  shop.fails = 2;
  sell([inStock]);
  await clock.pass(2_000);
  assert.equal(await told(7001), 0);
  await clock.pass(1_000);
  assert.equal(await told(7001), 1);
});

test("watches are read when something opened or got another cost, else every five minutes", async (context) => {
  const { clock, sell, start, shop } = await open(context, [inStock]);
  start();
  await clock.pass(4 * minuteMs);
  assert.equal(shop.looks, 1);
  sell([{ ...inStock, name: "B" }]);
  await clock.pass(1_000);
  sell([empty]);
  await clock.pass(1_000);
  assert.equal(shop.looks, 1);
  sell([inStock]);
  await clock.pass(1_000);
  assert.equal(shop.looks, 2);
  await clock.pass(minuteMs);
  assert.equal(shop.looks, 3);
});

test("a telling that a process began and did not end is ended", async (context) => {
  const { clock, start, wait, redis, keys, owed, all } = await withAll(context);
  await wait(7001);
  const [id] = await all();
  const notice = { kind: "watch", id: "begun" };
  await redis.hset(
    keys.serviceWatchesOwed,
    `7001 open ${id?.serviceId}`,
    `\n${JSON.stringify([{ chat: "7001", notice: JSON.stringify(notice) }])}`,
  );
  start();
  await clock.pass(0);
  assert.deepEqual(await owed(7001), [notice]);
  assert.deepEqual(await all(), []);
});

async function withAll(context: TestContext) {
  const shop = await open(context, [empty]);
  const all = async () => {
    const found = [];
    for await (const some of shop.watches.all()) found.push(...some);
    return found;
  };
  return { ...shop, all };
}

test("in quiet hours nobody is told, and after them within five minutes what is still so", async (context) => {
  const { clock, sell, start, wait, told, quiet } = await open(context, [empty]);
  const hour = Math.floor(clock.wallMs() / 3_600_000 + 7) % 24;
  await quiet.set(7001, { fromHour: hour, toHour: (hour + 2) % 24 });
  await wait(7001);
  await wait(7002);
  start();
  await clock.pass(1_000);
  sell([inStock]);
  await clock.pass(5_000);
  assert.deepEqual([await told(7001), await told(7002)], [0, 1]);
  await quiet.set(7001, null);
  await clock.pass(5 * 60_000 + 1_000);
  assert.equal(await told(7001), 1);
});
