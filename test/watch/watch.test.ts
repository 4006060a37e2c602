import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { minute, openWatch, second } from "./watched.ts";

test("a shop where all is well tells nobody anything", async (context) => {
  const { start, passes, told } = await openWatch(context);
  start();
  await passes(10 * minute);
  assert.deepEqual(await told(), []);
});

test("a refused account is told at once and once to every operator; neither a restart nor another process repeats it", async (context) => {
  const { all, start, passes, told, details } = await openWatch(context);
  const stop = start();
  all.sending = () => ({ kind: "refused", why: reason("refused", "Saldo tidak mencukupi.") });
  await passes(5 * minute);
  await stop();
  start();
  start();
  await passes(5 * minute);
  assert.deepEqual(await told(), ["sending-paused begun"]);
  assert.deepEqual(await told(9002), ["sending-paused begun"]);
  assert.deepEqual(await details(), ["refused Saldo tidak mencukupi."]);
});

test("a restart alone does not make a refused account good; an order that goes through and calm do", async (context) => {
  const { all, start, passes, told } = await openWatch(context);
  all.sending = () => ({ kind: "refused", why: reason("refused", "Saldo") });
  const stop = start();
  await passes(5 * second);
  await stop();
  all.sending = () => ({ kind: "unproven" });
  start();
  await passes(30 * minute);
  assert.deepEqual(await told(), ["sending-paused begun"]);
  all.sending = () => ({ kind: "well" });
  await passes(3 * minute);
  assert.deepEqual(await told(), ["sending-paused begun", "sending-paused over"]);
});

test("a balance that lets every other order through does not stream", async (context) => {
  const { all, start, passes, told } = await openWatch(context);
  start();
  for (let change = 0; change < 60; change += 1) {
    all.sending = () =>
      change % 2 === 0 ? { kind: "refused", why: reason("refused", "Saldo") } : { kind: "well" };
    await passes(150 * second);
  }
  const messages = await told();
  assert.ok(
    messages.length <= 4,
    `${messages.length} messages in two and a half hours: ${messages.join(", ")}`,
  );
});

test("an upstream that stops answering is told after three failures and a minute, and its return after calm", async (context) => {
  const { supplier, start, passes, told } = await openWatch(context);
  start();
  const request = (outcome: string) => supplier.observe({ type: "status", outcome, seconds: 1 });
  request("data");
  for (let failures = 0; failures < 2; failures += 1) request("unreachable");
  await passes(2 * minute);
  assert.deepEqual(await told(), [], "two failures may be chance");
  request("busy");
  await passes(5 * second);
  assert.deepEqual(await told(), ["supplier-disturbed begun"]);
  request("data");
  await passes(90 * second);
  request("unreachable");
  await passes(10 * second);
  request("data");
  await passes(100 * second);
  assert.deepEqual(await told(), ["supplier-disturbed begun"], "not yet two minutes of calm");
  await passes(30 * second);
  assert.deepEqual(await told(), ["supplier-disturbed begun", "supplier-disturbed over"]);
});

test("a slow upstream is told once it has been slow for a minute, with how slow", async (context) => {
  const { supplier, start, passes, told, details } = await openWatch(context);
  start();
  for (let count = 0; count < 20; count += 1)
    supplier.observe({ type: "order", outcome: "placed", seconds: 8 });
  await passes(30 * second);
  assert.deepEqual(await told(), []);
  await passes(40 * second);
  assert.deepEqual(await told(), ["supplier-slow begun"]);
  assert.deepEqual(await details(), ["median-answer-time 8.0"]);
});

test("an empty list and many malformed services are told when they last, a handful never", async (context) => {
  const { all, start, passes, told } = await openWatch(context);
  start();
  all.catalogue = () => ({
    kind: "fresh",
    services: 95,
    malformed: { count: 4, examples: ["service 0: code"] },
  });
  await passes(5 * minute);
  all.catalogue = () => ({ kind: "kept", cause: "empty", why: reason("list-empty") });
  await passes(30 * second);
  all.catalogue = () => ({
    kind: "fresh",
    services: 80,
    malformed: { count: 20, examples: ["service 0: code"] },
  });
  await passes(5 * minute);
  all.catalogue = () => ({ kind: "kept", cause: "malformed", why: reason("list-unreadable") });
  await passes(5 * minute);
  assert.deepEqual(await told(), ["catalogue-malformed begun", "catalogue-empty begun"]);
});

test("Redis above 80 % is told, and over only below 70 %", async (context) => {
  const { all, start, passes, told, details } = await openWatch(context);
  const filled = (percent: number) =>
    (all.redisMemory = async () => ({ usedBytes: percent, maxBytes: 100 }));
  start();
  filled(81);
  await passes(minute);
  filled(75);
  await passes(30 * minute);
  assert.deepEqual(await told(), ["redis-full begun"]);
  assert.deepEqual(await details(), ["memory-used 81%"]);
  filled(60);
  await passes(7 * minute);
  assert.deepEqual(await told(), ["redis-full begun", "redis-full over"]);
});

test("a Redis that was made volatile while the bot runs is told with what to change", async (context) => {
  const { all, start, passes, told, details } = await openWatch(context);
  start();
  all.durability = async () => ({
    kind: "volatile",
    problems: [{ setting: "appendfsync", found: "everysec", wanted: "always", why: "or else" }],
  });
  await passes(3 * minute);
  assert.deepEqual(await told(), ["redis-volatile begun"]);
  assert.match((await details())[0] ?? "", /^redis-settings appendfsync always \(everysec\)$/);
});

test("a hundred dead letters are one message, and an hour without any ends it", async (context) => {
  const { deadLetters, start, passes, told } = await openWatch(context);
  start();
  for (let letter = 0; letter < 100; letter += 1) {
    deadLetters.note("Bad Request: message text is empty");
    await passes(10 * second);
  }
  assert.deepEqual(await told(), ["dead-letters begun"]);
  await passes(63 * minute);
  assert.deepEqual(await told(), ["dead-letters begun", "dead-letters over"]);
});

test("orders the bot cannot get on with are told at once, but not where it is the supplier that is silent", async (context) => {
  const shop = await openWatch(context);
  shop.start();
  shop.all.progress = () => ({
    kind: "stuck",
    why: reason("work-failed", "A1B2C3D4E5: WRONGTYPE"),
  });
  shop.supplier.observe({ type: "status", outcome: "unreachable", seconds: 1 });
  await shop.passes(5 * second);
  assert.deepEqual(await shop.told(), []);
  shop.supplier.observe({ type: "status", outcome: "data", seconds: 1 });
  await shop.passes(2 * second);
  assert.deepEqual(await shop.told(), ["orders-stuck begun"]);
  shop.all.progress = () => ({ kind: "well" });
  await shop.passes(2 * minute + 5 * second);
  assert.deepEqual(await shop.told(), ["orders-stuck begun", "orders-stuck over"]);
});

test("an order that cannot be read is told", async (context) => {
  const shop = await openWatch(context);
  shop.start();
  shop.all.unreadableOrders = () => ({
    kind: "trouble",
    why: reason("orders-unreadable", "A1B2C3D4E5"),
  });
  await shop.passes(5 * second);
  assert.deepEqual(await shop.told(), ["orders-stuck begun"]);
});

test("what operators are told of wakes the courier, its beginning and its end, and nothing else does", async (context) => {
  const { all, start, leaps, passes, counted } = await openWatch(context);
  start();
  await passes(10 * minute);
  assert.equal(counted.rung, 0);
  all.sending = () => ({ kind: "refused", why: reason("refused", "Saldo") });
  await passes(minute);
  assert.equal(counted.rung, 1);
  all.sending = () => ({ kind: "well" });
  await leaps(second);
  await leaps(2 * minute);
  assert.equal(counted.rung, 2);
});

test("a trouble that comes back within six hours needs twice the calm each time, at most an hour", async (context) => {
  const { all, start, leaps, told } = await openWatch(context);
  start();
  await leaps(second);
  /** Trouble, and then all is well: how many minutes until it is over. */
  async function calmMinutes(): Promise<number> {
    all.sending = () => ({ kind: "refused", why: reason("refused", "Saldo") });
    await leaps(second);
    const before = (await told()).length;
    all.sending = () => ({ kind: "well" });
    await leaps(second);
    for (let minutes = 0; ; minutes += 1) {
      if ((await told()).length > before) return minutes;
      await leaps(minute);
    }
  }
  const calm: number[] = [];
  for (let time = 0; time < 7; time += 1) calm.push(await calmMinutes());
  assert.deepEqual(calm, [2, 4, 8, 16, 32, 60, 60]);
  // The last began an hour and two seconds ago.
  const sixHoursLess = 5 * 60 * minute - 2 * second;
  await leaps(sixHoursLess - 2 * second);
  assert.equal(await calmMinutes(), 60);
  await leaps(sixHoursLess);
  assert.equal(await calmMinutes(), 2);
});

test("a term that finds a trouble told already takes it for no relapse, and wakes nobody", async (context) => {
  const { all, begin, leaps, passes, told, counted } = await openWatch(context);
  const term = begin();
  let stop = term();
  all.sending = () => ({ kind: "refused", why: reason("refused", "Saldo") });
  for (let terms = 0; terms < 3; terms += 1) {
    await passes(5 * second);
    await stop();
    stop = term();
  }
  await passes(5 * second);
  assert.equal(counted.rung, 1);
  all.sending = () => ({ kind: "well" });
  await leaps(second);
  await leaps(2 * minute);
  assert.deepEqual(await told(), ["sending-paused begun", "sending-paused over"]);
});

test("what Redis did not take down is told at the next look, a beginning and an end", async (context) => {
  const { all, start, away, leaps, passes, told } = await openWatch(context);
  start();
  away(true);
  all.sending = () => ({ kind: "refused", why: reason("refused", "Saldo") });
  await passes(5 * second);
  away(false);
  await passes(second);
  assert.deepEqual(await told(), ["sending-paused begun"]);
  away(true);
  all.sending = () => ({ kind: "well" });
  await leaps(second);
  await leaps(2 * minute);
  away(false);
  await passes(second);
  assert.deepEqual(await told(), ["sending-paused begun", "sending-paused over"]);
});

test("a look that fails is repeated when its time comes again, one that hangs is not begun twice", async (context) => {
  const looks = { failing: 0, hanging: 0 };
  const failing = await openWatch(context, {
    redisMemory() {
      looks.failing += 1;
      return Promise.reject(new Error(looks.failing < 3 ? "LOADING" : "READONLY"));
    },
  });
  failing.start();
  await failing.passes(2 * minute);
  assert.equal(looks.failing, 5);
  const why = failing.said.map((line) => /"why":"(\w+)".*not looked after/.exec(line)?.[1]);
  assert.deepEqual(why, ["LOADING", "READONLY"], "each reason once");
  const hung = Promise.withResolvers<null>();
  context.after(() => hung.resolve(null));
  const hanging = await openWatch(context, {
    redisMemory() {
      looks.hanging += 1;
      return looks.hanging === 1 ? hung.promise : Promise.resolve(null);
    },
  });
  hanging.start();
  await hanging.passes(minute);
  assert.equal(looks.hanging, 1);
});
