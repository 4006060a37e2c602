import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { hourMs, minuteMs, openSlowCounter, operatorId, secondMs } from "./slow-time.ts";
import type { PageAnswer } from "../../src/osimesa/answers.ts";

/** A placed order that newer ones have pushed off the page. */
async function offThePage() {
  const counter = openSlowCounter();
  const running = counter.startEngine();
  const order = await counter.order("081200000001");
  await counter.passes(secondMs);
  const own = counter.rows[0];
  assert.ok(own);
  counter.pushesOff();
  return { counter, order, own, running };
}

/** The upstream does not know the ref. */
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
  counter.looksUp(() => ({ kind: "trouble", cause: "unreachable", why: reason("busy") }));
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
