import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import type { Order, OrderId } from "../../src/orders/state/order.ts";
import { hourMs, minuteMs, openSlowCounter, secondMs } from "./slow-time.ts";

/*
 * Many orders at once before an upstream that takes one every six seconds: all are sent, nobody's fail for the pace, and
 * each reseller waits for a fair share of it.
 */

const gapMs = 6_000;
/** `ORDERS=1000` takes minutes. */
const many = Number(process.env["ORDERS"] ?? 100);

/** An upstream that refuses what comes too soon, and has done what it took at once. */
function openMindful() {
  const counter = openSlowCounter();
  const upstream = { refused: 0, heard: true };
  let takenMs = -Infinity;
  counter.answers((order) => {
    const nowMs = counter.nowMs();
    if (nowMs < takenMs + gapMs) {
      upstream.refused += 1;
      return {
        kind: "not-now",
        cause: "pace",
        waitS: gapMs / 1_000,
        message: "Transaksi dibatasi",
      };
    }
    takenMs = nowMs;
    const answer = counter.placed(order);
    const [row] = counter.rows;
    if (row !== undefined) row.statusWord = "success";
    return answer;
  });
  counter.shows(() =>
    upstream.heard
      ? { kind: "page", transactions: counter.rows.slice(0, 15), malformed: 0 }
      : { kind: "trouble", cause: "unreachable", why: reason("timeout") },
  );
  return { counter, upstream };
}

test(`${many} orders at once before a gap of six seconds: none fails, one refusal teaches the gap, none waits over 1.5 fair shares`, async () => {
  const { counter, upstream } = openMindful();
  // One reseller wants half of it; he is not to take it from the others.
  const orders: { id: OrderId; reseller: number }[] = [];
  for (let number = 0; number < many; number += 1) {
    const reseller = number < many / 2 ? 7001 : 7002 + (number % 19);
    const { id } = await counter.orderOf(reseller, `0812${String(number).padStart(8, "0")}`);
    orders.push({ id, reseller });
  }
  const startedMs = counter.nowMs();
  const { stop } = counter.startEngine();
  // A gap of 6 s has a margin, and the queue is looked at twice a second; half of it in one process, half in the next.
  const halfMs = (many / 2) * 7_000;
  await counter.passes(halfMs);
  stop();
  counter.startEngine();
  await counter.passes(halfMs + minuteMs);
  // Once an hour a shorter one is tried.
  assert.equal(upstream.refused, 1 + Math.floor((2 * halfMs) / hourMs));
  const sentMs = new Map<number, number[]>();
  for (const { id, reseller } of orders) {
    const order = await counter.find(id);
    assert.equal(order.state.name, "succeeded", JSON.stringify(order.timeline));
    sentMs.set(reseller, [...(sentMs.get(reseller) ?? []), order.sentAtMs ?? Infinity]);
  }
  for (const [reseller, times] of sentMs) {
    const longestMs = Math.max(...times) - startedMs;
    // The gap, with its margin and the look at the queue.
    const fairMs = Math.min(times.length * sentMs.size, orders.length) * (gapMs + 500);
    assert.ok(longestMs <= 1.5 * fairMs, `${reseller} waited ${longestMs} ms for ${times.length}`);
  }
});

test("an order's time to be sent runs while the queue stands still, not while it moves", async () => {
  const { counter, upstream } = openMindful();
  const orders: Order[] = [];
  for (let number = 0; number < 100; number += 1)
    orders.push(await counter.order(`0812${String(number).padStart(8, "0")}`));
  counter.startEngine();
  // Longer than the three minutes that an order may wait.
  await counter.passes(5 * minuteMs);
  const states = async () => {
    const names = [];
    for (const { id } of orders) names.push((await counter.find(id)).state.name);
    return names;
  };
  const before = await states();
  assert.ok(before.includes("confirmed") && !before.includes("failed"), before.join(" "));
  upstream.heard = false;
  // A page is good for a minute; then nothing is sent.
  await counter.passes(2 * minuteMs + 30 * secondMs);
  const meanwhile = await states();
  assert.ok(!meanwhile.includes("failed"), meanwhile.join(" "));
  await counter.passes(2 * minuteMs);
  const after = await states();
  assert.ok(!after.includes("confirmed"), after.join(" "));
  assert.ok(after.includes("failed"));
});

test("an order whose time is up by the time of its turn is not taken back if the queue has moved since", async () => {
  const counter = openSlowCounter({ settings: { orderGapMs: 0 } });
  counter.startEngine();
  await counter.order("081200000000");
  await counter.passes(10 * secondMs);
  counter.shows(() => ({ kind: "trouble", cause: "unreachable", why: reason("timeout") }));
  // A page is good for a minute; then nothing is sent.
  await counter.passes(2 * minuteMs);
  await counter.order("081200000001");
  const { confirmedAtMs } = await counter.order("081200000002");
  await counter.passes(170 * secondMs);
  counter.shows(async () => {
    await counter.after(Math.max(0, confirmedAtMs + 178.6 * secondMs - counter.nowMs()));
    return { kind: "page", transactions: counter.rows, malformed: 0 };
  });
  // One has its turn just before three minutes are over and one after; but in two seconds of these the queue moved.
  counter.turnTakes(0.9 * secondMs);
  await counter.passes(minuteMs);
  assert.deepEqual(counter.sent.slice(1), ["081200000001", "081200000002"]);
});
