import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { minuteMs, openSlowCounter, secondMs, type SlowCounter } from "./slow-time.ts";
import type { OrderAnswer } from "../../src/osimesa/answers.ts";

const lost: OrderAnswer = { kind: "unclear", why: reason("timeout") };

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
