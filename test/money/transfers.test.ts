import assert from "node:assert/strict";
import { test } from "node:test";
import { orderIdSchema } from "../../src/orders/state/order.ts";
import { openMoney } from "./counter.ts";

const byHand = { id: "q1", rupiah: 25_000, operatorId: 9001, why: "titip\ttunai" };

test("64 presses of one question move the money once; another move under its name is refused", async (context) => {
  const { transfers, purses, rung, owed, audit } = await openMoney(context);
  const presses = Array.from({ length: 64 }, () =>
    transfers.correct({ ...byHand, resellerId: 7001 }),
  );
  const outcomes = await Promise.all(presses);
  assert.deepEqual(outcomes.toSorted().slice(-2), ["again", "done"]);
  assert.equal(outcomes.filter((outcome) => outcome === "done").length, 1);
  assert.equal(await transfers.correct({ ...byHand, resellerId: 7001, rupiah: 1 }), "differs");
  assert.equal(rung.owed, 1);
  assert.equal((await purses.read(7001)).balanceRupiah, 25_000);
  const [notice, ...more] = await owed(7001);
  assert.deepEqual(more, []);
  assert.ok(notice?.kind === "purse");
  assert.deepEqual([notice.rupiah, notice.transfer], [25_000, "correction"]);
  const { faults, sumRupiah, purses: sums } = await audit();
  assert.deepEqual([faults, sumRupiah, sums], [[], 0, { haveRupiah: 25_000, oweRupiah: 0 }]);
});

test("a statement has a line for each, in their order, by day; a month's bill adds them up", async (context) => {
  const { transfers, statements, redis, keys } = await openMoney(context);
  for (let number = 1; number <= 30; number += 1)
    await transfers.correct({
      ...byHand,
      id: `q${number}`,
      rupiah: number * 1_000,
      resellerId: 7001,
    });
  await transfers.transfer({ ...byHand, id: "t", rupiah: 5_000, fromId: 7001, toId: 7002 });
  const latest = await statements.latest(7001, 2);
  assert.deepEqual(
    latest.map(({ kind, rupiah, balanceRupiah, why }) => [kind, rupiah, balanceRupiah, why]),
    [
      ["transfer", -5_000, 460_000, "titip tunai"],
      ["correction", 30_000, 465_000, "titip tunai"],
    ],
  );
  const today = await statements.day(7001, 0);
  assert.deepEqual([today.count, today.lines.length, today.pages], [31, 25, 1]);
  assert.equal(today.lines[0]?.rupiah, -5_000);
  const all: number[] = [];
  for await (const { balanceRupiah } of statements.all(7001)) all.push(balanceRupiah);
  assert.deepEqual([all.length, all[0], all.at(-1)], [31, 1_000, 460_000]);
  // The first ten lines were of the day before.
  const day = today.day ?? 0;
  await redis.zadd(keys.booksDays("purse:7001"), 1, String(day - 1), 11, String(day));
  const second = await statements.day(7001, 0);
  assert.deepEqual([second.day, second.count, second.pages], [day, 21, 2]);
  const first = await statements.day(7001, 9);
  assert.deepEqual(
    [first.day, first.page, first.count, first.lines[0]?.rupiah],
    [day - 1, 1, 10, 10_000],
  );
  const bill = await statements.period(7001, { fromDay: day, toDay: day + 1 });
  assert.deepEqual(bill, {
    beforeRupiah: 0,
    afterRupiah: 460_000,
    orders: { count: 0, rupiah: 0 },
    deposits: { count: 0, rupiah: 0 },
    others: { count: 31, rupiah: 460_000 },
  });
  const next = await statements.period(7001, { fromDay: day + 1, toDay: day + 2 });
  assert.deepEqual([next.beforeRupiah, next.afterRupiah, next.others.count], [460_000, 460_000, 0]);
  assert.deepEqual((await statements.day(7009, 0)).lines, []);
});

test("a refund is made once, whichever operator presses, and takes the cost back with it", async (context) => {
  const { transfers, purses, audit, owed } = await openMoney(context);
  const order = {
    id: orderIdSchema.parse("K7QXM2PA4Z"),
    resellerId: 7001,
    priceRupiah: 6_500,
    chargedRupiah: 5_925,
  };
  assert.equal(await transfers.refund(order, 9001), "done");
  assert.equal(await transfers.refund(order, 9002), "again");
  assert.equal((await purses.read(7001)).balanceRupiah, 6_500);
  const { salesRupiah, costRupiah, faults } = await audit();
  assert.deepEqual([salesRupiah, costRupiah, faults], [-6_500, -5_925, []]);
  assert.equal((await owed(7001)).length, 1);
});
