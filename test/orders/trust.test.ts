import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { OrderAnswer } from "../../src/osimesa/answers.ts";
import type { Notice } from "../../src/orders/state/notice.ts";
import { refSchema, type Order } from "../../src/orders/state/order.ts";
import { reason, type ReasonCode } from "../../src/reason.ts";
import { until } from "../story/until.ts";
import { openCounter, type Counter } from "./counter.ts";
import { minuteMs, openSlowCounter, operatorId, secondMs, type SlowCounter } from "./slow-time.ts";

/*
 * UNMATCHED_POLICY=auto: that an order which no page shows was never placed is said without a person once operators said so
 * often enough in a row, and no longer from the first doubt on.
 */

const lost: OrderAnswer = { kind: "unclear", why: reason("timeout") };

const trusts = (notices: readonly Notice[]) => notices.filter((notice) => notice.kind === "trust");

/** A counter on a real Redis whose supplier drops every order but the first. */
async function openDroppingCounter(context: TestContext, trustAfter?: number): Promise<Counter> {
  const counter = await openCounter(context, {
    unmatchedPolicy: "auto",
    unknownGraceMs: 300,
    ...(trustAfter === undefined ? {} : { trustAfter }),
  });
  counter.startEngine();
  const first = await counter.order("P5", "081100000000");
  await counter.until(first.id, "succeeded");
  counter.osimesa.faults.on({ kind: "dropped" }, { types: ["order"], count: Infinity });
  return counter;
}

async function dropped(counter: Counter, destination: string): Promise<Order> {
  const order = await counter.order("P5", destination);
  return counter.until(order.id, "review", "failed");
}

test("after 20 decisions of operators, each counted once, and not after 19, the bot decides itself and says so", async (context) => {
  const counter = await openDroppingCounter(context);
  for (let number = 1; number <= 19; number += 1) {
    const order = await dropped(counter, `0812000000${10 + number}`);
    assert.deepEqual(order.state, { name: "review", why: reason("none-fits") });
    // Two taps, or two operators at once.
    await Promise.all([
      counter.reviews.neverPlaced(order.id, operatorId),
      counter.reviews.neverPlaced(order.id, operatorId + 1),
    ]);
  }
  const { trusted, decisions } = await counter.store.reviseTrust({ wanted: 20, operators: [] });
  assert.deepEqual({ trusted, decisions }, { trusted: false, decisions: 19 });
  const last = await dropped(counter, "081200000050");
  assert.equal(last.state.name, "review");
  await counter.reviews.neverPlaced(last.id, operatorId);
  const told = await until(async () => trusts(await counter.owed(operatorId))[0]);
  assert.equal(told.phase, "begun");
  const byItself = await dropped(counter, "081200000051");
  assert.deepEqual(byItself.state, { name: "failed", failure: { reason: "never-placed" } });
  assert.equal(byItself.timeline.at(-1)?.why?.code, "never-placed-by-itself");
});

test("an order that turns out to be placed after all ends it, and the count begins anew", async (context) => {
  const counter = await openDroppingCounter(context, 2);
  const placed = await dropped(counter, "081200000001");
  for (const destination of ["081200000002", "081200000003"])
    await counter.reviews.neverPlaced((await dropped(counter, destination)).id, operatorId);
  await until(async () => trusts(await counter.owed(operatorId))[0]);
  const row = counter.osimesa.outsideOrder("P5", "081200000001");
  const outcome = await counter.reviews.attach(placed.id, refSchema.parse(row.refId), operatorId);
  assert.equal(outcome.kind, "decided");
  const next = await dropped(counter, "081200000004");
  assert.equal(next.state.name, "review");
  const over = await until(async () => trusts(await counter.owed(operatorId))[1]);
  assert.ok(over.kind === "trust");
  assert.deepEqual([over.phase, over.detail], ["over", reason("placed-after-all", placed.id)]);
  await counter.reviews.neverPlaced(next.id, operatorId);
  assert.equal((await dropped(counter, "081200000005")).state.name, "review");
});

/** A counter in simulated time that decides itself by now: two orders were decided, the third it did alone. */
async function openTrustingCounter(
  options: Parameters<typeof openSlowCounter>[0] = {},
): Promise<SlowCounter> {
  const counter = openSlowCounter({
    settings: { unmatchedPolicy: "auto", trustAfter: 2 },
    ...options,
  });
  counter.transaction("081900000000", { statusWord: "success" });
  counter.startEngine();
  counter.answers(() => lost);
  await counter.passes(secondMs);
  for (const destination of ["081200000001", "081200000002"]) {
    const order = await unanswered(counter, destination);
    assert.equal(order.state.name, "review");
    await counter.neverPlaced(order.id);
  }
  await counter.passes(10 * secondMs);
  return counter;
}

async function unanswered(counter: SlowCounter, destination: string): Promise<Order> {
  const { id } = await counter.order(destination);
  await counter.passes(3 * minuteMs);
  return counter.find(id);
}

/** What operators were told, in order: that it began, and why it ended. */
async function toldOf(counter: SlowCounter): Promise<(ReasonCode | "begun")[]> {
  return trusts(await counter.owed(operatorId)).map((notice) =>
    notice.kind === "trust" && notice.detail !== null ? notice.detail.code : "begun",
  );
}

test("a transaction of an order that was called never placed ends it", async () => {
  const counter = await openTrustingCounter();
  const failed = await unanswered(counter, "081200000003");
  assert.equal(failed.state.name, "failed");
  counter.transaction("081200000003");
  await counter.passes(5 * minuteMs);
  assert.deepEqual(await toldOf(counter), ["begun", "turned-up"]);
  assert.equal((await unanswered(counter, "081200000004")).state.name, "review");
});

test("somebody else on the account ends it; decisions of the strict day count for nothing", async () => {
  const counter = await openTrustingCounter();
  counter.transaction("081900000001");
  await counter.passes(5 * minuteMs);
  assert.deepEqual(await toldOf(counter), ["begun", "account-shared"]);
  for (const destination of ["081200000003", "081200000004", "081200000005"]) {
    const order = await unanswered(counter, destination);
    assert.deepEqual(order.state, { name: "review", why: reason("none-fits-account-shared") });
    await counter.neverPlaced(order.id);
  }
  assert.equal(counter.db.zcard(counter.keys.line("game").trustDecisions), 0);
  assert.deepEqual(await toldOf(counter), ["begun", "account-shared"], "said once");
});

test("what turns up for an order that waits for an operator ends it before they decide", async () => {
  const counter = openSlowCounter({ settings: { unmatchedPolicy: "auto", trustAfter: 2 } });
  counter.transaction("081900000000", { statusWord: "success" });
  counter.startEngine();
  counter.answers(() => lost);
  await counter.passes(secondMs);
  const late = await unanswered(counter, "081200000001");
  assert.equal(late.state.name, "review");
  counter.transaction("081200000001");
  for (const destination of ["081200000002", "081200000003"])
    await counter.neverPlaced((await unanswered(counter, destination)).id);
  await counter.passes(minuteMs);
  assert.equal((await unanswered(counter, "081200000004")).state.name, "review");
  assert.deepEqual(await toldOf(counter), []);
});

test("another memory of Redis has to earn it again", async () => {
  const counter = await openTrustingCounter();
  counter.db.becomes("another");
  await counter.passes(minuteMs);
  assert.deepEqual(await toldOf(counter), ["begun", "memory-changed"]);
  assert.equal((await unanswered(counter, "081200000003")).state.name, "review");
});

test("an order whose price is missing from the balance is left to operators, and its decision earns nothing", async () => {
  let says: "charged" | "not-charged" = "not-charged";
  const counter = await openTrustingCounter({
    settings: { unmatchedPolicy: "auto", trustAfter: 2 },
    balanceSays: () => Promise.resolve(says),
  });
  says = "charged";
  const charged = await unanswered(counter, "081200000003");
  assert.deepEqual(charged.state, { name: "review", why: reason("none-fits-charged") });
  says = "not-charged";
  assert.equal((await unanswered(counter, "081200000004")).state.name, "failed");
});

test("under review nothing is ever decided without a person, however often they decided", async () => {
  const counter = await openTrustingCounter({
    settings: { unmatchedPolicy: "review", trustAfter: 2 },
  });
  assert.equal((await unanswered(counter, "081200000003")).state.name, "review");
  assert.deepEqual(await toldOf(counter), []);
});
