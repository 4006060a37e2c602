import assert from "node:assert/strict";
import { test } from "node:test";
import { refSchema } from "../../src/orders/state/order.ts";
import { openCounter, operatorId, type Counter } from "./counter.ts";

const nothing = {
  matched: 0,
  attached: 0,
  "never-placed-by-operators": 0,
  "never-placed-by-itself": 0,
};

/** Also of yesterday: midnight may pass meanwhile. */
async function decided({ statistics }: Counter) {
  return (await statistics.of(2, Date.now(), 0)).decided;
}

/** An order that was answered and done: by it the pages are known. */
async function teach(counter: Counter) {
  counter.startEngine();
  const first = await counter.order("P5", "081100000000");
  await counter.until(first.id, "succeeded");
}

test("orders without an answer are counted by how they were decided, each once, and no others", async (context) => {
  const counter = await openCounter(context);
  await teach(counter);
  counter.osimesa.faults.on({ kind: "answer-lost" }, { types: ["order"] });
  const shown = await counter.order("P5", "081200000001");
  await counter.until(shown.id, "succeeded");
  assert.deepEqual(await decided(counter), { ...nothing, matched: 1 });

  counter.osimesa.faults.on({ kind: "dropped" }, { types: ["order"], count: 2 });
  const never = await counter.order("P5", "081200000002");
  const attached = await counter.order("P5", "081200000003");
  for (const { id } of [never, attached]) await counter.until(id, "review");
  await Promise.all([9001, 9002].map((by) => counter.reviews.neverPlaced(never.id, by)));
  const { refId } = counter.osimesa.outsideOrder("P5", "081200000003");
  const outcome = await counter.reviews.attach(attached.id, refSchema.parse(refId), operatorId);
  assert.equal(outcome.kind, "decided");
  assert.deepEqual(await decided(counter), {
    ...nothing,
    matched: 1,
    attached: 1,
    "never-placed-by-operators": 1,
  });
});

test("what the bot calls never placed by itself is counted as that", async (context) => {
  const counter = await openCounter(context, { unmatchedPolicy: "fail" });
  await teach(counter);
  counter.osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
  const { id } = await counter.order("P5", "081200000001");
  await counter.until(id, "failed");
  assert.deepEqual(await decided(counter), { ...nothing, "never-placed-by-itself": 1 });
});
