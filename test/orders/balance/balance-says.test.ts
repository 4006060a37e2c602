import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { reason } from "../../../src/reason.ts";
import {
  balanceSays,
  bracketOf,
  type BalanceSays,
} from "../../../src/orders/balance/balance-says.ts";
import type { Reading } from "../../../src/orders/balance/reading.ts";
import type { Order, OrderState } from "../../../src/orders/state/order.ts";
import {
  failed,
  graceMs,
  hourMs,
  minuteMs,
  neverPlaced,
  orderOf,
  placed,
  placement,
  readingAt,
  refused,
  secondMs,
  succeeded,
  unknown,
} from "./accounts.ts";

const sentMs = 30 * minuteMs;
const lost = (more: Partial<Order> = {}) =>
  orderOf(
    unknown,
    [
      ["confirmed", sentMs - secondMs],
      ["sending", sentMs],
      ["unknown", sentMs + minuteMs],
    ],
    more,
  );

/** The balance falls from a million by `taken` around an order whose answer was lost. */
function says(taken: number, others: readonly Order[] = [], order = lost()): BalanceSays {
  const readings = [readingAt(0, 1_000_000), readingAt(hourMs, 1_000_000 - taken)];
  const bracket = bracketOf(order, readings, graceMs);
  assert.ok(bracket);
  return balanceSays(order, bracket, others, graceMs);
}

const at = (ms: number, more: Partial<Order> = {}, state: OrderState = succeeded) =>
  orderOf(
    state,
    [
      ["confirmed", ms],
      ["sending", ms],
      ["placed", ms + secondMs],
      [state.name, ms + minuteMs],
    ],
    more,
  );

test("it fell by the order's cost, or it did not", () => {
  assert.equal(says(5_000), "charged");
  assert.equal(says(0), "not-charged");
  assert.equal(says(4_999), "nothing");
  assert.equal(says(10_000), "nothing", "something else moved it");
  assert.equal(says(-100_000), "nothing", "a deposit");
  assert.equal(says(0, [], lost({ costRupiah: 0 })), "nothing");
});

test("what others took for sure is taken into account", () => {
  const other = at(20 * minuteMs);
  assert.equal(says(10_000, [other]), "charged");
  assert.equal(says(5_000, [other]), "not-charged");
  // Charged before the first reading: it has ended since, and nothing came back.
  assert.equal(says(5_000, [at(-20 * minuteMs)]), "charged");
  // Given back between the two: charged before, or between as well.
  const back = orderOf(failed, [
    ["sending", -20 * minuteMs],
    ["placed", -19 * minuteMs],
    ["failed", -18 * minuteMs],
  ]);
  assert.equal(says(0, [back]), "not-charged");
  const both = orderOf(failed, [
    ["sending", 5 * minuteMs],
    ["placed", 6 * minuteMs],
    ["failed", 8 * minuteMs],
  ]);
  assert.equal(says(0, [both]), "not-charged");
  assert.equal(says(5_000, [both]), "charged");
  const partly = at(
    20 * minuteMs,
    {},
    { ...succeeded, ...placement, voucher: "", name: "succeeded", chargedRupiah: 2_000 },
  );
  assert.equal(says(2_000, [partly]), "not-charged");
  assert.equal(says(7_000, [partly]), "charged");
  const dearer = at(
    20 * minuteMs,
    {},
    { ...placement, voucher: "", name: "succeeded", chargedRupiah: 5_700 },
  );
  assert.equal(says(5_700, [dearer]), "not-charged");
  const no = orderOf(refused, [
    ["sending", 5 * minuteMs],
    ["failed", 6 * minuteMs],
  ]);
  assert.equal(says(5_000, [no]), "charged");
});

test("what another order's charge could explain says nothing", () => {
  const same = lost();
  assert.equal(says(5_000, [same]), "nothing", "one of the two");
  assert.equal(says(10_000, [same]), "charged", "both");
  assert.equal(says(0, [same]), "not-charged", "neither");
  const dear = lost({ costRupiah: 7_000 });
  assert.equal(says(5_000, [dear]), "charged");
  assert.equal(says(7_000, [dear]), "not-charged");
  assert.equal(says(12_000, [dear]), "charged");
  // Decided never placed: it may be wrong.
  const decided = orderOf(neverPlaced, [
    ["sending", 20 * minuteMs],
    ["unknown", 21 * minuteMs],
    ["failed", 40 * minuteMs],
  ]);
  assert.equal(says(5_000, [decided]), "nothing");
});

test("a charge that was given back at that time hides another", () => {
  // Open: it may have been given back already.
  const open = orderOf(placed, [
    ["sending", -20 * minuteMs],
    ["placed", -19 * minuteMs],
  ]);
  assert.equal(says(0, [open]), "nothing");
  assert.equal(says(5_000, [open]), "charged");
  // Nobody knows when before its end it was given back.
  const late = orderOf(failed, [
    ["sending", -20 * minuteMs],
    ["placed", -19 * minuteMs],
    ["failed", 2 * hourMs],
  ]);
  assert.equal(says(0, [late]), "nothing");
  // An unanswered one of before may have been charged, refused and given back.
  const before = orderOf(unknown, [
    ["sending", -5 * minuteMs],
    ["unknown", -4 * minuteMs],
  ]);
  assert.equal(says(0, [before]), "nothing");
  const vanished = orderOf({ name: "review", why: reason("ref-vanished"), ref: placement.ref }, [
    ["sending", -20 * minuteMs],
    ["placed", -19 * minuteMs],
    ["review", 20 * minuteMs],
  ]);
  assert.equal(says(0, [vanished]), "nothing");
  // It may have been sent, and that be forgotten.
  const forgotten = orderOf(unknown, [
    ["confirmed", 0],
    ["unknown", 50 * minuteMs],
  ]);
  assert.equal(says(5_000, [forgotten]), "nothing");
  const withdrawn = orderOf({ name: "failed", failure: { reason: "withdrawn", why: "expired" } }, [
    ["confirmed", 0],
    ["failed", 5 * minuteMs],
  ]);
  assert.equal(says(5_000, [withdrawn]), "charged");
});

test("readings have to stand around all the time in which it can have been charged", () => {
  const has = (readings: readonly Reading[], order = lost()) =>
    bracketOf(order, readings, graceMs) !== null;
  const lastMs = sentMs + graceMs;
  assert.ok(has([readingAt(sentMs - secondMs, 1), readingAt(lastMs, 1)]));
  assert.ok(!has([readingAt(sentMs - secondMs + 1, 1), readingAt(lastMs, 1)]), "it ended too late");
  assert.ok(
    !has([readingAt(sentMs - secondMs, 1), readingAt(lastMs - 1, 1)]),
    "it began too early",
  );
  assert.ok(!has([readingAt(0, 1)]));
  assert.ok(!has([readingAt(hourMs, 1)]));
  assert.ok(
    !has([readingAt(0, 1, { open: null }), readingAt(hourMs, 1)]),
    "too many orders were open",
  );
  assert.ok(has([readingAt(0, 1), readingAt(hourMs, 1, { open: null })]));
  // Redis forgot something in between.
  assert.ok(!has([readingAt(0, 1, { identity: "there" }), readingAt(hourMs, 1)]));
  assert.ok(!has([readingAt(0, 1), readingAt(hourMs, 1, { identity: "there" })]));
  assert.ok(!has([readingAt(0, 1), readingAt(hourMs, 1)], lost({ identity: "there" })));
  const old = lost({ identity: null });
  assert.ok(has([readingAt(0, 1), readingAt(hourMs, 1)], old));
  assert.ok(!has([readingAt(0, 1), readingAt(hourMs, 1, { identity: "there" })], old));
  // The nearest ones, in whatever order they are kept; too far apart they say nothing.
  const bracket = bracketOf(
    lost(),
    [2, 0, 3, -1].map((hour) => readingAt(hour * hourMs, hour)),
    graceMs,
  );
  assert.deepEqual([bracket?.before.rupiah, bracket?.after.rupiah], [0, 2]);
  assert.ok(has([readingAt(0, 1), readingAt(6 * hourMs - secondMs, 1)]));
  assert.ok(!has([readingAt(0, 1), readingAt(6 * hourMs - secondMs + 1, 1)]));
  // Sent twice, the first time refused for now: it is the first that counts, and the last.
  const twice = orderOf(unknown, [
    ["confirmed", 0],
    ["sending", 10 * minuteMs],
    ["unknown", 11 * minuteMs],
    ["confirmed", 12 * minuteMs],
    ["sending", sentMs],
    ["unknown", sentMs + 1],
  ]);
  assert.ok(!has([readingAt(20 * minuteMs, 1), readingAt(hourMs, 1)], twice));
  assert.ok(has([readingAt(0, 1), readingAt(hourMs, 1)], twice));
  assert.ok(
    !has(
      [readingAt(0, 1), readingAt(hourMs, 1)],
      orderOf(unknown, [
        ["confirmed", 0],
        ["unknown", 1],
      ]),
    ),
  );
});

test("an order charged or not: whatever others do, the balance never says the opposite", () => {
  const anOther = fc.record({
    sentMs: fc.integer({ min: -40, max: 80 }).map((minutes) => minutes * minuteMs),
    cost: fc.constantFrom(1_000, 2_000, 3_000, 5_000, 7_000),
    charged: fc.boolean(),
    givenBack: fc.boolean(),
    chargeAfter: fc.integer({ min: 0, max: graceMs }),
    backAfter: fc.integer({ min: 0, max: 40 * minuteMs }),
    seenAfter: fc.integer({ min: 0, max: 40 * minuteMs }),
    answered: fc.boolean(),
  });
  const decided = { charged: 0, "not-charged": 0, nothing: 0, "not-yet": 0 };
  fc.assert(
    fc.property(
      fc.array(anOther, { maxLength: 5 }),
      fc.boolean(),
      fc.integer({ min: 0, max: graceMs }),
      fc.integer({ min: 0, max: secondMs }),
      (others, charged, chargeAfter, readAfter) => {
        const nowMs = 3 * hourMs;
        const moves: [atMs: number, rupiah: number][] = [];
        const orders = others.map((other) => {
          const { sentMs, cost } = other;
          const chargedMs = sentMs + other.chargeAfter;
          const backMs = chargedMs + other.backAfter;
          const seenMs = (other.givenBack ? backMs : chargedMs) + other.seenAfter;
          if (other.charged) moves.push([chargedMs, cost]);
          if (other.charged && other.givenBack) moves.push([backMs, -cost]);
          const steps: [Order["state"]["name"], number][] = [
            ["confirmed", sentMs],
            ["sending", sentMs],
          ];
          if (!other.answered || !other.charged) {
            const state = other.answered ? refused : unknown;
            return orderOf(state, [...steps, [state.name, seenMs]], { costRupiah: cost });
          }
          const placedMs = chargedMs + Math.floor(other.backAfter / 2);
          if (seenMs > nowMs)
            return orderOf(placed, [...steps, ["placed", placedMs]], { costRupiah: cost });
          const state = other.givenBack ? failed : succeeded;
          return orderOf(
            state,
            [...steps, ["placed", placedMs], [state.name, Math.max(placedMs, seenMs)]],
            { costRupiah: cost },
          );
        });
        if (charged) moves.push([sentMs + chargeAfter, 5_000]);
        const balanceAt = (ms: number) =>
          1_000_000 -
          moves.filter(([atMs]) => atMs <= ms).reduce((sum, [, rupiah]) => sum + rupiah, 0);
        const read = (ms: number) => readingAt(ms, balanceAt(ms + readAfter));
        const order = lost();
        const bracket = bracketOf(order, [read(0), read(hourMs)], graceMs);
        assert.ok(bracket);
        const said = balanceSays(order, bracket, orders, graceMs);
        decided[said] += 1;
        assert.notEqual(said, charged ? "not-charged" : "charged");
      },
    ),
    { numRuns: 2_000, seed: 7 },
  );
  // And it is not silent.
  assert.ok(decided.charged > 300 && decided["not-charged"] > 300, JSON.stringify(decided));
});
