import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { fine, openSlowCounter, secondMs } from "./slow-time.ts";

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
