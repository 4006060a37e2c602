import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { fine, openSlowCounter, secondMs } from "./slow-time.ts";

test("a claim that took more than two seconds is not sent any more", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(secondMs);
  // A slow Redis: the claim's reply comes after 2.5 s.
  counter.redis(fine, 1_250);
  const order = await counter.order("081200000001");
  await counter.passes(20 * secondMs);
  const { state } = await counter.find(order.id);
  assert.deepEqual(counter.sent, []);
  assert.ok(state.name === "failed" && state.failure.reason === "not-sent", JSON.stringify(state));
});

test("a claim given up though Redis had carried it out is known not to have been sent", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  await counter.passes(secondMs);
  counter.redis({ reads: "fine", scripts: "reply-lost" });
  const order = await counter.order("081200000001");
  await counter.passes(3 * secondMs);
  counter.redis(fine);
  await counter.passes(3 * secondMs);
  const { state, timeline } = await counter.find(order.id);
  assert.ok(
    timeline.some(({ to }) => to === "sending"),
    "claimed",
  );
  assert.ok(state.name === "failed" && state.failure.reason === "not-sent", JSON.stringify(state));
  assert.deepEqual(counter.sent, []);
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

test("a claim that Redis carries out after it was given up is found at once: the order was not sent, and its reseller hears so", async () => {
  const counter = openSlowCounter();
  const bot = counter.startEngine();
  await counter.passes(5 * secondMs);
  // Commands that hang are carried out after 3.1 s, when who waited for them has given up for 0.1 s.
  counter.redis(fine, 3.1);
  counter.turnTakes(300);
  const order = await counter.order("081200000001");
  await counter.passes(325);
  bot.redis({ reads: "fine", scripts: "hangs" });
  await counter.passes(700);
  bot.redis(fine);
  await counter.passes(2_600);
  assert.equal((await counter.find(order.id)).state.name, "sending");
  await counter.passes(3 * secondMs);
  assert.deepEqual((await counter.find(order.id)).state, {
    name: "failed",
    failure: { reason: "not-sent", why: reason("claimed-too-late") },
  });
  assert.deepEqual(counter.sent, []);
});
