import assert from "node:assert/strict";
import { test } from "node:test";
import { createAllowance, createPersonLimits } from "../../../src/bot/people/allowance.ts";
import { systemClock } from "../../../src/clock.ts";

test("a window allows so many, tells once, and is forgotten when it is over", () => {
  let nowMs = 0;
  const allowance = createAllowance({ ...systemClock, monotonicMs: () => nowMs }, 3, 1_000);
  const take = () => allowance.take(7001);
  assert.deepEqual(
    [take(), take(), take(), take(), take()],
    ["allowed", "allowed", "allowed", "refused", "told"],
  );
  assert.equal(allowance.take(7002), "allowed");
  nowMs = 999;
  assert.equal(take(), "told");
  nowMs = 1_000;
  assert.deepEqual([take(), take(), take(), take()], ["allowed", "allowed", "allowed", "refused"]);
});

test("updates count for ten seconds, confirmation cards for an hour, 300 of them", () => {
  let nowMs = 0;
  const clock = { ...systemClock, monotonicMs: () => nowMs };
  const { updates, cards } = createPersonLimits({ clock, updatesIn10S: 2 });
  for (const [allowance, most, windowMs] of [
    [updates, 2, 10_000],
    [cards, 300, 3_600_000],
  ] as const) {
    nowMs = 0;
    for (let count = 0; count < most; count += 1) assert.equal(allowance.take(7001), "allowed");
    assert.equal(allowance.spent(7001), false, "all is taken, but they have not heard so");
    assert.equal(allowance.take(7001), "refused");
    assert.equal(allowance.spent(7001), true);
    nowMs = windowMs - 1;
    assert.equal(allowance.take(7001), "told");
    nowMs = windowMs;
    assert.equal(allowance.spent(7001), false);
    assert.equal(allowance.take(7001), "allowed");
  }
});

test("of more than 20,000 people at once the first is forgotten, and nobody else", () => {
  const allowance = createAllowance({ ...systemClock, monotonicMs: () => 0 }, 1, 1_000);
  for (let userId = 1; userId <= 20_000; userId += 1) allowance.take(userId);
  assert.equal(allowance.take(1), "refused");
  allowance.take(20_001);
  assert.equal(allowance.take(2), "refused");
  assert.equal(allowance.take(1), "allowed");
});
