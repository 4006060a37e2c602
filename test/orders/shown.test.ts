import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { budi, openCounter } from "./counter.ts";

test("that a transaction goes on is no write to its order: operators read it as it is shown, resellers what it says more", async (context) => {
  const counter = await openCounter(context, { upstream: { policy: () => ({ kind: "hang" }) } });
  const { reviews, osimesa } = counter;
  counter.startEngine();
  const { id } = await counter.order("P5", "081234567890");
  const placed = await counter.until(id, "placed");
  assert.ok(placed.state.name === "placed");
  const { ref } = placed.state;
  const now = async () => {
    const order = await counter.find(id);
    assert.ok(order?.state.name === "placed");
    const { state } = await reviews.asShown(order);
    assert.ok(state.name === "placed");
    const { statusWord, note } = order.state;
    return { version: order.version, statusWord, note, shown: state };
  };
  const until = async (isSo: (found: Awaited<ReturnType<typeof now>>) => boolean) => {
    for (;;) {
      const found = await now();
      if (isSo(found)) return found;
      await sleep(20);
    }
  };
  // From `waiting` to `process`, with a note that says the same.
  const goesOn = await until(({ shown }) => shown.statusWord === "process");
  assert.equal(goesOn.shown.note, "Transaksi sedang diproses.");
  assert.deepEqual([goesOn.version, goesOn.statusWord], [3, "waiting"]);
  osimesa.ledger.setStatusWord(ref, "Menunggu provider");
  const says = await until(({ version }) => version === 4);
  assert.equal(says.statusWord, "Menunggu provider");
  osimesa.ledger.setStatusWord(ref, "process");
  const again = await until(({ version }) => version === 5);
  assert.equal(again.statusWord, "process", "what it said is no longer said");
  assert.deepEqual(await counter.owed(budi.chatId), []);
});
