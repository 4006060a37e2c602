import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import type { OrderAnswer } from "../../src/osimesa/answers.ts";
import { minuteMs, openSlowCounter, secondMs } from "./slow-time.ts";

const lost: OrderAnswer = { kind: "unclear", why: reason("timeout") };

test("a page with a row that cannot be read is used for the others, and proves nothing of what it leaves out", async () => {
  const counter = openSlowCounter({ settings: { unmatchedPolicy: "fail" } });
  counter.transaction("081900000000");
  counter.startEngine();
  counter.shows(() => ({ kind: "page", transactions: counter.rows, malformed: 1 }));
  const followed = await counter.order("081200000001");
  await counter.passes(secondMs);
  counter.answers(() => lost);
  const unanswered = await counter.order("081200000002");
  await counter.passes(5 * minuteMs);
  for (const row of counter.rows) row.statusWord = "success";
  await counter.passes(minuteMs);
  assert.equal((await counter.find(followed.id)).state.name, "succeeded");
  // The unreadable row could be its own: "never placed" would be a guess.
  assert.equal((await counter.find(unanswered.id)).state.name, "review");
});

test("a row that does not say when it was made may be an unanswered order's own: nothing is called never placed", async () => {
  const counter = openSlowCounter({ settings: { unmatchedPolicy: "fail" } });
  counter.transaction("081900000000");
  counter.startEngine();
  counter.answers((order) => {
    counter.transaction(order.destination[0]?.value ?? "", { createdAtS: undefined });
    return lost;
  });
  const unanswered = await counter.order("081200000001");
  await counter.passes(5 * minuteMs);
  assert.equal((await counter.find(unanswered.id)).state.name, "review");
});

test("a transaction that is shown in two rows, as it was and as it is, is read to its end", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  const { id } = await counter.order("081200000001");
  await counter.passes(3 * secondMs);
  const [own] = counter.rows;
  assert.ok(own);
  counter.pushesOff();
  await counter.passes(minuteMs);
  counter.rows.push({ ...own, statusWord: "success" });
  await counter.passes(minuteMs);
  assert.equal((await counter.find(id)).state.name, "succeeded");
});

test("an upstream that shows its whole past is read by its newest 300, whatever their order", async () => {
  const counter = openSlowCounter();
  const beganS = Math.floor(counter.nowMs() / 1_000) - 100_000;
  const past = Array.from({ length: 30_000 }, (_, age) =>
    counter.transaction(`0819${age}`, { createdAtS: beganS + age, statusWord: "success" }),
  );
  counter.rows.length = 0;
  counter.shows(() => ({
    kind: "page",
    transactions: [...past, ...counter.rows],
    malformed: 0,
  }));
  const { engine } = counter.startEngine();
  const order = await counter.order("081200000001");
  await counter.passes(5 * secondMs);
  for (const row of counter.rows) row.statusWord = "success";
  await counter.passes(5 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "succeeded");
  assert.equal(engine.progress().kind, "well");
  assert.equal(
    counter.db.zcard(`${counter.keys.prefix}mirror`),
    301,
    "the newest, and then one more",
  );
});

test("a query by ref that is answered with everything speaks of that ref alone", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  const order = await counter.order("081200000001");
  await counter.passes(secondMs);
  const own = counter.rows[0];
  assert.ok(own);
  // Twenty newer ones push it off the page.
  for (let age = 0; age < 20; age += 1) counter.transaction(`08190000${age}`);
  const past = Array.from({ length: 400 }, (_, age) => ({ ...own, ref: `OLD${age}` }));
  counter.looksUp(() => ({
    kind: "page",
    transactions: [...past, { ...own, createdAtS: undefined, statusWord: "success" }],
    malformed: 0,
  }));
  await counter.passes(minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "succeeded");
  assert.equal(counter.db.hget(counter.keys.line("game").transaction("OLD0"), "fingerprint"), null);
});

test("an order in Redis that cannot be read stops no other, in whatever state it lies", async () => {
  const counter = openSlowCounter();
  const garble = (id: string) => counter.db.hset(counter.keys.order(id), { facts: "{" });
  const first = counter.startEngine();
  counter.answers(() => new Promise(() => undefined));
  const sending = await counter.order("081200000001");
  await counter.passes(secondMs);
  garble(sending.id);
  first.stop();
  await counter.passes(20 * secondMs);
  const confirmed = await counter.order("081200000002");
  garble(confirmed.id);
  const { engine } = counter.startEngine();
  counter.answers(() => lost);
  const unknown = await counter.order("081200000003");
  await counter.passes(2 * secondMs);
  counter.transaction("081200000003");
  garble(unknown.id);
  counter.answers(counter.placed);
  const placed = await counter.order("081200000004");
  await counter.passes(secondMs);
  garble(placed.id);
  counter.answers(() => lost);
  const found = await counter.order("081200000005");
  await counter.passes(secondMs);
  counter.transaction("081200000005", { statusWord: "success" });
  counter.answers(counter.placed);
  const followed = await counter.order("081200000006");
  await counter.passes(2 * minuteMs);
  for (const row of counter.rows) row.statusWord = "success";
  await counter.passes(minuteMs);
  assert.equal((await counter.find(found.id)).state.name, "succeeded");
  assert.equal((await counter.find(followed.id)).state.name, "succeeded");
  assert.equal(engine.progress().kind, "well");
});

test("an order that cannot be judged stops no other; that it is stuck is known after a minute, and when it is over", async () => {
  const counter = openSlowCounter();
  const { engine } = counter.startEngine();
  await counter.passes(secondMs);
  counter.answers(() => lost);
  const stuck = await counter.order("081200000001");
  // A key of the wrong type, left by a hand: the script that gathers its evidence raises.
  const watched = `${counter.keys.prefix}watched:${stuck.fingerprint}`;
  counter.db.hset(watched, { left: "behind" });
  await counter.passes(secondMs);
  const other = await counter.order("081200000002");
  await counter.passes(secondMs);
  for (const destination of ["081200000001", "081200000002"])
    counter.transaction(destination, { statusWord: "success" });
  await counter.passes(50 * secondMs);
  assert.equal((await counter.find(other.id)).state.name, "succeeded");
  assert.equal((await counter.find(stuck.id)).state.name, "unknown");
  assert.notEqual(engine.progress().kind, "stuck", "it may have been bad luck");
  await counter.passes(20 * secondMs);
  const progress = engine.progress();
  assert.ok(progress.kind === "stuck" && progress.why.detail.startsWith(stuck.id), progress.kind);
  counter.db.del(watched);
  await counter.passes(minuteMs);
  assert.equal((await counter.find(stuck.id)).state.name, "succeeded");
  assert.equal(engine.progress().kind, "well");
});

test("a look at the account of which a step fails each time is stuck, and every order is followed all the same", async () => {
  const counter = openSlowCounter();
  const { engine } = counter.startEngine();
  counter.transaction("081900000000");
  await counter.passes(secondMs);
  // Left by a hand: the script raises that judges what nobody has claimed.
  const strict = `${counter.keys.prefix}strict`;
  counter.db.hset(strict, { left: "behind" });
  counter.transaction("081900000001");
  await counter.passes(5 * minuteMs);
  const order = await counter.order("081200000001");
  await counter.passes(minuteMs);
  for (const row of counter.rows) row.statusWord = "success";
  await counter.passes(20 * minuteMs);
  assert.equal((await counter.find(order.id)).state.name, "succeeded");
  assert.equal(engine.progress().kind, "stuck");
  counter.db.del(strict);
  await counter.passes(20 * minuteMs);
  assert.equal(engine.progress().kind, "well");
});

test("no page for a minute while an order waits is trouble; with nobody waiting it is none", async () => {
  const counter = openSlowCounter();
  const { engine } = counter.startEngine();
  counter.shows(() => ({ kind: "trouble", cause: "malformed", why: reason("answer-unreadable") }));
  await counter.passes(10 * minuteMs);
  assert.notEqual(engine.progress().kind, "stuck", "nobody waits");
  await counter.order("081200000001");
  await counter.passes(50 * secondMs);
  assert.equal(engine.progress().kind, "unknown");
  await counter.passes(20 * secondMs);
  assert.deepEqual(engine.progress(), { kind: "stuck", why: reason("answer-unreadable") });
  counter.shows(() => ({ kind: "page", transactions: counter.rows, malformed: 0 }));
  await counter.passes(5 * secondMs);
  assert.equal(engine.progress().kind, "well");
});
