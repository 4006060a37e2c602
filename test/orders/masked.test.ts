import assert from "node:assert/strict";
import { test } from "node:test";
import { createMaskedRefusals } from "../../src/orders/placing/masked.ts";
import type { OrderAnswer } from "../../src/osimesa/answers.ts";
import { createHandClock } from "../hand-clock.ts";
import { openSlowCounter, secondMs } from "./slow-time.ts";

const masked: OrderAnswer = { kind: "refused", message: "contact the admin", cause: "masked" };
const refused: OrderAnswer = { kind: "refused", message: "Nomor salah", cause: "order" };
const placed: OrderAnswer = {
  kind: "placed",
  transaction: {
    ref: "R1",
    productCode: "A",
    productName: "A",
    data: [],
    statusWord: "waiting",
    note: "",
    voucher: "",
  },
};

test("two refusals without a cause for different services are the shop's trouble: the second is no fault of its reseller, the next order waits", async () => {
  const counter = openSlowCounter();
  counter.startEngine();
  counter.answers(() => masked);
  const isShops = async (code: string, destination: string) => {
    const { id } = await counter.order(destination, await counter.card(destination, code));
    await counter.passes(5 * secondMs);
    const { state } = await counter.find(id);
    assert.ok(state.name === "failed" && state.failure.reason === "refused");
    return state.failure.shop;
  };
  assert.equal(await isShops("P5", "081200000001"), false);
  assert.equal(await isShops("P5", "081200000002"), false, "the same product once more");
  assert.equal(await isShops("P10", "081200000003"), true);
  counter.answers(counter.placed);
  const waiting = await counter.order("081200000004");
  await counter.passes(50 * secondMs);
  assert.equal((await counter.find(waiting.id)).state.name, "confirmed");
  await counter.passes(20 * secondMs);
  assert.equal((await counter.find(waiting.id)).state.name, "placed", "tried after a minute");
});

test("they count within a minute, and in the shop's trouble for as long as orders are tried", async () => {
  const clock = createHandClock();
  const { read } = createMaskedRefusals(clock);
  assert.equal(read(masked, "A"), masked);
  await clock.pass(61 * secondMs);
  assert.equal(read(masked, "B"), masked, "too long ago");
  await clock.pass(59 * secondMs);
  assert.deepEqual(read(masked, "A"), { ...masked, cause: "shop" });
  await clock.pass(100 * secondMs);
  assert.deepEqual(read(masked, "B"), { ...masked, cause: "shop" }, "the trial after the rest");
  assert.equal(read(masked, "B"), masked, "one product's own");
  await clock.pass(121 * secondMs);
  assert.equal(read(masked, "A"), masked, "the trouble is over");
});

test("an order that is placed in between ends the suspicion, one refused for its own reason does not", () => {
  const { read } = createMaskedRefusals(createHandClock());
  read(masked, "A");
  read(placed, "C");
  assert.equal(read(masked, "B"), masked);
  read(refused, "C");
  assert.deepEqual(read(masked, "A"), { ...masked, cause: "shop" });
});
