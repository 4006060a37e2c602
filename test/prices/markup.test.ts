import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  atCost,
  levels,
  markupKey,
  maxRupiah,
  maxTenths,
  noRules,
  pricing,
  steps,
  type Level,
  type Markup,
  type Place,
  type Priced,
  type Rules,
} from "../../src/prices/markup.ts";
import { listPriceNames } from "../../src/catalogue/service.ts";

const pulsa: Priced = {
  line: "game",
  code: "TS5",
  category: { name: "Pulsa Telkomsel", slug: "pulsa-telkomsel" },
  costRupiah: 5_425,
  listPrices: { standar: 5_900, premium: 5_700, spesial: 5_500 },
};
const all: Place = { kind: "all" };
const category: Place = { kind: "category", line: "game", slug: "pulsa-telkomsel" };
const service: Place = { kind: "service", line: "game", code: "TS5" };
const plus = (rupiah: number): Markup => ({ kind: "rupiah", rupiah });

function rulesOf(step: Rules["step"], ...set: [Place, Level | null, Markup][]): Rules {
  return {
    step,
    markups: new Map(set.map(([place, level, markup]) => [markupKey(place, level), markup])),
  };
}

const markup: fc.Arbitrary<Markup> = fc.oneof(
  fc.nat({ max: maxRupiah }).map(plus),
  fc.nat({ max: maxTenths }).map((tenths): Markup => ({ kind: "percent", tenths })),
  fc.constantFrom(...listPriceNames).map((name): Markup => ({ kind: "list", name })),
);
const rules: fc.Arbitrary<Rules> = fc
  .tuple(
    fc.constantFrom(...steps),
    fc.array(
      fc.tuple(fc.constantFrom(all, category, service), fc.constantFrom(null, ...levels), markup),
    ),
  )
  .map(([step, set]) => rulesOf(step, ...set));
const level = fc.constantFrom(null, ...levels);
const amount = fc.integer({ min: 1, max: 1e12 });
const priced: fc.Arbitrary<Priced> = fc.record({
  line: fc.constant("game" as const),
  code: fc.constantFrom("TS5", "OTHER"),
  category: fc.constantFrom(pulsa.category, { name: "Lain", slug: "lain" }),
  costRupiah: amount,
  listPrices: fc.record(
    { standar: amount, premium: amount, spesial: amount },
    { requiredKeys: [] },
  ),
});

test("whatever the rules, a price is whole rupiah, a multiple of the step, and never below the cost", () => {
  fc.assert(
    fc.property(rules, level, priced, (rules, level, service) => {
      const price = pricing(rules, level)(service);
      assert.ok(Number.isSafeInteger(price));
      assert.ok(price >= service.costRupiah, `${price} is below ${service.costRupiah}`);
      assert.equal(price % rules.step, 0);
    }),
  );
});

test("what costs more is never cheaper", () => {
  fc.assert(
    fc.property(rules, level, priced, amount, (rules, level, service, more) => {
      const priceOf = pricing(rules, level);
      const dearer = { ...service, costRupiah: service.costRupiah + more };
      assert.ok(priceOf(dearer) >= priceOf(service));
    }),
  );
});

test("a percentage is exact: the least whole rupiah that is no less, however large the cost", () => {
  fc.assert(
    fc.property(amount, fc.nat({ max: maxTenths }), (costRupiah, tenths) => {
      const rules = rulesOf(1, [all, null, { kind: "percent", tenths }]);
      const added = pricing(rules, null)({ ...pulsa, costRupiah }) - costRupiah;
      const exact = BigInt(costRupiah) * BigInt(tenths);
      assert.ok(BigInt(added) * 1_000n >= exact && BigInt(added - 1) * 1_000n < exact);
    }),
  );
});

test("without rules everybody pays what it costs", () => {
  for (const level of [null, ...levels]) assert.equal(pricing(noRules, level), atCost);
  assert.equal(atCost(pulsa), 5_425);
});

test("each kind of rule, and rounding up", () => {
  for (const [markup, step, price] of [
    [plus(500), 1, 5_925],
    [plus(0), 1, 5_425],
    [{ kind: "percent", tenths: 25 }, 1, 5_561],
    [{ kind: "list", name: "standar" }, 1, 5_900],
    [{ kind: "list", name: "spesial" }, 1, 5_500],
    [plus(500), 500, 6_000],
    [plus(75), 500, 5_500],
    [plus(76), 500, 6_000],
    [{ kind: "list", name: "premium" }, 1_000, 6_000],
  ] as const)
    assert.equal(pricing(rulesOf(step, [all, null, markup]), null)(pulsa), price);
  assert.equal(pricing({ ...noRules, step: 100 }, null)(pulsa), 5_500);
});

test("a list price below the cost sells at the cost", () => {
  const rules = rulesOf(1, [all, null, { kind: "list", name: "standar" }]);
  assert.equal(pricing(rules, null)({ ...pulsa, costRupiah: 6_000 }), 6_000);
});

test("the nearest place counts first, and at one place the reseller's own level", () => {
  const nearestFirst: [Place, Level | null][] = [
    [service, 2],
    [service, null],
    [category, 2],
    [category, null],
    [all, 2],
    [all, null],
  ];
  for (const [index] of nearestFirst.entries()) {
    const left = nearestFirst
      .slice(index)
      .map(([place, level], further): [Place, Level | null, Markup] => [
        place,
        level,
        plus(1 + index + further),
      ]);
    const rules = rulesOf(1, ...left, [all, 3, plus(900)], [service, 3, plus(901)]);
    assert.equal(pricing(rules, 2)(pulsa), 5_425 + 1 + index, `from ${index}`);
  }
  const rules = rulesOf(1, [category, 2, plus(7)], [all, null, plus(3)], [service, 4, plus(9)]);
  const other = { ...pulsa, category: { name: "Lain", slug: "lain" } };
  assert.deepEqual(
    ([null, 2, 4, 5] as const).map((level) => pricing(rules, level)(pulsa) - 5_425),
    [3, 7, 9, 3],
  );
  assert.equal(pricing(rules, 2)(other), 5_428);
});

test("a rule by a list price passes over what has none: the next rule counts, and at last the cost", () => {
  const list: Markup = { kind: "list", name: "premium" };
  const bare = { ...pulsa, listPrices: { standar: 9_000 } };
  assert.equal(pricing(rulesOf(1, [all, null, list]), null)(bare), 5_425);
  const rules = rulesOf(1, [service, null, list], [all, null, plus(100)]);
  assert.equal(pricing(rules, null)(bare), 5_525);
  assert.equal(pricing(rules, null)(pulsa), 5_700);
});

test("a cost beyond what a number holds exactly with its markup stays a whole number", () => {
  const huge = { ...pulsa, costRupiah: Number.MAX_SAFE_INTEGER - 1 };
  const price = pricing(rulesOf(1_000, [all, null, { kind: "percent", tenths: 999 }]), null)(huge);
  assert.ok(Number.isSafeInteger(price) && price >= huge.costRupiah);
});
