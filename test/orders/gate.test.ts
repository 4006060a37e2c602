import assert from "node:assert/strict";
import { test } from "node:test";
import type { OrderAnswer } from "../../src/osimesa/answers.ts";
import { createGate } from "../../src/orders/placing/gate.ts";
import { reason } from "../../src/reason.ts";
import { createHandClock } from "../hand-clock.ts";

const refusedShop: OrderAnswer = { kind: "refused", cause: "shop", message: "Saldo kurang" };
const refusedOrder: OrderAnswer = { kind: "refused", cause: "order", message: "Nomor salah" };
const unclear: OrderAnswer = { kind: "unclear", why: reason("timeout") };

function openGate() {
  const clock = createHandClock();
  const told: string[] = [];
  const gate = createGate(clock, (state) => told.push(state));
  return { gate, clock, told, answers: (...all: OrderAnswer[]) => all.forEach(gate.answered) };
}

test("a change is told once; an answer that changes nothing is none", async () => {
  const { gate, clock, told, answers } = openGate();
  answers(refusedOrder, refusedOrder);
  assert.deepEqual(told, []);
  answers(refusedShop, refusedShop, refusedOrder);
  assert.deepEqual(told, ["resting"]);
  await clock.pass(60_000);
  for (const _ of [1, 2]) assert.equal(gate.mayStart(0), true);
  assert.deepEqual(told, ["resting", "trial"]);
  answers(refusedOrder, refusedOrder);
  assert.deepEqual(told, ["resting", "trial", "open"]);
});

test("after a refusal for the shop's account it rests for a minute, then one at a time may go until one is taken", async () => {
  const { gate, clock, answers } = openGate();
  answers(refusedShop);
  await clock.pass(59_999);
  assert.equal(gate.mayStart(0), false);
  assert.equal(gate.hold(), "shop");
  await clock.pass(1);
  assert.deepEqual([gate.mayStart(0), gate.mayStart(1), gate.disturbed()], [true, false, true]);
  answers(refusedOrder);
  assert.deepEqual([gate.mayStart(1), gate.disturbed(), gate.hold()], [true, false, null]);
});

test("an operator ends the rest, and nothing else", () => {
  const { gate, answers, told } = openGate();
  gate.resume();
  assert.deepEqual(told, []);
  answers(refusedShop);
  gate.resume();
  assert.equal(gate.mayStart(0), true);
  answers(unclear);
  gate.resume();
  assert.equal(gate.mayStart(0), false, "only a page can prove that the upstream is there");
  gate.pageRead();
  assert.equal(gate.mayStart(0), true);
  assert.deepEqual(told, ["resting", "trial", "proving", "trial"]);
});
