import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createBooks } from "../../src/books/books.ts";
import { jakartaDay } from "../../src/jakarta.ts";
import type { Order } from "../../src/orders/state/order.ts";
import { standings, type Standing, type Tally } from "../../src/orders/state/tally.ts";
import { createOrdersByPeriod, type Whose } from "../../src/orders/store/by-period.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createStatistics } from "../../src/orders/store/statistics.ts";
import { monthOf, type Period } from "../../src/period.ts";
import { ordersFile } from "../../src/screens/orders/orders-file.ts";
import { resellerDay } from "../../src/watch/reseller-day.ts";
import { shopDay } from "../../src/watch/shop-day.ts";
import { readSpreadsheet } from "../spreadsheet.ts";
import { cancelled, dayMs, fails, ordered, succeeds } from "./ordered.ts";
import { phone, service } from "./goods.ts";
import { openShop } from "./shop.ts";

/** What a history is made of, and what the naive recount knows of each order. */
const wish = fc.record({
  who: fc.constantFrom(7001, 7002),
  rupiah: fc.integer({ min: 1, max: 999_999 }),
  chargedRupiah: fc.integer({ min: 1, max: 999_999 }),
  ends: fc.constantFrom("succeeded", "failed", "cancelled", "open"),
  ago: fc.integer({ min: 0, max: 40 }),
});
type Made =
  typeof wish extends fc.Arbitrary<infer Wish> ? Wish & { order: Order; day: number } : never;

const statesOf = ({ ends, chargedRupiah }: Pick<Made, "ends" | "chargedRupiah">) =>
  ({ succeeded: succeeds(chargedRupiah), failed: fails, cancelled, open: [] })[ends];

const standingOf = ({ ends }: Made) => (ends === "cancelled" ? "failed" : ends);
const sum = (some: readonly Made[], of: (one: Made) => number) =>
  some.reduce((total, one) => total + of(one), 0);

/** The recount: one look at each order, no index. */
function recount(all: readonly Made[]): Tally {
  const of = (standing: Standing) => all.filter((one) => standingOf(one) === standing);
  const sumOf = (some: readonly Made[]) => ({
    count: some.length,
    rupiah: sum(some, ({ rupiah }) => rupiah),
  });
  return {
    succeeded: sumOf(of("succeeded")),
    open: sumOf(of("open")),
    failed: sumOf(of("failed")),
    costRupiah: sum(of("succeeded"), ({ chargedRupiah }) => chargedRupiah),
  };
}

test("pages, recaps, files, books and /stats say what a naive recount of any history says", async (context) => {
  const shop = await openShop(context, []);
  const { redis, keys } = shop;
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const byPeriod = createOrdersByPeriod({ redis, keys });
  const statistics = createStatistics({ redis: orderRedis, keys });
  const books = createBooks({ redis: orderRedis, keys });
  const made: Made[] = [];

  async function pagesOf(whose: Whose, period: Period, standing: Standing) {
    const ids: string[] = [];
    for (let page = 0; ; page += 1) {
      const found = await byPeriod.page(whose, period, { page, size: 3, standing });
      ids.push(...found.items.map(({ id }) => id));
      if (page + 1 >= found.pages) return { ids, found };
    }
  }

  async function filesOf(whose: Whose, period: Period) {
    const forOperator = whose === null;
    async function* read() {
      for await (const orders of byPeriod.all(whose, period))
        yield { orders, names: forOperator ? new Map<number, string>() : null };
    }
    const how = { language: "en", forOperator } as const;
    const csv = await ordersFile(read(), { format: "csv", ...how });
    const xlsx = await ordersFile(read(), { format: "xlsx", ...how });
    const lines = csv.file.toString("utf8").trimEnd().split("\n");
    return { lines: lines.slice(1), rows: readSpreadsheet(xlsx.file).slice(1), count: csv.count };
  }

  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 8 }), async (wishes) => {
      for (const one of wishes) {
        const what = service("TS5", [phone], { costRupiah: one.rupiah });
        const agoMs = one.ago * dayMs;
        const order = await ordered(shop, { id: one.who }, what, { agoMs, states: statesOf(one) });
        made.push({ ...one, order, day: jakartaDay(order.confirmedAtMs - agoMs) });
      }
      const [{ day, who } = { day: 0, who: 0 }] = made.slice(-1);
      for (const whose of [null, who])
        for (const period of [
          { kind: "day", day },
          { kind: "month", month: monthOf(day) },
        ] as const) {
          const all = made.filter(
            (one) =>
              (whose === null || one.who === whose) &&
              (period.kind === "day" ? one.day === day : monthOf(one.day) === period.month),
          );
          const tally = recount(all);
          assert.deepEqual(await byPeriod.tally(whose, period), tally);
          const recapped = await resellerDay(
            byPeriod.all(whose, period),
            { pricing: { kind: "rupiah", rupiah: 300 } },
            async () => null,
          );
          const { succeeded } = tally;
          const profitRupiah = 300 * succeeded.count;
          const sold = { ...succeeded, rupiah: succeeded.rupiah + profitRupiah, profitRupiah };
          assert.deepEqual(recapped, { tally, sold });
          for (const standing of standings) {
            const { ids, found } = await pagesOf(whose, period, standing);
            assert.deepEqual(found.tally, tally);
            const wanted = all.filter((one) => standing === "all" || standingOf(one) === standing);
            assert.equal(found.total, wanted.length);
            assert.deepEqual(new Set(ids), new Set(wanted.map(({ order }) => order.id)));
            assert.equal(ids.length, wanted.length);
          }
          const { lines, rows, count } = await filesOf(whose, period);
          assert.deepEqual(
            [lines.length, rows.length, count],
            [all.length, all.length, all.length],
          );
          const prices = (state: string) =>
            rows.filter((row) => row[8] === state).map((row) => Number(row[7]));
          const added = (some: readonly number[]) => some.reduce((total, one) => total + one, 0);
          assert.equal(added(prices("succeeded")), tally.succeeded.rupiah);
          assert.equal(added(prices("not finished")), tally.open.rupiah);
          assert.equal(added([...prices("failed"), ...prices("not sent")]), tally.failed.rupiah);
          if (whose === null) {
            assert.equal(added(rows.map((row) => Number(row[13]))), tally.costRupiah);
            const profit = tally.succeeded.rupiah - tally.costRupiah;
            assert.equal(added(rows.map((row) => Number(row[14]))), profit);
            const recap = await shopDay(byPeriod.all(null, period), 5);
            assert.deepEqual(recap.tally, tally);
            const judged = all.filter(({ ends }) => ends === "succeeded" || ends === "failed");
            const [category] = recap.categories;
            assert.equal((category?.succeeded ?? 0) + (category?.failed ?? 0), judged.length);
          }
        }
      const everything = recount(made);
      const stats = await statistics.of(2, Date.now(), 5);
      assert.deepEqual(
        [stats.confirmed, stats.succeeded, stats.failed + stats.withdrawn, stats.rupiah],
        [
          made.length,
          everything.succeeded.count,
          everything.failed.count,
          everything.succeeded.rupiah,
        ],
      );
      assert.equal(stats.profit?.rupiah ?? 0, everything.succeeded.rupiah - everything.costRupiah);
      const audit = await books.audit();
      assert.deepEqual(
        [audit.salesRupiah, audit.costRupiah, audit.faults],
        [everything.succeeded.rupiah, everything.costRupiah, []],
      );
      const held = [...audit.pending.values()].reduce((total, { rupiah }) => total + rupiah, 0);
      assert.equal(held, everything.open.rupiah);
    }),
    { numRuns: 12 },
  );
});
