import assert from "node:assert/strict";
import { test } from "node:test";
import { createRateLimiter, type Priority } from "../../src/osimesa/rate.ts";
import { createHandClock } from "../hand-clock.ts";
import { lists, openSupplier, orders, says } from "./supplier.ts";

/** A limiter whose tokens leave a list behind: who got one, and when. */
function bucket(perSecond: number) {
  const clock = createHandClock();
  /** How long the limiter wanted to sleep each time. */
  const sleeps: number[] = [];
  const limiter = createRateLimiter(perSecond, {
    ...clock,
    sleep(ms, signal) {
      sleeps.push(ms);
      return clock.sleep(ms, signal);
    },
  });
  const left: { who: Priority; atMs: number }[] = [];
  return {
    clock,
    limiter,
    left,
    sleeps,
    wants(who: Priority, times = 1, signal?: AbortSignal) {
      for (let time = 0; time < times; time += 1)
        void limiter.take(who, signal).then((turn) => {
          if (turn) left.push({ who, atMs: clock.monotonicMs() });
        });
    },
    inOrder: () => left.map(({ who }) => who).join(" "),
  };
}

test("no second sees more than the rate and the half of it that was saved up", async () => {
  const { clock, left, wants } = bucket(10);
  await clock.pass(60_000);
  wants("order", 100);
  await clock.pass(20_000);
  assert.equal(left.length, 100);
  const first = left[0]?.atMs ?? 0;
  const within = (ms: number) => left.filter(({ atMs }) => atMs < first + ms).length;
  assert.equal(within(1), 5);
  for (let from = 0; from < 8_000; from += 100)
    assert.ok(within(from + 1_000) - within(from) <= 15, `from ${from}`);
  // And not fewer: ten a second, evenly.
  assert.equal(within(9_501), 100);
  assert.ok(within(9_400) < 100);
});

test("orders and what ends them take turns, pages before likely results, others by little hope last", async () => {
  const { clock, inOrder, wants } = bucket(1);
  await clock.pass(0);
  wants("order");
  wants("spare");
  wants("lookup");
  wants("result");
  wants("status");
  wants("order");
  await clock.pass(10_000);
  assert.equal(inOrder(), "order status order result lookup spare");
});

test("no page waits for a look-up, however many of them wait", async () => {
  const { clock, inOrder, wants } = bucket(1);
  wants("result", 20);
  wants("lookup", 20);
  for (let page = 0; page < 8; page += 1) {
    await clock.pass(4_000);
    wants("status");
    await clock.pass(2_000);
  }
  const places = inOrder().split(" ");
  assert.equal(places.filter((who) => who === "status").length, 8);
});

test("one token in five is for look-ups of little hope, however many orders and results wait", async () => {
  const { clock, inOrder, wants } = bucket(1);
  wants("order", 5);
  wants("result", 5);
  wants("lookup", 2);
  await clock.pass(60_000);
  const five = "order result order result lookup";
  assert.equal(inOrder(), `${five} ${five} order result`);
});

test("after a pause nothing leaves before its end, and everything after it", async () => {
  const { clock, limiter, left, wants } = bucket(10);
  limiter.pause(30_000);
  wants("order");
  wants("status");
  wants("lookup");
  await clock.pass(29_999);
  assert.deepEqual(left, []);
  await clock.pass(1);
  assert.equal(left.length, 3);
});

test("a pause holds back whoever waited before it, and a shorter one does not end it", async () => {
  const { clock, limiter, left, wants } = bucket(2);
  wants("order", 2);
  await clock.pass(0);
  assert.equal(left.length, 1);
  limiter.pause(10_000);
  limiter.pause(1_000);
  await clock.pass(9_999);
  assert.equal(left.length, 1);
  await clock.pass(1);
  assert.equal(left.length, 2);
});

test("who gives up waiting takes no token", async () => {
  const { clock, left, limiter, wants } = bucket(1);
  wants("order");
  const giving = new AbortController();
  const turn = limiter.take("order", giving.signal);
  wants("order");
  giving.abort();
  assert.equal(await turn, false);
  assert.equal(await limiter.take("order", giving.signal), false);
  await clock.pass(1_000);
  assert.equal(left.length, 2);
});

test("ten thousand of a kind may wait; who comes then is turned away at once", async () => {
  const { limiter, wants } = bucket(1);
  const atOnce = (who: Priority) =>
    Promise.race([limiter.take(who), Promise.resolve("waits" as const)]);
  wants("order", 10_000);
  assert.equal(await atOnce("order"), "waits");
  assert.equal(await atOnce("order"), false);
  assert.equal(await atOnce("status"), "waits");
});

test("a rate below two lets one leave at once, and the next when its time has come", async () => {
  for (const [perSecond, apartMs] of [
    [0.5, 2_000],
    [1, 1_000],
    [1.9, 527],
  ] as const) {
    const { clock, left, wants } = bucket(perSecond);
    await clock.pass(60_000);
    wants("order", 3);
    await clock.pass(0);
    assert.equal(left.length, 1);
    await clock.pass(apartMs - 1);
    assert.equal(left.length, 1);
    await clock.pass(1);
    assert.equal(left.length, 2);
  }
});

test("however many wait there is one timer, until the next may leave, and none once nobody waits", async () => {
  const { clock, left, sleeps, wants } = bucket(1);
  wants("order", 3);
  await clock.pass(60_000);
  assert.equal(left.length, 3);
  assert.deepEqual(sleeps, [1_000, 1_000]);
  // The first of these waits for what is missing of a token.
  wants("order");
  await clock.pass(600);
  wants("order", 2);
  await clock.pass(60_000);
  assert.deepEqual(
    left.slice(3).map(({ atMs }) => atMs),
    [60_000, 61_000, 62_000],
  );
  assert.deepEqual(sleeps.slice(2), [400, 1_000]);
});

for (const [name, answer, ms] of [
  ["429", says("{}", {}, 429), 2_000],
  ["503", says("{}", {}, 503), 2_000],
  ["429 with a time", says("{}", { "retry-after": "7" }, 429), 7_000],
  ["503 with a time", says("{}", { "retry-after": "7" }, 503), 7_000],
  ["429 with a date", says("{}", { "retry-after": "Tue, 24 Nov 2026 10:00:00 GMT" }, 429), 2_000],
  ["429 for an hour", says("{}", { "retry-after": "3600" }, 429), 60_000],
] as const) {
  for (const asked of ["page", "transaction", "services", "order"] as const) {
    test(`${name} to a request for ${asked} leaves the supplier alone for ${ms} ms`, async (t) => {
      const clock = createHandClock();
      const supplier = await openSupplier(t, { clock });
      const { osimesa } = supplier;
      supplier.answers(answer);
      if (asked === "order") await orders(supplier);
      else if (asked === "page") await osimesa.page();
      else if (asked === "services") await lists(supplier);
      else await osimesa.transaction("r1");
      supplier.answers(says('{"status":true,"data":[]}'));
      const never = new AbortController().signal;
      let orderTurn = false;
      void osimesa.orderTurn(never).then((turn) => (orderTurn = turn));
      await clock.pass(ms - 1);
      assert.equal(orderTurn, false);
      assert.equal(supplier.requests.length, 1);
      await clock.pass(1);
      assert.equal(orderTurn, true);
      assert.equal((await osimesa.page()).kind, "page");
    });
  }
}

test("an upstream that is only wrong is not left alone", async (t) => {
  const clock = createHandClock();
  const supplier = await openSupplier(t, { clock });
  for (const status of [400, 404, 500, 502]) {
    supplier.answers(says("{}", { "retry-after": "7" }, status));
    await supplier.osimesa.page();
    assert.equal(await supplier.osimesa.orderTurn(new AbortController().signal), true);
  }
});
