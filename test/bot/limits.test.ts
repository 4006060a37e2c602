import assert from "node:assert/strict";
import { test } from "node:test";
import { createAllowance } from "../../src/bot/limits.ts";
import { systemClock } from "../../src/clock.ts";

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
