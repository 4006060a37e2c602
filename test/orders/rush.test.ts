import assert from "node:assert/strict";
import { test } from "node:test";
import { openCounter } from "./counter.ts";

/** What is learnt from a refusal that names no time. */
const learntMs = 1_000;
const [many, resellers] = [100, 20];

/** Where an order was taken back the wait for its transaction would have no end. */
const timeout = 300_000;

test(
  "100 orders of 20 resellers within a second before a supplier that minds its pace, and a restart: one refusal, none fails, none twice, each reseller has their share",
  { timeout },
  async (context) => {
    const counter = await openCounter(context, {
      // From its first turn on all time counts, and the one that was refused has its next after all others: on a machine that
      // stands still for some seconds that is more than a counter's usual half a minute.
      confirmedTtlMs: 180_000,
    });
    const { osimesa } = counter;
    const early = counter.startEngine();
    // The account has a page.
    await counter.until((await counter.order("P5", "081100000000")).id, "succeeded");
    await early.stop();
    // The next order is refused and no other: on a busy machine requests may come closer together than they were begun.
    osimesa.setPace({ gapMs: 60_000, says: "nothing" });
    osimesa.events.on("request", ({ type, message }) => {
      if (type === "order" && message?.startsWith("Transaksi dibatasi"))
        osimesa.setPace({ gapMs: 0 });
    });
    const before = counter.orderRequests();
    const startedMs = Date.now();
    const orders = await Promise.all(
      Array.from({ length: many }, (_unused, number) =>
        counter.orderOf(
          7001 + (number % resellers),
          "P5",
          `0812${String(number).padStart(8, "0")}`,
        ),
      ),
    );
    assert.ok(Date.now() - startedMs < 5_000);
    const { stop } = counter.startEngine();
    while (osimesa.ledger.all().length < many / 2) await new Promise((go) => setTimeout(go, 100));
    await stop();
    counter.startEngine();
    while (osimesa.ledger.all().length < many + 1) await new Promise((go) => setTimeout(go, 100));
    const waitedMs = new Map<number, number>();
    const begunMs: number[] = [];
    for (const { id, resellerId } of orders) {
      const { state, sentAtMs } = await counter.until(id, "succeeded", "failed", "review");
      assert.equal(state.name, "succeeded", JSON.stringify(state));
      begunMs.push(sentAtMs ?? Infinity);
      const waited = (sentAtMs ?? Infinity) - startedMs;
      waitedMs.set(resellerId, Math.max(waited, waitedMs.get(resellerId) ?? 0));
    }
    assert.equal(osimesa.ledger.all().length, many + 1, "none twice");
    assert.equal(counter.orderRequests() - before, many + 1, "one refusal, none after the restart");
    begunMs.sort((a, b) => a - b);
    const gapsMs = begunMs.slice(1).map((at, place) => at - (begunMs[place] ?? 0));
    assert.ok(Math.min(...gapsMs) >= learntMs, gapsMs.join(" "));
    const longest = Math.max(...waitedMs.values());
    assert.ok(longest <= 1.5 * many * (learntMs + 250), `${longest} ms`);
    const [first, ...others] = [...waitedMs.values()].toSorted((a, b) => a - b);
    assert.ok((others.at(-1) ?? 0) <= 1.5 * (first ?? 0), [...waitedMs].join(" "));
  },
);
