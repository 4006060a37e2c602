import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { fine, hourMs, minuteMs, openSlowCounter, secondMs } from "./slow-time.ts";
import { watchReadings } from "./readings.ts";

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

test("an upstream that is away is asked for its page at the usual pace, however many orders wait for it", async () => {
  const counter = openSlowCounter();
  let asked = 0;
  let away = true;
  counter.shows(() => {
    asked += 1;
    return away
      ? { kind: "trouble", cause: "unreachable", why: reason("busy") }
      : { kind: "page", transactions: [], malformed: 0 };
  });
  counter.startEngine();
  for (const destination of ["081200000001", "081200000002"]) await counter.order(destination);
  await counter.passes(minuteMs);
  assert.ok(asked >= 20 && asked <= 35, `asked ${asked} times in a minute`);
  away = false;
  await counter.passes(3 * secondMs);
  assert.equal(counter.sent.length, 2, "both leave once it is back");
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
