import assert from "node:assert/strict";
import { test } from "node:test";
import { openSlowCounter, pulsa, secondMs } from "./slow-time.ts";
import { createSnapshot, type CatalogueSnapshot } from "../../src/catalogue/snapshot.ts";
import { atCost, noRules, pricing } from "../../src/prices/markup.ts";
import { createRecheck } from "../../src/orders/placing/recheck.ts";

test("a cost that rose between card and sending takes the order back; one that fell lets it go for the price confirmed", async () => {
  for (const [costRupiah, ends] of [
    [pulsa.costRupiah, "placed"],
    [pulsa.costRupiah + 1, "price"],
    [pulsa.costRupiah - 1, "placed"],
  ] as const) {
    const counter = openSlowCounter({
      recheck: createRecheck({
        snapshot: () => createSnapshot([{ ...pulsa, costRupiah }], 0),
        mayOrder: async () => true,
        priceFor: async () => atCost,
      }),
    });
    counter.startEngine();
    const order = await counter.order("081200000001");
    await counter.passes(5 * secondMs);
    const { state } = await counter.find(order.id);
    if (ends === "placed") {
      assert.equal(state.name, "placed");
      assert.equal((await counter.find(order.id)).priceRupiah, pulsa.costRupiah);
    } else
      assert.deepEqual(state, { name: "failed", failure: { reason: "withdrawn", why: "price" } });
    assert.equal(counter.sent.length, ends === "placed" ? 1 : 0);
  }
});

test("a cost that rose takes an order back only where its rule now asks more than was confirmed", async () => {
  const thousands = pricing({ ...noRules, step: 1_000 }, null);
  const confirmedFor = thousands(pulsa);
  for (const [costRupiah, priceOf, ends] of [
    // Still rounded up to what was confirmed.
    [confirmedFor, thousands, "placed"],
    [confirmedFor + 1, thousands, "price"],
    // The rule was changed meanwhile, and asks less; or more, of what costs the same or less.
    [confirmedFor - 1, atCost, "placed"],
    [confirmedFor + 1, atCost, "price"],
    [pulsa.costRupiah, () => 9_999, "placed"],
    [pulsa.costRupiah - 1, () => 9_999, "placed"],
    [pulsa.costRupiah + 1, () => 9_999, "price"],
  ] as const) {
    const listed = createSnapshot([pulsa], 0);
    const counter = openSlowCounter({
      selling: { snapshot: () => listed, priceFor: async () => thousands },
      recheck: createRecheck({
        snapshot: () => createSnapshot([{ ...pulsa, costRupiah }], 0),
        mayOrder: async () => true,
        priceFor: async () => priceOf,
      }),
    });
    counter.startEngine();
    const order = await counter.order("081200000001");
    assert.equal(order.priceRupiah, confirmedFor);
    await counter.passes(5 * secondMs);
    const { state, priceRupiah } = await counter.find(order.id);
    assert.equal(state.name === "failed" ? "price" : state.name, ends, `cost ${costRupiah}`);
    assert.equal(priceRupiah, confirmedFor);
    assert.equal(counter.sent.length, ends === "placed" ? 1 : 0);
  }
});

test("where there is no list yet an order waits for it, and is not taken back", async () => {
  let listed: CatalogueSnapshot | null = null;
  const counter = openSlowCounter({
    settings: { confirmedTtlMs: 60 * secondMs },
    recheck: createRecheck({
      snapshot: () => listed,
      mayOrder: async () => true,
      priceFor: async () => atCost,
    }),
  });
  counter.startEngine();
  const order = await counter.order("081200000001");
  await counter.passes(30 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "confirmed");
  listed = createSnapshot([pulsa], 0);
  await counter.passes(5 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "placed");
  assert.equal(counter.sent.length, 1);

  listed = null;
  const late = await counter.order("081200000002");
  await counter.passes(61 * secondMs);
  assert.deepEqual((await counter.find(late.id)).state, {
    name: "failed",
    failure: { reason: "withdrawn", why: "expired" },
  });
  assert.equal(counter.sent.length, 1);
});
