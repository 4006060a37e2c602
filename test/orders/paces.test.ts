import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import {
  fine,
  hourMs,
  minuteMs,
  openSlowCounter,
  secondMs,
  type SlowCounter,
} from "./slow-time.ts";

/** When the account's page is read from now on, and how many look-ups by ref each reading brings. */
function watchReadings(counter: SlowCounter): { atMs: number[]; lookups(): number[] } {
  const atMs: number[] = [];
  const before: number[] = [];
  counter.shows(() => {
    atMs.push(counter.nowMs());
    before.push(counter.lookedUp.length);
    return { kind: "page", transactions: counter.rows.slice(0, 15), malformed: 0 };
  });
  return {
    atMs,
    lookups: () =>
      before.map((count, index) => (before[index + 1] ?? counter.lookedUp.length) - count),
  };
}

test("an order waited on for a minute is looked at every 2 s, older ones less often, at last once a minute", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.order("081200000001");
  await counter.passes(5 * secondMs);
  const confirmedMs = counter.nowMs() - 5 * secondMs;
  const { atMs } = watchReadings(counter);
  await counter.passes(2 * hourMs);
  const gaps = atMs.slice(1).map((at, index) => {
    const beganMs = atMs[index] ?? 0;
    return { ageS: (beganMs - confirmedMs) / 1_000, gapS: (at - beganMs) / 1_000 };
  });
  for (const [ageS, wantedS] of [
    [10, 2],
    [55, 2],
    [300, 10],
    [900, 30],
    [1_700, 56],
    [1_860, 60],
    [7_000, 60],
  ] as const) {
    const one = gaps.findLast((gap) => gap.ageS <= ageS);
    assert.ok(one && Math.abs(one.gapS - wantedS) < 2, `${ageS} s: ${JSON.stringify(one)}`);
  }
});

test("with nobody waiting the account is not read", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(minuteMs);
  const { atMs } = watchReadings(counter);
  await counter.passes(hourMs);
  assert.deepEqual(atMs, []);
});

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
  for (let age = 0; age < 20; age += 1)
    counter.transaction(`08190000${1_000 + age}`, { statusWord: "success" });
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
  const pushOff = (name: string) => {
    for (let age = 0; age < 20; age += 1)
      counter.transaction(`0819${name}${age}`, { statusWord: "success" });
  };
  for (let last = 1; last <= 6; last += 1) await counter.order(`08120000${1_000 + last}`);
  await counter.passes(3 * secondMs);
  // One that is over teaches how long they take.
  Object.assign(counter.rows[0] ?? {}, { statusWord: "success" });
  await counter.passes(3 * secondMs);
  pushOff("1");
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
  pushOff("2");
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
    for (let age = 0; age < 20; age += 1)
      counter.transaction(`0819${destination.slice(-4)}${age}`, { statusWord: "success" });
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
    for (let age = 0; age < 20; age += 1)
      counter.transaction(`0819${destination.slice(-4)}${age}`, { statusWord: "success" });
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
  for (let age = 0; age < 20; age += 1)
    counter.transaction(`08190000${1_000 + age}`, { statusWord: "success" });
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
  for (let age = 0; age < 20; age += 1)
    counter.transaction(`08190000${1_000 + age}`, { statusWord: "success" });
  await counter.passes(12 * secondMs);
  for (const ref of refs) {
    const times = counter.lookedUp.filter((one) => one === ref).length;
    assert.ok(times >= 2, `${ref}: ${times}`);
  }
});

test("what is placed is listed whole at a term's start, a thousand at a time; then a thousand every few seconds", async () => {
  const counter = openSlowCounter();
  const placed = counter.keys.state("placed");
  for (let place = 0; place < 1_500; place += 1)
    counter.db.zadd(placed, counter.nowMs() - place, String(place).padStart(10, "X"));
  const startMs = counter.nowMs();
  const listed: [seconds: number, from: number][] = [];
  const { zrevrange } = counter.db;
  counter.db.zrevrange = (key, first, last) => {
    if (key === placed && last - first === 999)
      listed.push([Math.floor((counter.nowMs() - startMs) / secondMs), first]);
    return zrevrange(key, first, last);
  };
  counter.startEngine();
  await counter.passes(20 * secondMs);
  assert.deepEqual(listed.slice(0, 3), [
    [0, 0],
    [0, 1_000],
    // Where there is nothing more, the next look begins anew.
    [0, 2_000],
  ]);
  const later = listed.slice(3);
  assert.deepEqual(
    later.map(([, from]) => from),
    [0, 1_000, 2_000],
  );
  for (const [index, [atS]] of later.entries()) {
    const sinceS = atS - (later[index - 1]?.[0] ?? 0);
    assert.ok(sinceS >= 5 && sinceS <= 6, JSON.stringify(listed));
  }
});

test("an order of another process is sent within the half second of the next look", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.order("081100000001");
  await counter.passes(3 * secondMs);
  for (let last = 1; last <= 5; last += 1) {
    const destination = `08120000000${last}`;
    // Not always at the same time after a look.
    await counter.passes(1_030);
    await counter.order(destination);
    await counter.passes(600);
    assert.equal(counter.sent.at(-1), destination);
  }
});

test("after Redis was away what waited goes out at the next look, a second later at most", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(secondMs);
  counter.redis({ reads: "refused", scripts: "fine" });
  await counter.order("081200000001");
  await counter.passes(20 * secondMs);
  assert.deepEqual(counter.sent, []);
  counter.redis(fine);
  await counter.passes(1_100);
  assert.deepEqual(counter.sent, ["081200000001"]);
});

test("a claim whose reply was lost is asked again within its two seconds, and sent once", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(secondMs);
  counter.redis({ reads: "fine", scripts: "reply-lost" });
  const order = await counter.order("081200000001");
  await counter.passes(secondMs);
  assert.equal((await counter.find(order.id)).state.name, "sending");
  assert.deepEqual(counter.sent, []);
  counter.redis(fine);
  await counter.passes(300);
  assert.deepEqual(counter.sent, ["081200000001"]);
  await counter.passes(secondMs);
  assert.equal((await counter.find(order.id)).state.name, "placed");
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

test("a confirmation card can be pressed for five minutes", async () => {
  const counter = openSlowCounter();
  const [inTime, late] = [await counter.card("081200000001"), await counter.card("081200000002")];
  await counter.passes(5 * minuteMs - secondMs);
  assert.equal((await counter.order("081200000001", inTime)).state.name, "confirmed");
  await counter.passes(secondMs);
  await assert.rejects(counter.order("081200000002", late), /not confirmed/);
});

test("an answer recorded while a page is read for nobody is looked at a pace later, not a minute", async () => {
  const counter = openSlowCounter({ settings: { unmatchedPolicy: "fail" } });
  counter.transaction("081200000000", { statusWord: "success" });
  counter.startEngine();
  counter.answers(() => ({ kind: "unclear", why: reason("timeout") }));
  await counter.passes(secondMs);
  // One that was never placed is watched for: pages are read though nobody waits.
  const { id } = await counter.order("081200000001");
  await counter.passes(5 * minuteMs);
  assert.equal((await counter.find(id)).state.name, "failed");
  counter.answers(counter.placed);
  const { id: done } = await counter.order("081200000002");
  await counter.passes(secondMs);
  const pagesMs: number[] = [];
  counter.shows(async () => {
    pagesMs.push(counter.nowMs());
    for (const row of counter.rows) row.statusWord = "success";
    await counter.after(3 * secondMs);
    return { kind: "page", transactions: counter.rows.slice(0, 15), malformed: 0 };
  });
  // The second one is read for nobody: the first has shown that the order is done.
  while (pagesMs.length < 2) await counter.passes(100);
  assert.equal((await counter.find(done)).state.name, "succeeded");
  counter.answers(() => ({ kind: "unclear", why: reason("timeout") }));
  const { id: unclear } = await counter.order("081200000003");
  await counter.passes(2 * secondMs);
  assert.equal((await counter.find(unclear)).state.name, "unknown");
  assert.equal(pagesMs.length, 2, "it is still being read");
  await counter.passes(10 * secondMs);
  assert.ok(pagesMs.length > 2, "the next page is not read for a minute");
});
