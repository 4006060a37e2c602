import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { minuteMs, openSlowCounter, secondMs } from "./slow-time.ts";
import type { OrderAnswer } from "../../src/osimesa/answers.ts";
import type { OrdersDependencies } from "../../src/orders/orders.ts";
import type { Order, Withdrawal } from "../../src/orders/state/order.ts";

const lost: OrderAnswer = { kind: "unclear", why: reason("timeout") };
const number = "081200000001";
const ttlMs = 60 * secondMs;

/** An order that nobody answered for, and an equal one that waits for it. */
async function openWaiting(recheck?: OrdersDependencies["recheck"]) {
  const counter = openSlowCounter({
    settings: { confirmedTtlMs: ttlMs },
    ...(recheck === undefined ? {} : { recheck }),
  });
  counter.transaction("081900000000", { statusWord: "success" });
  const { stop } = counter.startEngine();
  await counter.passes(secondMs);
  counter.answers(() => lost);
  const first = await counter.order(number);
  await counter.passes(5 * secondMs);
  const second = await counter.order(number);
  await counter.passes(5 * secondMs);
  const { state } = await counter.find(second.id);
  assert.ok(state.name === "confirmed" && state.waitsFor === first.id, JSON.stringify(state));
  return { ...counter, stop, first, second };
}

function withdrawn(why: Withdrawal, waitedFor?: Order): Order["state"] {
  return {
    name: "failed",
    failure: {
      reason: "withdrawn",
      why,
      ...(waitedFor === undefined ? {} : { waitedFor: waitedFor.id }),
    },
  };
}

test("withdrawn while the equal order it waits for is undecided, it says which one that is", async () => {
  const expired = await openWaiting();
  await expired.passes(2 * minuteMs);
  assert.deepEqual(
    (await expired.find(expired.second.id)).state,
    withdrawn("expired", expired.first),
  );

  const cancelled = await openWaiting();
  assert.equal((await cancelled.cancel(cancelled.second.id)).kind, "cancelled");
  assert.deepEqual(
    (await cancelled.find(cancelled.second.id)).state,
    withdrawn("cancelled", cancelled.first),
  );

  let price = false;
  const dearer = await openWaiting(async () => (price ? "price" : null));
  price = true;
  await dearer.passes(5 * secondMs);
  assert.deepEqual((await dearer.find(dearer.second.id)).state, withdrawn("price", dearer.first));
});

test("of an equal order that is decided by then nothing is said: it may be ordered again", async () => {
  for (const why of ["expired", "cancelled"] as const) {
    const counter = await openWaiting();
    // Decided by an operator while nobody sends.
    await counter.passes(20 * secondMs);
    counter.transaction(number);
    counter.transaction(number);
    await counter.passes(10 * secondMs);
    assert.equal((await counter.find(counter.first.id)).state.name, "review");
    counter.stop();
    assert.equal((await counter.neverPlaced(counter.first.id)).kind, "decided");
    if (why === "cancelled") await counter.cancel(counter.second.id);
    else {
      await counter.passes(ttlMs);
      counter.startEngine();
      await counter.passes(minuteMs);
    }
    assert.deepEqual((await counter.find(counter.second.id)).state, withdrawn(why));
    assert.equal(counter.sent.length, 1);
  }
});

test("an equal order that cannot be read holds up no withdrawal, and is not taken as decided", async () => {
  const counter = await openWaiting();
  counter.db.hset(counter.keys.order(counter.first.id), { facts: "{" });
  await counter.passes(2 * minuteMs);
  assert.deepEqual(
    (await counter.find(counter.second.id)).state,
    withdrawn("expired", counter.first),
  );
});

test("❌ pressed in the very moment the engine notes something of the waiting order takes it back all the same", async () => {
  /** How long after its confirmation the engine notes that it waits for an equal one; the same in every run. */
  async function heldAfterMs(cancelAfterMs: number | null): Promise<number> {
    const counter = openSlowCounter();
    counter.startEngine();
    counter.answers(() => new Promise(() => undefined));
    await counter.order("081200000001");
    await counter.passes(3 * secondMs);
    const order = await counter.order("081200000001");
    if (cancelAfterMs !== null) {
      await counter.passes(cancelAfterMs);
      assert.equal((await counter.cancel(order.id)).kind, "cancelled", `${cancelAfterMs} ms`);
      return cancelAfterMs;
    }
    const stored = () => JSON.stringify(counter.db.hgetall(counter.keys.order(order.id)));
    const asConfirmed = stored();
    let passedMs = 0;
    for (; stored() === asConfirmed && passedMs < 2 * secondMs; passedMs += 1)
      await counter.passes(1);
    return passedMs;
  }
  const notedMs = await heldAfterMs(null);
  assert.ok(notedMs > 8 && notedMs < 2 * secondMs, String(notedMs));
  for (let early = 8; early >= -2; early -= 1) await heldAfterMs(notedMs - early);
});
