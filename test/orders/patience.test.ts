import assert from "node:assert/strict";
import { test } from "node:test";
import { createSnapshot } from "../../src/catalogue/snapshot.ts";
import { atCost, noRules, pricing } from "../../src/prices/markup.ts";
import { createRecheck } from "../../src/orders/placing/recheck.ts";
import type { OrderAnswer, PageAnswer } from "../../src/osimesa/answers.ts";
import { reason } from "../../src/reason.ts";
import {
  hourMs,
  minuteMs,
  openSlowCounter,
  operatorId,
  pulsa,
  secondMs,
  type SlowCounter,
} from "./slow-time.ts";

const lost: OrderAnswer = { kind: "unclear", why: reason("timeout") };
const down: PageAnswer = { kind: "trouble", cause: "unreachable", why: reason("busy") };

/** A counter whose pages prove something, and where what no page shows is said to be never placed. */
function openProvingCounter(): SlowCounter {
  const counter = openSlowCounter({ settings: { unmatchedPolicy: "fail" } });
  counter.transaction("081900000000", { statusWord: "success" });
  counter.startEngine();
  return counter;
}

/** An order whose answer is lost; `clockMs`: how far the upstream's clock is ahead, `lateMs`: carried out so much later. */
async function unanswered(
  counter: SlowCounter,
  destination: string,
  { clockMs = 0, lateMs = 0 }: { clockMs?: number; lateMs?: number },
) {
  counter.answers(async () => {
    void counter.after(lateMs).then(() =>
      counter.transaction(destination, {
        createdAtS: Math.floor((counter.nowMs() + clockMs) / 1_000),
        statusWord: "success",
      }),
    );
    return lost;
  });
  const order = await counter.order(destination);
  await counter.passes(lateMs + 5 * minuteMs);
  return (await counter.find(order.id)).state;
}

test("an upstream whose clock is nearly two minutes slow, or fast, is still matched", async () => {
  for (const clockMs of [-110_000, 110_000]) {
    const state = await unanswered(openProvingCounter(), "081200000001", { clockMs });
    assert.equal(state.name, "succeeded", `${clockMs} ms: ${JSON.stringify(state)}`);
  }
});

test("a transaction of ten minutes before is not an order's own", async () => {
  const state = await unanswered(openProvingCounter(), "081200000001", { clockMs: -10 * minuteMs });
  assert.notEqual(state.name, "succeeded");
});

test("a page asked for just before the grace ends proves nothing, however late it comes", async () => {
  const counter = openProvingCounter();
  counter.answers(() => lost);
  const order = await counter.order("081200000001");
  await counter.passes(secondMs);
  const sentAtMs = (await counter.find(order.id)).sentAtMs ?? 0;
  counter.shows(async () => {
    const rows = counter.rows.slice();
    const ageMs = counter.nowMs() - sentAtMs;
    if (ageMs > 115_200 && ageMs < 120_000) await counter.after(6 * secondMs);
    return { kind: "page", transactions: rows, malformed: 0 };
  });
  void counter
    .after(sentAtMs + 119_900 - counter.nowMs())
    .then(() => counter.transaction("081200000001", { statusWord: "success" }));
  await counter.passes(5 * minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "succeeded");
});

test("an order that was matched does not teach the rule that matched it", async () => {
  const counter = openProvingCounter();
  const first = await unanswered(counter, "081200000001", { lateMs: 100_000 });
  assert.equal(first.name, "succeeded");
  // Had it taught a clock that is 100 s ahead, one that is 50 s slow would no longer be matched.
  const second = await unanswered(counter, "081200000002", { clockMs: -50_000 });
  assert.equal(second.name, "succeeded");
});

test("an order whose answer came teaches how far the upstream's clock is off", async () => {
  for (const clockMs of [-10 * minuteMs, 10 * minuteMs]) {
    const counter = openProvingCounter();
    counter.answers((order) => {
      const answer = counter.placed(order);
      const row = counter.rows[0];
      if (row) Object.assign(row, { createdAtS: Math.floor((counter.nowMs() + clockMs) / 1_000) });
      return answer;
    });
    await counter.order("081200000001");
    await counter.passes(minuteMs);
    const state = await unanswered(counter, "081200000002", { clockMs });
    assert.equal(state.name, "succeeded", `${clockMs} ms`);
  }
});

/** A placed order that newer ones have pushed off the page. */
async function offThePage() {
  const counter = openSlowCounter();
  const running = counter.startEngine();
  const order = await counter.order("081200000001");
  await counter.passes(secondMs);
  const own = counter.rows[0];
  assert.ok(own);
  for (let age = 0; age < 20; age += 1)
    counter.transaction(`0819000000${age}`, { statusWord: "success" });
  return { counter, order, own, running };
}
const nothing: PageAnswer = { kind: "page", transactions: [], malformed: 0 };

test("a ref that the upstream says three times it does not know has vanished, and not before", async () => {
  const { counter, order } = await offThePage();
  await counter.passes(3 * minuteMs);
  const askedBefore = counter.lookedUp.length;
  counter.looksUp(() => nothing);
  for (let passed = 0; passed < 100 && counter.lookedUp.length < askedBefore + 2; passed += 1)
    await counter.passes(secondMs);
  await counter.passes(secondMs);
  assert.equal((await counter.find(order.id)).state.name, "placed", "twice may be bad luck");
  await counter.passes(minuteMs);
  const { state } = await counter.find(order.id);
  assert.ok(state.name === "review" && state.why.code === "ref-vanished");
  assert.equal(state.ref, "R1", "its ref stays its own");
});

test("a vanished ref that turns up again after an operator called its order never placed raises an alarm", async () => {
  const { counter, order, own } = await offThePage();
  await counter.passes(3 * minuteMs);
  counter.looksUp(() => nothing);
  await counter.passes(5 * minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "review");
  assert.equal((await counter.neverPlaced(order.id)).kind, "decided");
  const corrections = async () =>
    (await counter.owed(operatorId)).filter(
      (notice) => notice.kind === "alarm" && notice.alarm === "correction",
    );
  await counter.passes(5 * minuteMs);
  assert.equal((await corrections()).length, 0);
  // It still waits there: the reseller was told that nothing came of it, and it may yet be delivered.
  counter.shows(() => ({ kind: "page", transactions: [own], malformed: 0 }));
  await counter.passes(5 * minuteMs);
  assert.equal((await corrections()).length, 1);
  assert.equal((await counter.find(order.id)).state.name, "failed", "what is final stays as it is");
});

test("a ref that is shown again in between has not vanished", async () => {
  const { counter, order, own } = await offThePage();
  await counter.passes(3 * minuteMs);
  let asked = 0;
  counter.looksUp(() => {
    asked += 1;
    return asked % 3 === 0 ? { kind: "page", transactions: [own], malformed: 0 } : nothing;
  });
  await counter.passes(5 * minuteMs);
  assert.ok(asked >= 9, String(asked));
  assert.equal((await counter.find(order.id)).state.name, "placed");
});

test("an outage says nothing of a ref, however long it lasts", async () => {
  const { counter, order } = await offThePage();
  await counter.passes(3 * minuteMs);
  counter.looksUp(() => down);
  await counter.passes(10 * minuteMs);
  assert.ok(counter.lookedUp.length >= 10);
  assert.equal((await counter.find(order.id)).state.name, "placed");
});

test("an answer that cannot be read says nothing of a ref, until its order should have been final long ago", async () => {
  const { counter, order, running } = await offThePage();
  await counter.passes(3 * minuteMs);
  counter.looksUp(() => ({ kind: "page", transactions: [], malformed: 1 }));
  await counter.passes(10 * minuteMs);
  assert.ok(counter.lookedUp.length >= 10);
  assert.equal((await counter.find(order.id)).state.name, "placed");
  running.stop();
  await counter.passes(72 * hourMs);
  counter.startEngine();
  await counter.passes(5 * minuteMs);
  const { state } = await counter.find(order.id);
  assert.ok(state.name === "review" && state.why.code === "not-final", JSON.stringify(state));
});

test("an upstream that is away is asked for its page at the usual pace, however many orders wait for it", async () => {
  const counter = openSlowCounter();
  let asked = 0;
  let away = true;
  counter.shows(() => {
    asked += 1;
    return away ? down : { kind: "page", transactions: [], malformed: 0 };
  });
  counter.startEngine();
  for (const destination of ["081200000001", "081200000002"]) await counter.order(destination);
  await counter.passes(minuteMs);
  assert.ok(asked >= 20 && asked <= 35, `asked ${asked} times in a minute`);
  away = false;
  await counter.passes(3 * secondMs);
  assert.equal(counter.sent.length, 2, "both leave once it is back");
});

test("a ref is not taken for vanished while its order is young", async () => {
  const { counter, order } = await offThePage();
  counter.looksUp(() => nothing);
  await counter.passes(100 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "placed");
});

test("an order that is not final goes to an operator after three days, on the page or off it, once", async () => {
  for (const onPage of [false, true]) {
    const { counter, order, running } = await offThePage();
    if (onPage) counter.rows.splice(0, 20);
    running.stop();
    await counter.passes(71 * hourMs);
    const next = counter.startEngine();
    await counter.passes(5 * minuteMs);
    assert.equal((await counter.find(order.id)).state.name, "placed", `on the page: ${onPage}`);
    next.stop();
    await counter.passes(hourMs);
    counter.startEngine();
    // Another order keeps the pages turning.
    await counter.order("081200000002");
    await counter.passes(10 * minuteMs);
    const { state } = await counter.find(order.id);
    assert.ok(state.name === "review" && state.why.code === "not-final", JSON.stringify(state));
    const reviews = (await counter.owed(operatorId)).filter(({ kind }) => kind === "review");
    assert.equal(reviews.length, 1, "told once");
  }
});

test("an order given up as not final still ends when its transaction does", async () => {
  const { counter, order, own, running } = await offThePage();
  counter.rows.splice(0, 20);
  running.stop();
  await counter.passes(73 * hourMs);
  counter.startEngine();
  await counter.passes(minuteMs);
  own.statusWord = "success";
  // Another order makes the pages turn.
  await counter.order("081200000002");
  await counter.passes(minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "succeeded");
});

test("a refused order whose transaction turns up within a day is an alarm, after a day it is not its own any more", async () => {
  for (const [hours, alarms] of [
    [23, ["watched-transaction"]],
    [25, ["unexplained-transaction"]],
  ] as const) {
    const counter = openSlowCounter();
    const { stop } = counter.startEngine();
    counter.answers(() => ({ kind: "refused", message: "Nomor salah", cause: "order" }));
    await counter.order("081200000001");
    await counter.passes(secondMs);
    stop();
    await counter.passes(hours * hourMs);
    counter.transaction("081200000001");
    counter.startEngine();
    await counter.passes(5 * minuteMs);
    const owed = await counter.owed(operatorId);
    assert.deepEqual(
      owed.map((notice) => notice.kind === "alarm" && notice.alarm),
      alarms,
      `${hours} h`,
    );
  }
});

test("a refused order's transaction is an alarm also while an equal order stands in review for days", async () => {
  const counter = openSlowCounter({ settings: { unknownGraceMs: 40_000 } });
  counter.transaction("081900000000", { statusWord: "success" });
  counter.startEngine();
  counter.answers(() => ({ kind: "refused", message: "Nomor salah", cause: "order" }));
  await counter.order("081200000001");
  await counter.passes(secondMs);
  counter.answers(() => lost);
  const equal = await counter.order("081200000001");
  await counter.passes(5 * minuteMs);
  assert.equal((await counter.find(equal.id)).state.name, "review");
  const { ref } = counter.transaction("081200000001");
  counter.answers(counter.placed);
  await counter.order("081200000002");
  await counter.passes(5 * minuteMs);
  const alarms = (await counter.owed(operatorId)).filter((notice) => notice.kind === "alarm");
  assert.deepEqual(
    alarms.map((notice) => [notice.alarm, notice.ref]),
    [["watched-transaction", ref]],
  );
});

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
