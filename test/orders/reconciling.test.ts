import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { refSchema } from "../../src/orders/state/order.ts";
import { until } from "../story/until.ts";
import { openCounter, operatorId, type Counter } from "./counter.ts";

/** Waits until a notice of this kind (and alarm) is owed to the operators. */
async function owedToOperators(counter: Counter, kind: string, alarm?: string) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = (await counter.owed(operatorId)).find(
      (notice) =>
        notice.kind === kind &&
        (alarm === undefined || (notice.kind === "alarm" && notice.alarm === alarm)),
    );
    if (found) return found;
    if (Date.now() > deadline)
      throw new Error(
        `no ${alarm ?? kind} among ${JSON.stringify(await counter.owed(operatorId))}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** An order whose answer was lost, with `outside` equal ones by somebody else beside it. */
async function orderWithRivals(counter: Counter, outside: number) {
  // A first order teaches the pages and the clock.
  const first = await counter.order("P5", "081100000000");
  await counter.until(first.id, "succeeded");
  counter.osimesa.faults.on({ kind: "http-error", status: 500 }, { types: ["status"], count: 6 });
  counter.osimesa.faults.on({ kind: "answer-lost" }, { types: ["order"] });
  const order = await counter.order("P5", "081234567890");
  await counter.until(order.id, "unknown");
  for (let each = 0; each < outside; each += 1) counter.osimesa.outsideOrder("P5", "081234567890");
  return order;
}

test("two transactions that fit: no guess, an operator decides", async (context) => {
  const counter = await openCounter(context, { unknownGraceMs: 60_000 });
  counter.startEngine();
  const order = await orderWithRivals(counter, 1);
  const review = await counter.until(order.id, "review", "placed", "succeeded", "failed");
  assert.deepEqual(review.state, { name: "review", why: reason("several-fit", 2) });
  await owedToOperators(counter, "review");
});

test("the operator sees the candidates and attaches one; the order goes on and is told", async (context) => {
  const counter = await openCounter(context, { unknownGraceMs: 60_000 });
  counter.startEngine();
  const order = await orderWithRivals(counter, 1);
  await counter.until(order.id, "review");
  const opened = await counter.reviews.open(order.id);
  const own = counter.osimesa.ledger
    .all()
    .find((one) => one.data[0] === "081234567890" && one.requestId !== null);
  assert.ok(own && opened?.candidates.length === 2);
  const [one, other] = await Promise.all([
    counter.reviews.attach(order.id, refSchema.parse(own.refId), 9001),
    counter.reviews.neverPlaced(order.id, 9002),
  ]);
  const kinds = [one.kind, other.kind].toSorted();
  assert.deepEqual(
    kinds,
    ["already-decided", "decided"],
    "two operators at once make one decision",
  );
  const done = await counter.until(order.id, "succeeded", "failed");
  assert.ok(
    done.timeline.some((entry) => /^900[12]$/.test(entry.why?.detail ?? "")),
    "who decided is on record",
  );
});

test("a transaction of another service, or of another order, cannot be attached", async (context) => {
  const counter = await openCounter(context, { unknownGraceMs: 60_000 });
  counter.startEngine();
  const order = await orderWithRivals(counter, 1);
  await counter.until(order.id, "review");
  const foreign = counter.osimesa.outsideOrder("ML", "12345678", "1234");
  assert.equal(
    (await counter.reviews.attach(order.id, refSchema.parse(foreign.refId), 9001)).kind,
    "ref-unfit",
  );
  const taken = counter.osimesa.ledger.all().find((one) => one.data[0] === "081100000000");
  assert.equal(
    (await counter.reviews.attach(order.id, refSchema.parse(taken?.refId), 9001)).kind,
    "ref-taken",
  );
  assert.equal(
    (await counter.reviews.attach(order.id, refSchema.parse("NOSUCHREF"), 9001)).kind,
    "ref-unfit",
  );
});

test("a success that turns out failed is recorded beside the order and raised, and the order stays as it is", async (context) => {
  const counter = await openCounter(context);
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  await counter.until(order.id, "succeeded");
  const ref = counter.osimesa.ledger.all()[0]?.refId ?? "";
  counter.osimesa.ledger.fail(ref, "dibatalkan");
  // Pages are read while something is open.
  const next = await counter
    .order("P10", "081234567891")
    .catch(() => counter.order("P5", "081234567891"));
  await counter.until(next.id, "succeeded");
  await owedToOperators(counter, "alarm", "correction");
  assert.equal((await counter.find(order.id))?.state.name, "succeeded");
});

test("a gap in the pages between sending and now leaves the decision to an operator, even under fail", async (context) => {
  const counter = await openCounter(context, {
    unknownGraceMs: 2_000,
    unmatchedPolicy: "fail",
  });
  counter.startEngine();
  const first = await counter.order("P5", "081100000000");
  await counter.until(first.id, "succeeded");
  counter.osimesa.faults.on({ kind: "dropped" }, { types: ["order"] });
  const order = await counter.order("P5", "081234567890");
  await counter.until(order.id, "unknown");
  counter.osimesa.faults.on({ kind: "http-error", status: 500 }, { types: ["status"], count: 10 });
  for (let each = 0; each < 20; each += 1)
    counter.osimesa.outsideOrder("P5", `0899000000${10 + each}`);
  const review = await counter.until(order.id, "review", "failed");
  assert.deepEqual(review.state, { name: "review", why: reason("pages-have-gap") });
});

test("a destination echoed with 62 and without blanks is still recognised", async (context) => {
  const counter = await openCounter(context, {
    unknownGraceMs: 1_500,
    unmatchedPolicy: "fail",
  });
  const real = counter.osimesa.faults;
  counter.startEngine();
  const order = await counter.order("P5", "081234567890");
  await counter.until(order.id, "succeeded");
  // The rule holds for this upstream, whose 62 and dropped blanks are only another way of writing.
  real.on({ kind: "data-rewritten" }, { types: ["status"], count: Infinity });
  real.on({ kind: "data-compacted" }, { types: ["status"], count: Infinity });
  const second = await counter.order("P5", "081234567891");
  await counter.until(second.id, "succeeded");
  assert.ok(
    !(await counter.owed(operatorId)).some(
      (notice) => notice.kind === "alarm" && notice.alarm === "matching-off",
    ),
  );
});

/** Transactions of others, the newest with the largest number. */
const seen = (nowMs: number, ...numbers: number[]) =>
  numbers.map((number) => ({
    ref: `R${number}`,
    productCode: "P5",
    productName: "P5",
    data: [`0811${number}`, "", ""],
    priceRupiah: 5_000,
    statusWord: "waiting",
    note: "",
    voucher: "",
    createdAtS: Math.floor(nowMs / 1_000) + number,
    updatedAtS: undefined,
  }));

/** From when on the pages are taken to show everything, by an order that asks. */
async function chainOf({ store, order }: Counter) {
  const { chain } = await store.evidence(await order("P5", "081234567890"), { fromMs: 0, toMs: 1 });
  assert.ok(chain);
  return chain;
}

test("a transaction that was only asked for by its ref proves nothing of pages", async (context) => {
  const counter = await openCounter(context);
  const { store } = counter;
  const beganMs = await store.nowMs();
  await store.observe([], { begunAtMs: beganMs }, 0);
  await store.observe(seen(beganMs, 20), null, 0);
  const { startedMs: before } = await chainOf(counter);
  const laterMs = await until(async () => {
    const nowMs = await store.nowMs();
    return nowMs > before ? nowMs : null;
  });
  // It holds all that was ever seen; yet what came before R16 was never on any page.
  await store.observe(seen(beganMs, 20, 19, 18, 17, 16), { begunAtMs: laterMs }, 0);
  const { startedMs } = await chainOf(counter);
  assert.ok(startedMs >= laterMs, "a new chain");
});

test("a page that was read long after it was asked for vouches only for what comes after it was read", async (context) => {
  const counter = await openCounter(context);
  const { store } = counter;
  const readMs = await store.nowMs();
  // The second one after a gap.
  for (const refs of [
    [1, 2],
    [11, 12],
  ]) {
    await store.observe(seen(readMs, ...refs), { begunAtMs: readMs - 60_000 }, 0);
    const chain = await chainOf(counter);
    assert.ok(chain.startedMs >= readMs);
    assert.equal(chain.lastBegunMs, readMs - 60_000);
  }
});
