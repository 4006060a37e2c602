import assert from "node:assert/strict";
import { test } from "node:test";
import { hourMs, minuteMs, openSlowCounter, secondMs, type SlowCounter } from "./slow-time.ts";

/** From now on orders are refused that come sooner than this after the last one that was taken. */
function paced(counter: SlowCounter, gapMs: number, says: "gap" | "nothing" = "gap") {
  const upstream = { gapMs, begunMs: [] as number[], refused: 0 };
  let takenMs = -Infinity;
  counter.answers((order) => {
    const nowMs = counter.nowMs();
    upstream.begunMs.push(nowMs);
    if (nowMs < takenMs + upstream.gapMs) {
      upstream.refused += 1;
      const waitS = says === "gap" ? upstream.gapMs / 1_000 : null;
      return { kind: "not-now", cause: "pace", waitS, message: "Transaksi dibatasi" };
    }
    takenMs = nowMs;
    return counter.placed(order);
  });
  return {
    upstream,
    /** Times between the orders that came, in ms. */
    gaps: () => upstream.begunMs.slice(1).map((at, place) => at - (upstream.begunMs[place] ?? 0)),
  };
}

async function orders(counter: SlowCounter, count: number, from = 0): Promise<void> {
  for (let each = from; each < from + count; each += 1)
    await counter.orderOf(7001 + (each % 5), `0812${String(each).padStart(8, "0")}`);
}

test("one refusal teaches how far apart orders have to be", async () => {
  const counter = openSlowCounter();
  const { upstream, gaps } = paced(counter, 6_000);
  await orders(counter, 20);
  counter.startEngine();
  await counter.passes(2 * minuteMs + 20 * secondMs);
  assert.equal(upstream.refused, 1);
  assert.ok(upstream.begunMs.length >= 20, String(upstream.begunMs.length));
  const [first = 0, ...kept] = gaps();
  assert.ok(first < 2_000, "nothing is known yet");
  assert.ok(Math.min(...kept) >= 6_000 && Math.max(...kept) < 6_700, kept.join(" "));
});

test("what was learnt outlives the process", async () => {
  const counter = openSlowCounter();
  const { upstream, gaps } = paced(counter, 6_000);
  await orders(counter, 12);
  const { stop } = counter.startEngine();
  await counter.passes(30 * secondMs);
  stop();
  const before = upstream.begunMs.length;
  counter.startEngine();
  await counter.passes(minuteMs);
  assert.ok(upstream.begunMs.length > before + 3);
  assert.equal(upstream.refused, 1);
  assert.ok(Math.min(...gaps().slice(1)) >= 6_000, gaps().join(" "));
});

test("a second process begins no order sooner after the first one's", async () => {
  const counter = openSlowCounter();
  const { upstream, gaps } = paced(counter, 60_000);
  await orders(counter, 8);
  const { stop } = counter.startEngine();
  while (upstream.begunMs.length < 3) await counter.passes(100);
  stop();
  await orders(counter, 8, 20);
  counter.startEngine();
  await counter.passes(3 * minuteMs);
  assert.equal(upstream.refused, 1);
  assert.ok(upstream.begunMs.length >= 5);
  assert.ok(Math.min(...gaps().slice(1)) >= 60_000, gaps().join(" "));
});

test("where the upstream names no number the gap is doubled, from one second", async () => {
  const counter = openSlowCounter({ settings: { confirmedTtlMs: hourMs } });
  const { upstream, gaps } = paced(counter, 6_000, "nothing");
  await orders(counter, 20);
  counter.startEngine();
  await counter.passes(3 * minuteMs);
  assert.equal(upstream.refused, 4);
  const kept = gaps().slice(5);
  assert.ok(Math.min(...kept) >= 8_000 && Math.max(...kept) < 8_700, gaps().join(" "));
});

/** As if the gap had been learnt an hour earlier. */
function hourPasses({ db, keys }: SlowCounter): void {
  const { pace } = keys.line("game");
  db.hset(pace, { tried: Number(db.hget(pace, "tried")) - hourMs });
}

test("once an hour a shorter gap is tried; refused, the old one is back at once", async () => {
  const counter = openSlowCounter({ settings: { confirmedTtlMs: hourMs } });
  const { upstream, gaps } = paced(counter, 6_000, "nothing");
  counter.startEngine();
  await orders(counter, 12);
  await counter.passes(minuteMs);
  const learning = upstream.refused;
  const before = gaps().length;
  hourPasses(counter);
  await counter.passes(40 * secondMs);
  assert.equal(upstream.refused, learning, "8 s are more than it wants, and so are 6");
  hourPasses(counter);
  await orders(counter, 12, 100);
  await counter.passes(40 * secondMs);
  assert.equal(upstream.refused, learning + 1);
  const seconds = gaps()
    .slice(before)
    .map((gap) => Math.round(gap / 1_000));
  const tried = seconds.findIndex((gap) => gap < 6);
  assert.deepEqual(seconds.slice(tried, tried + 3), [5, 6, 6], seconds.join(" "));
});

test("where no order waits nothing shorter is tried: after a quiet day the learnt gap still holds", async () => {
  const counter = openSlowCounter();
  const { upstream } = paced(counter, 6_000);
  counter.startEngine();
  await orders(counter, 3);
  await counter.passes(30 * secondMs);
  for (let hour = 0; hour < 12; hour += 1) {
    hourPasses(counter);
    await orders(counter, 1, 100 + hour);
    await counter.passes(10 * secondMs);
  }
  const before = upstream.refused;
  await orders(counter, 3, 200);
  await counter.passes(30 * secondMs);
  assert.ok(upstream.refused <= before + 1, "but for the hourly try");
});

test("a gap that Redis forgot is learnt again", async () => {
  const counter = openSlowCounter();
  const { upstream } = paced(counter, 6_000);
  counter.startEngine();
  await orders(counter, 5);
  await counter.passes(40 * secondMs);
  counter.db.del(counter.keys.line("game").pace);
  await orders(counter, 10, 50);
  await counter.passes(90 * secondMs);
  assert.equal(upstream.refused, 2);
});

test("a clock of Redis that was set back holds nobody up for longer than the gap", async () => {
  const counter = openSlowCounter();
  const { upstream } = paced(counter, 6_000);
  counter.startEngine();
  await orders(counter, 3);
  await counter.passes(20 * secondMs);
  counter.db.hset(counter.keys.line("game").pace, { last: counter.nowMs() + hourMs });
  const before = upstream.begunMs.length;
  await orders(counter, 1, 50);
  await counter.passes(8 * secondMs);
  assert.equal(upstream.begunMs.length, before + 1);
});

test("a gap by the settings is kept, whatever the upstream says", async () => {
  const counter = openSlowCounter({ settings: { orderGapMs: 3_000 } });
  const { upstream, gaps } = paced(counter, 6_000);
  await orders(counter, 10);
  counter.startEngine();
  await counter.passes(40 * secondMs);
  assert.ok(upstream.refused > 3);
  assert.ok(Math.min(...gaps()) >= 3_000 && Math.max(...gaps()) < 3_700, gaps().join(" "));
});

test("an upstream without a gap gets the third order and all after it at once", async () => {
  const counter = openSlowCounter();
  const { upstream } = paced(counter, 0);
  await orders(counter, 10);
  counter.startEngine();
  await counter.passes(2 * secondMs);
  assert.equal(upstream.begunMs.length, 10);
});

test("two that were taken within two seconds of one another show that no gap is needed; further apart they show nothing", async () => {
  for (const [takesMs, sent] of [
    [1_900, 10],
    [2_100, 3],
  ] as const) {
    const counter = openSlowCounter();
    counter.answers(async (order) => {
      await counter.after(takesMs);
      return counter.placed(order);
    });
    await orders(counter, 10);
    counter.startEngine();
    await counter.passes(6 * secondMs);
    assert.equal(counter.sent.length, sent, `${takesMs} ms each`);
  }
});

test("as long as nothing is known an order waits for the answer to the one before, three seconds at most", async () => {
  const counter = openSlowCounter();
  counter.answers(() => new Promise(() => undefined));
  await orders(counter, 3);
  counter.startEngine();
  await counter.passes(2_500);
  assert.equal(counter.sent.length, 1);
  await counter.passes(1_500);
  assert.equal(counter.sent.length, 2);
});
