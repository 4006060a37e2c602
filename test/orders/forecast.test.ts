import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog } from "../../src/log.ts";
import { createForecast } from "../../src/orders/placing/forecast.ts";
import type { QueueNow } from "../../src/orders/placing/queue.ts";
import type { OrderState } from "../../src/orders/state/order.ts";
import { createHandClock } from "../hand-clock.ts";
import { minuteMs, orderOf, secondMs } from "./balance/accounts.ts";

const confirmed: OrderState = { name: "confirmed" };

/** Three orders that wait, the latest of all begun just now, six seconds apart. */
function openForecast() {
  const clock = createHandClock();
  const orders = [1, 2, 3].map((count) =>
    orderOf(confirmed, [["confirmed", clock.wallMs() + count]], { pacedMs: 0 }),
  );
  const now: QueueNow = {
    waiting: orders,
    pace: { gapMs: 6_000, lastMs: clock.wallMs(), pacedMs: 0 },
    placeOfNext: () => 3,
  };
  let read: () => Promise<QueueNow> = () => Promise.resolve(now);
  const forecast = createForecast({
    queue: { read: () => read() },
    news: { read: async () => ({ disturbed: false, hold: null }) },
    clock,
    log: createLog({ level: "silent", secrets: [] }),
    settings: { confirmedTtlMs: 3 * minuteMs, orderGapMs: null },
  });
  return { clock, orders, forecast, reads: (next: typeof read) => void (read = next) };
}

test("each order that waits has its place, and waits for the gaps before it; one that has no turn has none", async () => {
  const { orders, forecast } = openForecast();
  const standings = await Promise.all(orders.map((order) => forecast.of(order)));
  assert.deepEqual(
    standings.map((one) => [one?.place, one?.waitMs, one?.untilMs]),
    orders.map(({ confirmedAtMs }, place) => [
      place + 1,
      (place + 1) * 6 * secondMs,
      confirmedAtMs + 3 * minuteMs,
    ]),
  );
  assert.deepEqual(
    await forecast.all(),
    orders.map(({ id }, place) => ({ id, ...standings[place] })),
  );
  assert.equal(await forecast.ofNext(7001), 24 * secondMs);
  const [first] = orders;
  assert.ok(first);
  const waits = { ...first, state: { ...confirmed, waitsFor: first.id } };
  assert.equal(await forecast.of(waits), null);
  assert.equal(await forecast.of(orderOf(confirmed, [])), null, "not in the queue any more");
});

test("a queue that cannot be read is said nothing of, and read again half a second later", async () => {
  const { clock, orders, forecast, reads } = openForecast();
  const [first] = orders;
  assert.ok(first);
  reads(() => Promise.reject(new Error("LOADING")));
  assert.equal(await forecast.of(first), null);
  assert.deepEqual(await forecast.all(), []);
  assert.equal(await forecast.ofNext(7001), 0);
  await clock.pass(500);
  reads(async () => ({
    waiting: [first],
    pace: { gapMs: null, lastMs: null, pacedMs: 0 },
    placeOfNext: () => 1,
  }));
  assert.equal((await forecast.of(first))?.waitMs, 0);
});
