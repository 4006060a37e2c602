import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import type { Fault } from "../../sandbox/osimesa/faults.ts";
import { until } from "../story/until.ts";
import { answersFor, budi, openCounter, serviceOf } from "./counter.ts";

test("an order is sent once, followed and ends with its voucher", async (context) => {
  const counter = await openCounter(context);
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  const done = await counter.until(order.id, "succeeded", "failed");
  assert.equal(done.state.name, "succeeded");
  assert.ok(done.state.name === "succeeded" && done.state.voucher !== "");
  assert.equal(counter.orderRequests(), 1);
  assert.deepEqual(
    done.timeline.map((entry) => entry.to).filter((name, index, all) => name !== all[index - 1]),
    ["confirmed", "sending", "placed", "succeeded"],
  );
});

test("a refused order fails with the upstream's words and is not sent again", async (context) => {
  const counter = await openCounter(context, {
    upstream: { policy: () => ({ kind: "refuse", message: "Nomor tujuan tidak valid." }) },
  });
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  const failed = await counter.until(order.id, "failed");
  assert.deepEqual(failed.state, {
    name: "failed",
    failure: { reason: "refused", message: "Nomor tujuan tidak valid.", shop: false },
  });
  assert.equal(counter.orderRequests(), 1);
});

test("an order that fails after waiting carries the upstream's reason", async (context) => {
  const counter = await openCounter(context, {
    upstream: { policy: () => ({ kind: "fail", note: "Nomor diblokir operator" }) },
  });
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  const failed = await counter.until(order.id, "failed");
  assert.ok(failed.state.name === "failed" && failed.state.failure.reason === "by-upstream");
  assert.equal(failed.state.failure.note, "Nomor diblokir operator");
});

/** An account that has ordered before, so that its pages prove something. */
async function openUsedCounter(...args: Parameters<typeof openCounter>) {
  const counter = await openCounter(...args);
  counter.osimesa.outsideOrder("P5", "081100000000");
  return counter;
}

const executed: Record<string, Fault> = {
  "the answer is lost after placing": { kind: "answer-lost" },
  "the headers never come": { kind: "never-answers", executed: true },
  "the body stops half-way": { kind: "slow", bodyMs: 5_000 },
  "the JSON is cut short": { kind: "garbled", how: "truncated" },
  "a page comes instead of JSON": { kind: "garbled", how: "html" },
  "the answer has no ref_id": { kind: "no-ref-id" },
  "the answer is an error though it was placed": {
    kind: "http-error",
    status: 500,
    executed: true,
  },
  "it is carried out after the error": { kind: "executed-late", delayMs: 300, answer: 502 },
};

for (const [name, fault] of Object.entries(executed)) {
  test(`one request leaves and the order finds its transaction when ${name}`, async (context) => {
    const counter = await openCounter(context, { unknownGraceMs: 60_000, timeoutMs: 1_000 });
    counter.osimesa.faults.on(fault, { types: ["order"] });
    counter.startEngine();
    const order = await counter.order("P5", "081234567890");
    const done = await counter.until(order.id, "succeeded", "failed");
    assert.equal(done.state.name, "succeeded");
    assert.ok(
      done.timeline.some((entry) => entry.to === "unknown"),
      "it was not known in between",
    );
    assert.equal(counter.orderRequests(), 1);
  });
}

const notExecuted: Record<string, Fault> = {
  "the connection breaks before placing": { kind: "dropped" },
  "HTTP 500 with a page": { kind: "http-error", status: 500 },
  "HTTP 502 as JSON": { kind: "http-error", status: 502, body: "json" },
  "HTTP 421, which the global fetch answers with a second POST": {
    kind: "http-error",
    status: 421,
  },
  "HTTP 307, which careless clients follow with a second POST": { kind: "redirect", status: 307 },
};

for (const [name, fault] of Object.entries(notExecuted)) {
  test(`one request leaves and an operator decides on ${name}`, async (context) => {
    const counter = await openUsedCounter(context, { unknownGraceMs: 1_500 });
    counter.osimesa.faults.on(fault, { types: ["order"] });
    counter.startEngine();
    const order = await counter.order("P5", "081234567890");
    const review = await counter.until(order.id, "review", "failed", "placed");
    assert.deepEqual(review.state, { name: "review", why: reason("none-fits") });
    assert.equal(counter.orderRequests(), 1);
  });
}

test("with UNMATCHED_POLICY=fail what no page shows is never placed", async (context) => {
  const counter = await openUsedCounter(context, {
    unknownGraceMs: 1_500,
    unmatchedPolicy: "fail",
  });
  counter.osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  const failed = await counter.until(order.id, "review", "failed", "placed");
  assert.deepEqual(failed.state, { name: "failed", failure: { reason: "never-placed" } });
});

test("on an account that never ordered anything a page proves nothing, so an operator decides", async (context) => {
  const counter = await openCounter(context, { unknownGraceMs: 1_500, unmatchedPolicy: "fail" });
  counter.osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  const review = await counter.until(order.id, "review", "failed", "placed");
  assert.deepEqual(review.state, {
    name: "review",
    why: reason("pages-have-gap"),
  });
});

test("an order that never left, because nothing listens, is said to be not sent", async (context) => {
  const counter = await openCounter(context);
  counter.startEngine();
  const first = await counter.order("P5", "081234567890");
  await counter.until(first.id, "succeeded");
  await counter.osimesa.down();
  const order = await counter.order("P5", "081234567891");
  const failed = await counter.until(order.id, "failed");
  assert.ok(failed.state.name === "failed" && failed.state.failure.reason === "not-sent");
});

test("nothing is sent before a page was read; an order that waited too long is withdrawn", async (context) => {
  const counter = await openCounter(context, { confirmedTtlMs: 600 });
  counter.osimesa.faults.on(
    { kind: "http-error", status: 500 },
    { types: ["status"], count: Infinity },
  );
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  const failed = await counter.until(order.id, "failed");
  assert.deepEqual(failed.state, {
    name: "failed",
    failure: { reason: "withdrawn", why: "expired" },
  });
  assert.equal(counter.orderRequests(), 0);
});

test("one refusal for the shop's balance fails one order and stops the queue", async (context) => {
  const counter = await openCounter(context, { confirmedTtlMs: 1_500 });
  counter.osimesa.faults.on(
    { kind: "refused", code: 400, message: "Saldo tidak mencukupi." },
    { types: ["order"], count: Infinity },
  );
  const first = await counter.order("P5", "081234567890");
  // Its own time is not up, however long a busy machine takes to send it.
  await counter.redis.hincrby(counter.keys.order(first.id), "confirmed", 60_000);
  counter.startEngine();
  const failed = await counter.until(first.id, "failed");
  assert.ok(
    failed.state.name === "failed" &&
      failed.state.failure.reason === "refused" &&
      failed.state.failure.shop,
  );
  const second = await counter.order("P5", "081234567891");
  const withdrawn = await counter.until(second.id, "failed");
  assert.deepEqual(withdrawn.state, {
    name: "failed",
    failure: { reason: "withdrawn", why: "expired" },
  });
  assert.equal(counter.orderRequests(), 1);
});

test("many presses of one card make one order", async (context) => {
  const counter = await openCounter(context);
  const service = serviceOf(counter.osimesa, "P5");
  const { confirmation } = await counter.desk.prepare({
    ...budi,
    service,
    answers: answersFor(service, ["081234567890"]),
  });
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, () =>
      counter.desk.confirm(confirmation.id, { ...budi, cardMessageId: 1 }),
    ),
  );
  const ids = new Set(
    outcomes.map((outcome) => (outcome.kind === "confirmed" ? outcome.order.id : outcome.kind)),
  );
  assert.equal(ids.size, 1);
  counter.startEngine();
  await counter.until(confirmation.facts.id, "succeeded");
  assert.equal(counter.orderRequests(), 1);
});

test("a second equal order waits for the first to be decided", async (context) => {
  const counter = await openCounter(context);
  const answer = Promise.withResolvers<void>();
  counter.osimesa.faults.on({ kind: "held", until: answer.promise }, { types: ["order"] });
  counter.startEngine();
  const first = await counter.order("P5", "081234567890");
  await counter.until(first.id, "sending");
  const second = await counter.order("P5", "+62 812-3456-7890");
  await until(async () =>
    (await counter.find(second.id))?.timeline.some((entry) => entry.why?.code === "waits-for"),
  );
  answer.resolve();
  await counter.until(second.id, "succeeded");
  assert.equal(counter.orderRequests(), 2);
});

test("two engines on one Redis send each order once", async (context) => {
  const counter = await openCounter(context);
  counter.startEngine();
  counter.startEngine();
  const orders = [];
  for (let number = 0; number < 20; number += 1)
    orders.push(await counter.order("P5", `0812345678${10 + number}`));
  for (const order of orders) await counter.until(order.id, "succeeded");
  assert.equal(counter.orderRequests(), 20);
});

test("an order survives its engine: the next one takes it over and follows it to its end", async (context) => {
  const counter = await openCounter(context, {
    upstream: { life: { waitingMs: 1_500, processMs: 100 } },
  });
  const first = counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  await counter.until(order.id, "placed");
  await first.stop();
  counter.startEngine();
  await counter.until(order.id, "succeeded");
  assert.equal(counter.orderRequests(), 1);
});

test("a password is erased once the order is over", async (context) => {
  const counter = await openCounter(context);
  counter.startEngine();
  const order = await counter.order("LOGIN", "budi", "rahasia-123");
  assert.equal(order.destination[1]?.value, "rahasia-123");
  const done = await counter.until(order.id, "succeeded");
  assert.equal(done.destination[1]?.value, "");
});

test("a waiting order can be cancelled, a sent one cannot", async (context) => {
  const counter = await openCounter(context);
  const order = await counter.order("P5", "081234567890");
  const cancelled = await counter.desk.cancel(order.id, budi);
  assert.equal(cancelled.kind, "cancelled");
  // Whose answer was lost presses again, and is not told that it was sent.
  assert.deepEqual(await counter.desk.cancel(order.id, budi), cancelled);
  counter.startEngine();
  const sent = await counter.order("P5", "081234567891");
  await counter.until(sent.id, "succeeded");
  assert.equal((await counter.desk.cancel(sent.id, budi)).kind, "too-late");
  assert.equal((await counter.desk.cancel(sent.id, { userId: 1, chatId: 1 })).kind, "not-found");
  assert.equal(counter.orderRequests(), 1);
});
