import assert from "node:assert/strict";
import { test } from "node:test";
import { createSupplierHealth } from "../../src/osimesa/health.ts";
import { createHandClock } from "../hand-clock.ts";

function watched() {
  const clock = createHandClock();
  const health = createSupplierHealth(clock);
  const request = (outcome: string, seconds = 1) =>
    health.observe({ type: "status", outcome, seconds });
  return { clock, health, request };
}

test("requests without an answer count in a row, from the first one's beginning", async () => {
  const { clock, health, request } = watched();
  assert.equal(health.failing(), null);
  await clock.pass(60_000);
  request("unreachable", 2);
  await clock.pass(10_000);
  request("malformed");
  await clock.pass(5_000);
  assert.deepEqual(health.failing(), { forMs: 17_000, outcome: "malformed" });
  assert.equal(health.answered(), false);
});

test("whatever the supplier says itself, good or bad, ends the row", () => {
  for (const outcome of ["data", "list", "placed", "refused", "not-now"]) {
    const { health, request } = watched();
    request("busy");
    request(outcome);
    assert.equal(health.failing(), null, outcome);
    assert.equal(health.answered(), true, outcome);
  }
  for (const outcome of ["busy", "unreachable", "malformed", "unclear", "not-sent"]) {
    const { health, request } = watched();
    request("data");
    request(outcome);
    assert.equal(health.failing()?.outcome, outcome);
    assert.equal(health.obstacle(), null, "once is a slip");
    for (const _ of [2, 3]) request(outcome);
    assert.equal(health.obstacle(), "silence", outcome);
    request("data");
    assert.equal(health.obstacle(), null, outcome);
  }
});

test("an account that is refused the list, and maintenance, are in every order's way until something is answered", () => {
  const { health, request } = watched();
  request("refused");
  assert.equal(health.obstacle(), null, "it may be of one order alone");
  health.observe({ type: "service", outcome: "refused", seconds: 1 });
  request("refused");
  assert.equal(health.obstacle(), "shop");
  request("maintenance");
  assert.equal(health.obstacle(), "maintenance");
  request("data");
  assert.equal(health.obstacle(), null);
});

test("the middle duration is of the latest twenty of the last ten minutes, and wants five", async () => {
  const { clock, health, request } = watched();
  for (const seconds of [9, 1, 5, 3]) request("data", seconds);
  assert.equal(health.medianSeconds(), null);
  request("unreachable", 30);
  assert.equal(
    health.medianSeconds(),
    null,
    "what was waited for in vain is no answer that took long",
  );
  request("data", 4);
  assert.equal(health.medianSeconds(), 4);
  for (const seconds of [8, 2]) for (let time = 0; time < 20; time += 1) request("data", seconds);
  assert.equal(health.medianSeconds(), 2);
  await clock.pass(600_000);
  assert.equal(health.medianSeconds(), 2);
  await clock.pass(1);
  assert.equal(health.medianSeconds(), null);
});

test("it is the latest twenty, not one more or less", () => {
  for (const [earlier, later] of [
    [1, 9],
    [9, 1],
  ] as const) {
    const { health, request } = watched();
    for (let time = 0; time < 11; time += 1) request("data", earlier);
    for (let time = 0; time < 10; time += 1) request("data", later);
    // Ten of each: of two in the middle, the longer.
    assert.equal(health.medianSeconds(), 9);
  }
});
