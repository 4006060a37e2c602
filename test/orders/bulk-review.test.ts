import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createLog } from "../../src/log.ts";
import { createBulkReview, type BulkOutcome } from "../../src/orders/reconciling/bulk-review.ts";
import { until } from "../story/until.ts";
import { reason } from "../../src/reason.ts";
import { orderOf } from "./balance/accounts.ts";
import { openCounter, operatorId } from "./counter.ts";

const numbers = ["081200000001", "081200000002", "081200000003", "081200000004"];
const none: BulkOutcome = { decided: 0, moved: 0, fits: 0, unclear: 0 };

/** Orders that got no answer and that no page shows, all in review for that. */
async function openNoneFit(context: TestContext) {
  const counter = await openCounter(context);
  counter.startEngine();
  // What pages show and when, a first order teaches.
  const first = await counter.order("P5", "081100000000");
  await counter.until(first.id, "succeeded");
  counter.osimesa.faults.on({ kind: "dropped" }, { types: ["order"], count: numbers.length });
  const orders = [];
  for (const number of numbers) orders.push(await counter.order("P5", number));
  for (const { id } of orders) {
    const { state } = await counter.until(id, "review", "failed", "placed");
    assert.ok(state.name === "review" && state.why.code === "none-fits", JSON.stringify(state));
  }
  const shown = await counter.bulkReview.askable("none-fits");
  assert.deepEqual(
    shown.map(({ id }) => id),
    orders.map(({ id }) => id),
  );
  return { ...counter, shown };
}

test("of what two operators were asked together each order is decided once, but for what was decided before or may have a transaction by now", async (context) => {
  const { bulkReview, reviews, osimesa, order, find, owed, orderRequests, shown, ...counter } =
    await openNoneFit(context);
  assert.equal((await bulkReview.counts()).get("none-fits"), 4);
  assert.deepEqual(await bulkReview.askable("none-fits-watched"), []);
  const [alone, late, ...rest] = shown;
  assert.ok(alone && late && rest.length === 2);
  assert.equal((await reviews.neverPlaced(alone.id, operatorId)).kind, "decided");
  osimesa.outsideOrder("P5", numbers[1] ?? "");
  // The page that shows it is read while another order is open.
  const another = await order("P5", "081100000001");
  await until(async () => (await reviews.open(late.id))?.nothingFits === false);
  assert.deepEqual(
    (await bulkReview.askable("none-fits")).map(({ id }) => id),
    rest.map(({ id }) => id),
  );

  const both = await Promise.all([
    bulkReview.neverPlaced("none-fits", shown, 9001),
    bulkReview.neverPlaced("none-fits", shown, 9002),
  ]);
  assert.equal(both[0].decided + both[1].decided, 2, JSON.stringify(both));
  for (const { decided, moved, fits, unclear } of both)
    assert.deepEqual([decided + moved, fits, unclear], [3, 1, 0]);
  assert.deepEqual(await bulkReview.neverPlaced("none-fits", shown, 9001), {
    ...none,
    moved: 3,
    fits: 1,
  });
  for (const { id } of rest) {
    const decided = await find(id);
    assert.deepEqual(decided?.state, { name: "failed", failure: { reason: "never-placed" } });
    const ends = decided?.timeline.filter(({ to }) => to === "failed") ?? [];
    assert.deepEqual(
      ends.map(({ why }) => why?.code),
      ["never-placed-by-operator"],
    );
    const told = (await owed(7001)).filter(
      (notice) => notice.kind === "result" && notice.orderId === id,
    );
    assert.equal(told.length, 1);
  }
  assert.equal((await find(late.id))?.state.name, "review");
  // That page came before it was sent, maybe.
  await counter.until(another.id, "succeeded");
  assert.equal(orderRequests(), 6);
});

test("an order that stands otherwise than it was shown is left alone, and one that fails stops no other", async (context) => {
  const { reviews, shown, find } = await openNoneFit(context);
  const [one, two, three, four] = shown;
  assert.ok(one && two && three && four);
  const log = createLog({ level: "silent", secrets: [] });
  const neverPlaced: typeof reviews.neverPlaced = async (id, ...rest) => {
    if (id === two.id) throw new Error("no reply");
    return reviews.neverPlaced(id, ...rest);
  };
  const bulk = createBulkReview({ ...reviews, neverPlaced }, log);
  const asked = [{ id: one.id, version: one.version - 1 }, two, three];
  assert.deepEqual(await bulk.neverPlaced("none-fits-watched", asked, 9001), { ...none, moved: 3 });
  assert.deepEqual(await bulk.neverPlaced("none-fits", asked, 9001), {
    ...none,
    decided: 1,
    moved: 1,
    unclear: 1,
  });
  for (const [order, name] of [
    [one, "review"],
    [two, "review"],
    [three, "failed"],
    // Nobody was asked about it.
    [four, "review"],
  ] as const)
    assert.equal((await find(order.id))?.state.name, name);
});

test("of a thousand in review the two hundred oldest are counted, and fifty of them asked about at once", async () => {
  const log = createLog({ level: "silent", secrets: [] });
  const inReview = Array.from({ length: 1_000 }, () =>
    orderOf({ name: "review", why: reason("none-fits") }, []),
  );
  const opened: string[] = [];
  const bulk = createBulkReview(
    {
      list: async (limit) => inReview.slice(0, limit),
      async open(id) {
        opened.push(id);
        const order = inReview.find((one) => one.id === id);
        return order === undefined ? null : { order, candidates: [], nothingFits: true };
      },
      neverPlaced: async () => ({ kind: "not-found" }),
    },
    log,
  );
  assert.equal((await bulk.counts()).get("none-fits"), 200);
  assert.deepEqual(await bulk.askable("none-fits"), inReview.slice(0, 50));
  assert.equal(opened.length, 50, "no more are looked at than are asked about");
});
