import assert from "node:assert/strict";
import { test } from "node:test";
import type { Order } from "../../src/orders/state/order.ts";
import type { OrderAnswer, PageAnswer } from "../../src/osimesa/answers.ts";
import { reason } from "../../src/reason.ts";
import {
  fine,
  hourMs,
  minuteMs,
  openSlowCounter,
  operatorId,
  secondMs,
  type SlowCounter,
} from "./slow-time.ts";

const pace: OrderAnswer = {
  kind: "not-now",
  cause: "pace",
  waitS: 6,
  message: "Transaksi dibatasi, coba lagi dalam 6 detik.",
};
const maintenance: OrderAnswer = {
  kind: "not-now",
  cause: "maintenance",
  waitS: null,
  message: "Ada pemeliharaan sistem transaksi, coba lagi nanti.",
};
const down: PageAnswer = { kind: "trouble", cause: "unreachable", why: reason("busy") };
const number = "081200000001";

type Settings = NonNullable<Parameters<typeof openSlowCounter>[0]>["settings"];

/** A counter on an account with a past, so that its pages prove something. */
async function openProvingCounter(settings: Settings = {}): Promise<SlowCounter> {
  const counter = openSlowCounter({ settings });
  counter.transaction("081900000000", { statusWord: "success" });
  counter.startEngine();
  await counter.passes(secondMs);
  return counter;
}

/** "Not now" so often, then placed. */
function answersNotNow(counter: SlowCounter, times: number, answer = pace): void {
  let left = times;
  counter.answers((order) => ((left -= 1) >= 0 ? answer : counter.placed(order)));
}

const isNotNow = ({ state }: Order) => state.name === "unknown" && state.notNow === true;

test("an order answered not now is sent again on a page of 15 seconds later that shows nothing of it", async () => {
  const counter = await openProvingCounter();
  answersNotNow(counter, 1);
  const order = await counter.order(number);
  await counter.passes(14 * secondMs);
  assert.ok(isNotNow(await counter.find(order.id)));
  assert.equal(counter.sent.length, 1, "not before the proof");
  await counter.passes(6 * secondMs);
  assert.equal(counter.sent.length, 2);
  const { state, attempt } = await counter.find(order.id);
  assert.equal(state.name, "placed");
  assert.equal(attempt?.number, 2);
  const told = await counter.owed(order.chatId);
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ["checking"],
  );
});

test("without a page it is not sent again", async () => {
  const counter = await openProvingCounter();
  answersNotNow(counter, 1);
  counter.shows(() => down);
  const order = await counter.order(number);
  await counter.passes(10 * minuteMs);
  assert.ok(isNotNow(await counter.find(order.id)));
  assert.equal(counter.sent.length, 1);
});

test("a page asked for before the proof proves nothing, however late it comes", async () => {
  const counter = await openProvingCounter();
  answersNotNow(counter, 1);
  const order = await counter.order(number);
  await counter.passes(secondMs);
  const toldMs = (await counter.find(order.id)).changedAtMs;
  counter.shows(async () => {
    // Asked for just before, answered after; what is asked for later never comes.
    if (counter.nowMs() >= toldMs + 15 * secondMs) return down;
    await counter.after(toldMs + 16 * secondMs - counter.nowMs());
    return { kind: "page", transactions: counter.rows, malformed: 0 };
  });
  await counter.passes(5 * minuteMs);
  assert.ok(isNotNow(await counter.find(order.id)));
  assert.equal(counter.sent.length, 1);
});

test("a not now that was no truth is found on the pages, and nothing is sent again", async () => {
  const counter = await openProvingCounter();
  counter.answers(async () => {
    void counter
      .after(9 * secondMs)
      .then(() => counter.transaction(number, { statusWord: "success" }));
    return pace;
  });
  const order = await counter.order(number);
  await counter.passes(minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "succeeded");
  assert.equal(counter.sent.length, 1);
});

test("one that comes to light when the order waits in the queue again goes to an operator", async () => {
  const counter = await openProvingCounter({ confirmedTtlMs: 10 * minuteMs });
  // Another one is open, so that pages are read all the while.
  await counter.order("081200000002");
  await counter.passes(secondMs);
  answersNotNow(counter, 1, maintenance);
  const order = await counter.order(number);
  // The gate rests for a minute: it is back in the queue and not sent yet.
  await counter.passes(30 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "confirmed");
  counter.transaction(number);
  await counter.passes(2 * minuteMs);
  const { state } = await counter.find(order.id);
  assert.ok(state.name === "review" && state.why.code === "came-after-all", JSON.stringify(state));
  assert.equal(counter.sent.length, 2);
});

/** What its reseller was told once it was answered so and its operator has to look. */
async function toldOfReview(answer: OrderAnswer): Promise<string[]> {
  const counter = await openProvingCounter();
  answersNotNow(counter, 1, answer);
  const order = await counter.order(number);
  await counter.passes(secondMs);
  for (let row = 0; row < 20; row += 1) counter.transaction(`0817000000${String(row)}`);
  await counter.passes(10 * minuteMs);
  const { state } = await counter.find(order.id);
  assert.equal(state.name, "review");
  assert.equal(counter.sent.length, 1);
  return (await counter.owed(order.chatId)).map(({ kind }) => kind);
}

test("a gap in the pages since it was sent leaves it to an operator; that it waits no longer but is checked is told", async () => {
  assert.deepEqual(await toldOfReview(pace), ["checking", "checking"]);
});

test("whoever knows already that it is checked is not told again when an operator has to look", async () => {
  assert.deepEqual(await toldOfReview({ kind: "unclear", why: reason("timeout") }), ["checking"]);
});

test("while it waits, ❌ comes too late, an equal order waits, and its time does not run out", async () => {
  const counter = await openProvingCounter({ confirmedTtlMs: 30_000 });
  counter.shows(() => down);
  answersNotNow(counter, 1);
  const order = await counter.order(number);
  await counter.passes(5 * secondMs);
  const equal = await counter.order(number);
  await counter.passes(5 * secondMs);
  assert.equal((await counter.cancel(order.id)).kind, "too-late");
  const waits = (await counter.find(equal.id)).state;
  assert.ok(waits.name === "confirmed" && waits.waitsFor === order.id, JSON.stringify(waits));
  await counter.passes(2 * minuteMs);
  assert.ok(isNotNow(await counter.find(order.id)));
  assert.equal(counter.sent.length, 1);
});

test("its time counts from ✅ whatever turns it had; then it fails, and a transaction that comes later is an alarm", async () => {
  const counter = openSlowCounter({ settings: { confirmedTtlMs: 60_000 } });
  counter.transaction("081900000000", { statusWord: "success" });
  const { stop } = counter.startEngine();
  await counter.passes(secondMs);
  answersNotNow(counter, 99);
  const order = await counter.order(number);
  await counter.passes(90 * secondMs);
  const { state, attempt, changedAtMs } = await counter.find(order.id);
  assert.ok(state.name === "failed" && state.failure.reason === "refused", JSON.stringify(state));
  assert.ok(state.failure.shop && state.failure.message === pace.message);
  assert.ok(changedAtMs - order.confirmedAtMs < 80 * secondMs);
  assert.equal(counter.sent.length, attempt?.number);
  stop();
  await counter.passes(22 * hourMs);
  counter.transaction(number);
  counter.startEngine();
  await counter.passes(5 * minuteMs);
  const [alarm] = await counter.owed(operatorId);
  assert.ok(alarm?.kind === "alarm" && alarm.alarm === "watched-transaction");
});

test("it takes 21 turns at most", async () => {
  const counter = await openProvingCounter({ confirmedTtlMs: hourMs, orderGapMs: 0 });
  answersNotNow(counter, 99);
  const order = await counter.order(number);
  await counter.passes(20 * minuteMs);
  const { state } = await counter.find(order.id);
  assert.ok(state.name === "failed" && state.failure.reason === "refused", JSON.stringify(state));
  assert.equal(counter.sent.length, 21);
  const told = await counter.owed(order.chatId);
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ["checking", "result"],
    "the phone rings once for all of them, and for the end",
  );
});

test("taken back by ❌ after a turn, it is watched all the same", async () => {
  const counter = await openProvingCounter({ confirmedTtlMs: 10 * minuteMs });
  answersNotNow(counter, 1, maintenance);
  const order = await counter.order(number);
  await counter.passes(30 * secondMs);
  assert.equal((await counter.cancel(order.id)).kind, "cancelled");
  counter.transaction(number);
  await counter.passes(5 * minuteMs);
  const owed = await counter.owed(operatorId);
  assert.ok(owed.some((one) => one.kind === "alarm" && one.alarm === "watched-transaction"));
});

test("an answer that cannot be recorded for a while is recorded for its own turn, and repeated changes nothing", async () => {
  const counter = await openProvingCounter({ confirmedTtlMs: hourMs });
  let turn = 0;
  counter.answers((order) => {
    turn += 1;
    if (turn > 1) return counter.placed(order);
    // Applied, and its reply lost, again and again: the same record is repeated meanwhile.
    counter.redis({ reads: "fine", scripts: "reply-lost" });
    void counter.after(5 * secondMs).then(() => counter.redis(fine));
    return pace;
  });
  const order = await counter.order(number);
  await counter.passes(2 * minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "placed");
  assert.equal(counter.sent.length, 2);
});

test("maintenance rests the queue for a minute, and nobody else's order is turned away meanwhile", async () => {
  const counter = await openProvingCounter({ confirmedTtlMs: 10 * minuteMs });
  answersNotNow(counter, 1, maintenance);
  const first = await counter.order(number);
  await counter.passes(secondMs);
  const second = await counter.order("081200000002");
  await counter.passes(50 * secondMs);
  assert.equal(counter.sent.length, 1);
  await counter.passes(30 * secondMs);
  assert.equal(counter.sent.length, 3);
  assert.equal((await counter.find(first.id)).state.name, "placed");
  assert.equal((await counter.find(second.id)).state.name, "placed");
});

test("the pace, or a collision, rests nobody else", async () => {
  const counter = await openProvingCounter();
  answersNotNow(counter, 1, { ...pace, cause: "collision", waitS: null });
  await counter.order(number);
  await counter.passes(secondMs);
  const second = await counter.order("081200000002");
  await counter.passes(5 * secondMs);
  assert.equal((await counter.find(second.id)).state.name, "placed");
});

test("a second process that takes over goes on where the first was", async () => {
  const counter = openSlowCounter({ settings: { confirmedTtlMs: 10 * minuteMs } });
  counter.transaction("081900000000", { statusWord: "success" });
  const { stop } = counter.startEngine();
  await counter.passes(secondMs);
  answersNotNow(counter, 1);
  const order = await counter.order(number);
  await counter.passes(5 * secondMs);
  stop();
  counter.startEngine();
  await counter.passes(2 * minuteMs);
  const { state, attempt } = await counter.find(order.id);
  assert.equal(state.name, "placed");
  assert.equal(attempt?.number, 2);
  assert.equal(counter.sent.length, 2);
});

test("a process cut off while it records one turn's answer changes nothing of the next when it is back", async () => {
  const counter = openSlowCounter({ settings: { confirmedTtlMs: 10 * minuteMs } });
  counter.transaction("081900000000", { statusWord: "success" });
  const first = counter.startEngine();
  await counter.passes(secondMs);
  counter.answers(() => {
    if (counter.sent.length > 1) return { kind: "unclear", why: reason("timeout") };
    // Recorded, but this process never learns of it.
    first.redis({ reads: "refused", scripts: "reply-lost" });
    void counter.after(secondMs).then(() => first.redis({ reads: "refused", scripts: "refused" }));
    return pace;
  });
  const order = await counter.order(number);
  counter.startEngine();
  await counter.passes(minuteMs);
  assert.equal(counter.sent.length, 2, "the other process took over, and the second turn is lost");
  first.redis(fine);
  await counter.passes(10 * minuteMs);
  assert.equal(counter.sent.length, 2);
  assert.equal((await counter.find(order.id)).state.name, "review");
});
