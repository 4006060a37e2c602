import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "../../src/reason.ts";
import { hourMs, minuteMs, openSlowCounter, operatorId, secondMs } from "./slow-time.ts";

test("a refused order whose transaction turns up within a day is an alarm, after a day it is not its own any more", async () => {
  for (const [hours, alarms] of [
    [23, ["watched-transaction"]],
    [25, ["unexplained-transaction"]],
  ] as const) {
    const counter = openSlowCounter();
    const { stop } = counter.startEngine();
    counter.answers(() => ({ kind: "refused", message: "Nomor salah", cause: "order" }));
    await counter.order("081200000001");
    await counter.passes(secondMs);
    stop();
    await counter.passes(hours * hourMs);
    counter.transaction("081200000001");
    counter.startEngine();
    await counter.passes(5 * minuteMs);
    const owed = await counter.owed(operatorId);
    assert.deepEqual(
      owed.map((notice) => notice.kind === "alarm" && notice.alarm),
      alarms,
      `${hours} h`,
    );
  }
});

test("a refused order's transaction is an alarm also while an equal order stands in review for days", async () => {
  const counter = openSlowCounter({ settings: { unknownGraceMs: 40_000 } });
  counter.transaction("081900000000", { statusWord: "success" });
  counter.startEngine();
  counter.answers(() => ({ kind: "refused", message: "Nomor salah", cause: "order" }));
  await counter.order("081200000001");
  await counter.passes(secondMs);
  counter.answers(() => ({ kind: "unclear", why: reason("timeout") }));
  const equal = await counter.order("081200000001");
  await counter.passes(5 * minuteMs);
  assert.equal((await counter.find(equal.id)).state.name, "review");
  const { ref } = counter.transaction("081200000001");
  counter.answers(counter.placed);
  await counter.order("081200000002");
  await counter.passes(5 * minuteMs);
  const alarms = (await counter.owed(operatorId)).filter((notice) => notice.kind === "alarm");
  assert.deepEqual(
    alarms.map((notice) => [notice.alarm, notice.ref]),
    [["watched-transaction", ref]],
  );
});
