import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { hourMs, minuteMs, openSlowCounter, secondMs } from "./slow-time.ts";
import { watchReadings } from "./readings.ts";

test("orders the page no longer shows are asked for after it, one after the other without a pause, until all were", async () => {
  const counter = openSlowCounter();
  const { stop } = counter.startEngine();
  for (let last = 1; last <= 12; last += 1) {
    await counter.order(`08120000${1_000 + last}`);
    await counter.passes(2 * secondMs);
  }
  const refs = counter.rows.map(({ ref }) => ref);
  assert.equal(refs.length, 12);
  stop();
  counter.pushesOff();
  await counter.passes(hourMs);
  const before = counter.lookedUp.length;
  counter.startEngine();
  const readings = watchReadings(counter);
  await counter.passes(20 * secondMs);
  assert.deepEqual(readings.lookups(), [12]);
  assert.deepEqual(counter.lookedUp.slice(before).toSorted(), refs.toSorted(), "each once");
  await counter.passes(2 * minuteMs);
  assert.ok(counter.lookedUp.length >= before + 24, "and again when their minute is over");
});

test("look-ups that hang delay no page, and no order whose result is likely", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  for (let last = 1; last <= 6; last += 1) await counter.order(`08120000${1_000 + last}`);
  await counter.passes(3 * secondMs);
  // One that is over teaches how long they take.
  Object.assign(counter.rows[0] ?? {}, { statusWord: "success" });
  await counter.passes(3 * secondMs);
  counter.pushesOff();
  const hanging = new Set<string>();
  counter.looksUp((ref) => {
    hanging.add(ref);
    return new Promise(() => undefined);
  });
  const { atMs } = watchReadings(counter);
  await counter.passes(10 * secondMs);
  assert.ok(hanging.size >= 3, String(hanging.size));
  assert.ok(atMs.length >= 4, `${atMs.length} pages in 10 s`);
  const { id } = await counter.order("081200002001");
  await counter.passes(2_100);
  const [own] = counter.rows;
  assert.ok(own);
  counter.pushesOff();
  own.statusWord = "success";
  counter.looksUp(() => ({ kind: "page", transactions: [own], malformed: 0 }));
  await counter.passes(8 * secondMs);
  assert.equal((await counter.find(id)).state.name, "succeeded");
});

test("whose result is likely is asked for first, at the time its service usually takes", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  /** Orders one that ends after 30 s, off the page, and says when it was first asked for by ref, in s from then. */
  async function followed(destination: string): Promise<number> {
    const { id } = await counter.order(destination);
    await counter.passes(3 * secondMs);
    const sentAtMs = (await counter.find(id)).sentAtMs ?? 0;
    const [row] = counter.rows;
    assert.ok(row);
    counter.pushesOff();
    const askedMs: number[] = [];
    counter.looksUp((ref) => {
      if (ref === row.ref) askedMs.push(counter.nowMs());
      const isOver = counter.nowMs() - sentAtMs >= 30 * secondMs;
      const shown = { ...row, ...(isOver && { statusWord: "success" }) };
      return { kind: "page", transactions: ref === row.ref ? [shown] : [], malformed: 0 };
    });
    await counter.passes(2 * minuteMs);
    assert.equal((await counter.find(id)).state.name, "succeeded");
    return ((askedMs.at(-1) ?? 0) - sentAtMs) / secondMs;
  }
  await followed("081200000001");
  const asked = await followed("081200000002");
  assert.ok(asked >= 30 && asked < 33, `told after ${asked} s`);
});

test("a look-up that fails when a result is likely is tried again in two seconds, not at the pace of the order's age", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  /** Orders one that ends after five minutes, off the page; says when it was told, in s from when it was sent. */
  async function followed(destination: string, failures: number): Promise<number> {
    const { id } = await counter.order(destination);
    await counter.passes(3 * secondMs);
    const sentAtMs = (await counter.find(id)).sentAtMs ?? 0;
    const [row] = counter.rows;
    assert.ok(row);
    counter.pushesOff();
    let failed = 0;
    counter.looksUp((ref) => {
      if (ref !== row.ref) return { kind: "page", transactions: [], malformed: 0 };
      if (counter.nowMs() - sentAtMs < 5 * minuteMs)
        return { kind: "page", transactions: [row], malformed: 0 };
      failed += 1;
      return failed <= failures
        ? { kind: "trouble", cause: "unreachable", why: reason("timeout") }
        : { kind: "page", transactions: [{ ...row, statusWord: "success" }], malformed: 0 };
    });
    await counter.passes(6 * minuteMs);
    const { state, changedAtMs } = await counter.find(id);
    assert.equal(state.name, "succeeded");
    return (changedAtMs - sentAtMs) / secondMs;
  }
  // The first one teaches how long they take.
  const usualS = await followed("081200000001", 0);
  const toldS = await followed("081200000002", 2);
  assert.ok(toldS > usualS + 4 && toldS < usualS + 7, `${toldS} s, usually ${usualS} s`);
});

test("a look-up that shows what was taken in before asks nothing of Redis; what it says more is taken in", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  const { id } = await counter.order("081200000001");
  await counter.passes(3 * secondMs);
  const [own] = counter.rows;
  assert.ok(own);
  counter.pushesOff();
  await counter.passes(3 * secondMs);
  let takenIn = 0;
  const { zcard } = counter.db;
  counter.db.zcard = (key) => {
    if (key.endsWith(":mirror")) takenIn += 1;
    return zcard(key);
  };
  const pages = watchReadings(counter);
  const before = counter.lookedUp.length;
  await counter.passes(20 * secondMs);
  assert.ok(counter.lookedUp.length - before >= 5, `${counter.lookedUp.length - before} look-ups`);
  assert.equal(takenIn, pages.atMs.length);
  own.statusWord = "Menunggu provider";
  await counter.passes(5 * secondMs);
  const { state } = await counter.find(id);
  assert.ok(state.name === "placed");
  assert.equal(state.statusWord, "Menunggu provider");
  assert.equal(takenIn, pages.atMs.length + 1);
});

test("those not asked for the longest come first: none is passed over for others that are due again", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  for (let last = 1; last <= 12; last += 1) await counter.order(`08120000${1_000 + last}`);
  await counter.passes(5 * secondMs);
  const refs = counter.rows.map(({ ref }) => ref);
  assert.equal(refs.length, 12);
  counter.pushesOff();
  await counter.passes(12 * secondMs);
  for (const ref of refs) {
    const times = counter.lookedUp.filter((one) => one === ref).length;
    assert.ok(times >= 2, `${ref}: ${times}`);
  }
});
