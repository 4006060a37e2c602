import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import {
  fine,
  minuteMs,
  openSlowCounter,
  operatorId,
  secondMs,
  type SlowCounter,
} from "./slow-time.ts";
import type { OrderAnswer, PageAnswer } from "../../src/osimesa/answers.ts";

const unclear: OrderAnswer = { kind: "unclear", why: reason("server-error", "HTTP 502") };
const noBalance: OrderAnswer = { kind: "refused", message: "Saldo kurang", cause: "shop" };
const never = () => new Promise<OrderAnswer>(() => undefined);

/** Three orders in a row without a certain outcome: nothing is sent until a page proves the upstream is there. */
async function threeInARow(counter: SlowCounter): Promise<void> {
  const before = counter.sent.length;
  counter.answers(() => unclear);
  for (const destination of ["081100000001", "081100000002", "081100000003"]) {
    await counter.order(destination);
    await counter.passes(secondMs);
  }
  assert.equal(counter.sent.length, before + 3);
}

test("after three unclear answers one order tries, and only when it is through do the others follow", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await threeInARow(counter);
  counter.answers(never);
  await counter.order("081200000001");
  await counter.order("081200000002");
  await counter.passes(20 * secondMs);
  assert.deepEqual(counter.sent.slice(3), ["081200000001"], "one is on its way and alone");
});

test("the order that tries after trouble goes through, and the rest goes out at once", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await threeInARow(counter);
  counter.answers(counter.placed);
  for (const last of [1, 2, 3, 4]) await counter.order(`08120000000${last}`);
  await counter.passes(10 * secondMs);
  assert.equal(counter.sent.length, 7);
});

test("a refusal for the shop's balance rests for a minute, whatever an earlier order's answer says meanwhile", async () => {
  const counter = openSlowCounter({ settings: { orderGapMs: 0 } });
  counter.startEngine();
  let answerFirst: (answer: OrderAnswer) => void = () => undefined;
  counter.answers((order) =>
    order.destination[0]?.value === "081100000001"
      ? new Promise((resolve) => (answerFirst = resolve))
      : noBalance,
  );
  const first = await counter.order("081100000001");
  await counter.passes(secondMs);
  await counter.order("081100000002");
  await counter.passes(secondMs);
  assert.equal(counter.sent.length, 2);
  answerFirst(counter.placed(first));
  counter.answers(counter.placed);
  const third = await counter.order("081100000003");
  await counter.passes(50 * secondMs);
  assert.equal((await counter.find(first.id)).state.name, "placed");
  assert.equal(counter.sent.length, 2, "still resting");
  await counter.passes(15 * secondMs);
  assert.deepEqual(counter.sent.slice(2), ["081100000003"], "after a minute it goes on by itself");
  assert.equal((await counter.find(third.id)).state.name, "placed");
});

test("an answer that nobody can make sense of leaves its order to the pages, and the queue goes on", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  counter.answers((order) => {
    const answer = counter.placed(order);
    return answer.kind === "placed"
      ? { kind: "placed", transaction: { ...answer.transaction, ref: "x".repeat(201) } }
      : answer;
  });
  const order = await counter.order("081200000001");
  await counter.passes(5 * secondMs);
  const found = await counter.find(order.id);
  assert.ok(found.timeline.some((entry) => entry.to === "unknown"));
  assert.equal(found.state.name, "placed", "its page shows it");
  // It holds up nothing: neither now nor after the next trouble.
  await threeInARow(counter);
  counter.answers(counter.placed);
  await counter.order("081200000002");
  await counter.passes(10 * secondMs);
  assert.equal(counter.sent.at(-1), "081200000002");
});

test("an order answered after Redis lost it is an alarm for operators, and later trouble is overcome as ever", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(secondMs);
  const lost: Parameters<SlowCounter["answers"]>[0] = (order) => {
    counter.db.del(counter.keys.order(order.id));
    return counter.placed(order);
  };
  counter.answers(lost);
  const order = await counter.order("081200000001");
  await counter.passes(5 * secondMs);
  const [alarm] = await counter.owed(operatorId);
  assert.ok(alarm?.kind === "alarm" && alarm.alarm === "lost-order");
  assert.equal(alarm.orderId, order.id);
  assert.equal(alarm.ref, "R1");
  assert.match(alarm.detail?.detail ?? "", /P5[^]*081200000001[^]*7001/, "who has to be told what");
  await threeInARow(counter);
  counter.answers(counter.placed);
  await counter.order("081200000002");
  await counter.passes(10 * secondMs);
  assert.equal(counter.sent.at(-1), "081200000002");
});

test("the transaction of a forgotten order is kept as its own: an equal order is not sent before a page shows it, and nobody else is suspected", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(secondMs);
  const forgetful: Parameters<SlowCounter["answers"]>[0] = (order) => {
    counter.db.del(counter.keys.order(order.id));
    counter.db.hdel(counter.keys.holds, order.fingerprint);
    counter.db.becomes("another memory");
    return counter.placed(order);
  };
  counter.answers(forgetful);
  const pageWithout: PageAnswer = { kind: "page", transactions: [], malformed: 0 };
  counter.shows(() => pageWithout);
  await counter.order("081200000001");
  await counter.passes(5 * secondMs);
  const equal = await counter.order("081200000001");
  await counter.passes(5 * secondMs);
  const found = await counter.find(equal.id);
  assert.deepEqual(found.state, { name: "review", why: reason("equal-forgotten", "R1") });
  assert.deepEqual(counter.sent, ["081200000001"]);
  counter.shows(() => ({ ...pageWithout, transactions: counter.rows }));
  await counter.neverPlaced(equal.id);
  await counter.passes(5 * minuteMs);
  const alarms = (await counter.owed(operatorId)).filter(({ kind }) => kind === "alarm");
  assert.deepEqual(
    alarms.map((alarm) => alarm.kind === "alarm" && alarm.alarm),
    ["lost-order"],
  );
});

test("that an order is gone is told though Redis is away just then", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(secondMs);
  counter.answers((order) => {
    counter.db.del(counter.keys.order(order.id));
    // The key of a wrong type keeps the notice out until a hand has mended it.
    counter.db.set(counter.keys.outbox(operatorId), "left behind");
    return counter.placed(order);
  });
  const order = await counter.order("081200000001");
  await counter.passes(5 * secondMs);
  counter.db.del(counter.keys.outbox(operatorId));
  await counter.passes(2 * secondMs);
  const [alarm] = await counter.owed(operatorId);
  assert.ok(alarm?.kind === "alarm" && alarm.alarm === "lost-order");
  assert.equal(alarm.orderId, order.id);
});

test("an answer that cannot be recorded for a minute is an alarm, blocks nobody, and is recorded once it can be", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(secondMs);
  // A key of the wrong type, left by a hand: the script that records R1 raises.
  counter.db.hset(counter.keys.line("game").ref("R1"), { left: "behind" });
  counter.shows(() => ({ kind: "page", transactions: [], malformed: 0 }));
  const order = await counter.order("081200000001");
  await counter.passes(50 * secondMs);
  assert.deepEqual(await counter.owed(operatorId), []);
  await counter.passes(20 * secondMs);
  const alarms = await counter.owed(operatorId);
  assert.deepEqual(
    alarms.map((alarm) => alarm.kind === "alarm" && alarm.alarm),
    ["unrecorded-answer"],
  );
  counter.db.del(counter.keys.outbox(operatorId));
  await threeInARow(counter);
  counter.answers(counter.placed);
  await counter.order("081200000002");
  await counter.passes(10 * secondMs);
  assert.equal(counter.sent.at(-1), "081200000002");
  assert.deepEqual(await counter.owed(operatorId), [], "told once");
  counter.db.del(counter.keys.line("game").ref("R1"));
  await counter.passes(5 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "placed");
});

test("an answer that comes to an order in review and names another's transaction is an alarm, and not tried for ever", async () => {
  const counter = openSlowCounter();
  counter.transaction("081900000000");
  const first = counter.startEngine();
  await counter.passes(secondMs);
  counter.answers(async () => {
    await counter.after(40 * secondMs);
    return { kind: "placed", transaction: taken };
  });
  const order = await counter.order("081200000001");
  await counter.passes(secondMs);
  // The first process loses its lease, not its request; the second finds two that fit.
  counter.redis({ reads: "refused", scripts: "refused" });
  const taken = counter.transaction("081200000001");
  counter.transaction("081200000001");
  await counter.passes(16 * secondMs);
  counter.redis(fine);
  const second = counter.startEngine();
  await counter.passes(5 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "review");
  counter.answers(() => ({ kind: "placed", transaction: taken }));
  const other = await counter.order("081200000002");
  await counter.passes(5 * secondMs);
  assert.equal((await counter.find(other.id)).state.name, "placed");
  await counter.passes(10 * minuteMs);
  const alarms = (await counter.owed(operatorId)).flatMap((owed) =>
    owed.kind === "alarm" && owed.orderId === order.id ? owed : [],
  );
  assert.deepEqual(
    alarms.map(({ alarm, ref }) => [alarm, ref]),
    [["taken-ref", taken.ref]],
  );
  assert.equal((await counter.find(order.id)).state.name, "review", "an operator decides");
  let drained = false;
  void Promise.all([first.engine.drained(), second.engine.drained()]).then(() => (drained = true));
  await counter.passes(secondMs);
  assert.ok(drained, "nothing is in flight any more");
});

test("what a killed process had on the wire is taken over as unknown, also by the process that gave nothing up", async () => {
  const counter = openSlowCounter();
  const first = counter.startEngine();
  counter.answers((order) => {
    counter.placed(order);
    return never();
  });
  const order = await counter.order("081200000001");
  await counter.passes(secondMs);
  assert.equal((await counter.find(order.id)).state.name, "sending");
  first.stop();
  counter.startEngine();
  await counter.passes(minuteMs);
  const found = await counter.find(order.id);
  assert.ok(found.timeline.some((entry) => entry.to === "unknown"));
  assert.equal(found.state.name, "placed");
  assert.equal(counter.sent.length, 1);
});
