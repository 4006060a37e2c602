import assert from "node:assert/strict";
import { test } from "node:test";
import type { Bell } from "../../src/bell.ts";
import { systemClock } from "../../src/clock.ts";
import { createPace } from "../../src/orders/pace.ts";

function openPace() {
  const rung = { orders: 0, tracking: 0 };
  const counting = (name: keyof typeof rung): Bell => ({
    ring: () => (rung[name] += 1),
    wait: systemClock.sleep,
  });
  const missing: boolean[] = [];
  const pace = createPace({
    gate: { wantsPage: () => false, pageMissing: (is) => missing.push(is) },
    bells: { orders: counting("orders"), tracking: counting("tracking") },
  });
  return { pace, rung, missing };
}

test("who reads the account is woken once when orders begin to wait for a page, from the very first look on", () => {
  const { pace, rung, missing } = openPace();
  for (const [queue, rings] of [
    [{ waiting: 1, maySend: false }, 1],
    [{ waiting: 2, maySend: false }, 1],
    [{ waiting: 2, maySend: true }, 1],
    [{ waiting: 0, maySend: false }, 1],
    [{ waiting: 1, maySend: false }, 2],
  ] as const) {
    pace.queueSeen(queue);
    assert.equal(rung.tracking, rings, JSON.stringify(queue));
    assert.equal(pace.wantsPage(), queue.waiting > 0);
  }
  assert.deepEqual(missing, [true, true, false, false, true]);
  assert.equal(rung.orders, 0);
  pace.accountSeen();
  assert.equal(rung.orders, 1);
});
