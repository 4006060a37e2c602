import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { minuteMs, openSlowCounter, secondMs } from "./slow-time.ts";

test("a confirmation card can be pressed for five minutes", async () => {
  const counter = openSlowCounter();
  const [inTime, late] = [await counter.card("081200000001"), await counter.card("081200000002")];
  await counter.passes(5 * minuteMs - secondMs);
  assert.equal((await counter.order("081200000001", inTime)).state.name, "confirmed");
  await counter.passes(secondMs);
  await assert.rejects(counter.order("081200000002", late), /not confirmed/);
});

test("an order waits for its time to live and not longer", async () => {
  const counter = openSlowCounter({ settings: { confirmedTtlMs: 60_000 } });
  counter.shows(() => ({
    kind: "trouble",
    cause: "unreachable",
    why: reason("supplier-unreachable"),
  }));
  counter.startEngine();
  const order = await counter.order("081200000001");
  await counter.passes(59 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "confirmed");
  await counter.passes(2 * secondMs);
  assert.deepEqual((await counter.find(order.id)).state, {
    name: "failed",
    failure: { reason: "withdrawn", why: "expired" },
  });
  assert.deepEqual(counter.sent, []);
});

test("an order whose time ran out while it waited for its turn is not sent", async () => {
  const counter = openSlowCounter({ settings: { confirmedTtlMs: 60_000 } });
  counter.startEngine();
  await counter.passes(secondMs);
  counter.turnTakes(61_000);
  const order = await counter.order("081200000001");
  await counter.passes(65 * secondMs);
  assert.equal((await counter.find(order.id)).state.name, "failed");
  assert.deepEqual(counter.sent, []);
});
