import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageAnswer } from "../../src/osimesa/answers.ts";
import { reason } from "../../src/reason.ts";
import { fine, hourMs, minuteMs, openSlowCounter, operatorId, secondMs } from "./slow-time.ts";

const refused: PageAnswer = {
  kind: "trouble",
  cause: "refused",
  why: reason("refused", "Transaksi tidak ditemukan."),
};

/** A placed order on an account where others' transactions are listed too; the grace is two minutes. */
async function placedOrder(settings: Parameters<typeof openSlowCounter>[0] = {}) {
  const counter = openSlowCounter({ settings: { vanishedPolicy: "failed", ...settings.settings } });
  counter.transaction("081900000001", { statusWord: "success" });
  let running = counter.startEngine();
  await counter.passes(3 * minuteMs);
  const order = await counter.order("081200000001");
  await counter.passes(3 * secondMs);
  const own = counter.rows.find(({ data }) => data[0] === "081200000001");
  assert.ok(own);
  /** The upstream gives it back: its row is deleted. */
  const vanishes = () => void counter.rows.splice(counter.rows.indexOf(own), 1);
  const corrections = async () =>
    (await counter.owed(operatorId)).filter(
      (notice) => notice.kind === "alarm" && notice.alarm === "correction",
    ).length;
  /** So much time passes, in which no engine runs. */
  const idles = async (ms: number) => {
    running.stop();
    await counter.passes(ms);
    running = counter.startEngine();
  };
  const stateOf = async () => (await counter.find(order.id)).state;
  return { counter, order, own, vanishes, corrections, idles, stateOf };
}

test("VANISHED_POLICY=failed: an order that the supplier gave back fails, after the grace and not before", async () => {
  const { counter, order, vanishes, stateOf } = await placedOrder();
  vanishes();
  await counter.passes(110 * secondMs);
  assert.equal((await stateOf()).name, "placed");
  assert.ok(counter.lookedUp.length >= 3, "asked for often enough by then");
  await counter.passes(30 * secondMs);
  assert.deepEqual(await stateOf(), {
    name: "failed",
    failure: { reason: "given-back", ref: "R2" },
  });
  const told = (await counter.owed(7001)).filter(({ kind }) => kind === "result");
  assert.equal(told.length, 1);
  assert.equal((await counter.owed(operatorId)).length, 0, "nothing for a person to do");
  const { timeline } = await counter.find(order.id);
  assert.deepEqual(timeline.at(-1)?.why, reason("given-back"));
});

test("the grace counts from when an order was sent, however long it waited before", async () => {
  const counter = openSlowCounter({
    settings: { vanishedPolicy: "failed", confirmedTtlMs: hourMs, unknownGraceMs: 200 * secondMs },
  });
  counter.transaction("081900000001", { statusWord: "success" });
  counter.shows(() => ({ kind: "trouble", cause: "busy", why: reason("busy") }));
  counter.startEngine();
  const order = await counter.order("081200000001");
  await counter.passes(10 * minuteMs);
  counter.shows(() => ({ kind: "page", transactions: counter.rows.slice(0, 15), malformed: 0 }));
  await counter.passes(30 * secondMs);
  assert.deepEqual(counter.sent, ["081200000001"]);
  counter.rows.shift();
  await counter.passes(150 * secondMs);
  assert.ok(counter.lookedUp.length >= 3);
  assert.equal((await counter.find(order.id)).state.name, "placed");
  await counter.passes(2 * minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "failed");
});

test("an order given back is looked for a day long, on the page or off it, and its return raises one alarm", async () => {
  for (const onPage of [true, false]) {
    const { counter, own, vanishes, corrections, idles, stateOf } = await placedOrder();
    vanishes();
    await counter.passes(5 * minuteMs);
    assert.equal((await stateOf()).name, "failed");
    await idles(23 * hourMs);
    await counter.passes(3 * minuteMs);
    assert.equal(await corrections(), 0);
    if (onPage) counter.rows.unshift(own);
    else counter.rows.push(...Array.from({ length: 15 }, () => counter.transaction("0819")), own);
    await counter.passes(3 * minuteMs);
    assert.equal(await corrections(), 1, `on the page: ${onPage}`);
    await counter.passes(10 * minuteMs);
    assert.equal(await corrections(), 1);
    assert.equal((await stateOf()).name, "failed", "what is final stays as it is");
  }
});

test("after a day nobody looks for what was given back", async () => {
  const { counter, vanishes, idles } = await placedOrder();
  vanishes();
  await counter.passes(5 * minuteMs);
  await idles(24 * hourMs);
  const before = counter.lookedUp.length;
  await counter.passes(5 * minuteMs);
  assert.equal(counter.lookedUp.length, before);
});

test("an equal order after one that was given back is told apart by its ref: it is matched, and nobody alarmed", async () => {
  const { counter, vanishes, stateOf } = await placedOrder();
  vanishes();
  await counter.passes(5 * minuteMs);
  assert.equal((await stateOf()).name, "failed");
  counter.answers(() => {
    counter.transaction("081200000001", { ref: "R9" });
    return { kind: "unclear", why: reason("timeout") };
  });
  const again = await counter.order("081200000001");
  await counter.passes(30 * secondMs);
  assert.equal((await counter.find(again.id)).state.name, "placed");
  await counter.passes(10 * minuteMs);
  assert.deepEqual(await counter.owed(operatorId), []);
});

test("a supplier that refuses every question says nothing of a ref", async () => {
  const { counter, stateOf } = await placedOrder();
  counter.looksUp(() => refused);
  counter.shows(() => refused);
  await counter.passes(20 * minuteMs);
  assert.equal((await stateOf()).name, "placed");
});

test("spells in which everything is refused say nothing of a ref, though pages are read between them", async () => {
  const { counter, vanishes, stateOf } = await placedOrder();
  vanishes();
  counter.looksUp(() => refused);
  let page = 0;
  counter.shows(() => {
    page += 1;
    if (page % 2 === 0) return refused;
    return { kind: "page", transactions: counter.rows.slice(0, 15), malformed: 0 };
  });
  await counter.passes(20 * minuteMs);
  assert.ok(page > 20 && counter.lookedUp.length > 10);
  assert.equal((await stateOf()).name, "placed");
});

test("a ref that is refused while the page is answered is missing", async () => {
  const { counter, vanishes, stateOf } = await placedOrder();
  vanishes();
  counter.looksUp(() => refused);
  await counter.passes(5 * minuteMs);
  assert.equal((await stateOf()).name, "failed");
});

test("a list that shows nothing at all is no proof: an operator decides, also with VANISHED_POLICY=failed", async () => {
  const { counter, stateOf } = await placedOrder();
  counter.rows.splice(0);
  await counter.passes(5 * minuteMs);
  const state = await stateOf();
  assert.ok(state.name === "review" && state.why.code === "ref-vanished");
});

test("an upstream that loses more than ten orders in an hour has lost its list: the rest are reviewed", async () => {
  const counter = openSlowCounter({ settings: { vanishedPolicy: "failed" } });
  counter.transaction("081900000001", { statusWord: "success" });
  counter.startEngine();
  const orders = [];
  for (let number = 10; number < 22; number += 1) {
    orders.push(await counter.order(`0812000000${number}`));
    await counter.passes(5 * secondMs);
  }
  counter.rows.splice(0, counter.rows.length - 1);
  await counter.passes(15 * minuteMs);
  const states = [];
  for (const { id } of orders) states.push((await counter.find(id)).state.name);
  assert.equal(states.filter((name) => name === "failed").length, 10);
  assert.equal(states.filter((name) => name === "review").length, 2);
});

test("a ref that is shown between two misses is not missing, also where Redis did not take that down", async () => {
  const { counter, own, stateOf } = await placedOrder();
  for (let row = 0; row < 15; row += 1) counter.transaction("081900000002");
  const blink = [false, false, true];
  let looks = 0;
  counter.looksUp(() => {
    const isShown = blink[looks % blink.length] === true;
    looks += 1;
    if (isShown) {
      counter.redis({ reads: "fine", scripts: "refused" });
      void counter.after(20).then(() => counter.redis(fine));
    }
    return { kind: "page", transactions: isShown ? [own] : [], malformed: 0 };
  });
  await counter.passes(20 * minuteMs);
  assert.ok(looks > 9, `${looks} looks`);
  assert.equal((await stateOf()).name, "placed");
});

test("what another engine was shown in between is not missing three times in a row", async () => {
  const { counter, order, own, vanishes } = await placedOrder();
  await counter.passes(3 * minuteMs);
  vanishes();
  const asked = counter.lookedUp.length;
  while (counter.lookedUp.length < asked + 2) await counter.passes(secondMs);
  // Redis is away for longer than the lease: the next term begins anew, and so does the count.
  counter.redis({ reads: "refused", scripts: "refused" });
  await counter.passes(30 * secondMs);
  counter.redis({ reads: "fine", scripts: "fine" });
  const before = counter.lookedUp.length;
  while (counter.lookedUp.length < before + 2) await counter.passes(secondMs);
  await counter.passes(secondMs);
  assert.equal((await counter.find(order.id)).state.name, "placed");
  counter.rows.unshift(own);
  await counter.passes(minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "placed");
});
