import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openCounter } from "../orders/counter.ts";
import { startMortalRedis } from "./power.ts";
import { compileRecorder, findCompiler } from "./recorder.ts";

const compiler = process.platform === "linux" ? findCompiler() : undefined;
const skip = compiler === undefined ? "needs Linux and a C compiler" : false;
const recorder = compiler === undefined ? "" : await compileRecorder(compiler);

/** Orders one after the other, cuts the power at a random moment, and counts acknowledged orders that are gone. */
async function loseWhileOrdering(
  context: TestContext,
  appendfsync: "always" | "everysec",
): Promise<{ acknowledged: number; lost: number; bytes: number }> {
  const redis = await startMortalRedis(appendfsync, recorder);
  const counter = await openCounter(context, { redisUrl: redis.url });
  context.after(() => redis.close());
  counter.startEngine();
  const acknowledged: string[] = [];
  const enough = Promise.withResolvers<void>();
  const wanted = 5 + Math.floor(Math.random() * 25);
  let powered = true;
  const ordering = async () => {
    for (let number = 0; powered; number += 1) {
      const order = await counter.order("P5", `0812${10_000_000 + number}`).catch(() => null);
      if (order !== null) acknowledged.push(order.id);
      if (acknowledged.length === wanted) enough.resolve();
      // With the connection down a call fails at once; a loop of those would never let it come back.
      if (order === null) await sleep(20);
    }
  };
  const busy = ordering();
  await enough.promise;
  // Not always right after an acknowledgement.
  await sleep(Math.random() * 20);
  const bytes = await redis.losePower();
  powered = false;
  await busy;
  const found = await Promise.all(acknowledged.map((id) => counter.find(id)));
  // Whatever was sent before the cut is not sent again after it. What is older goes first: when this one has gone, so
  // has everything.
  const last = await counter.order("P5", "081300000000");
  await counter.until(last.id, "placed", "succeeded");
  const numbers = counter.osimesa.ledger.all().map((transaction) => transaction.data[0]);
  if (appendfsync === "always")
    assert.equal(new Set(numbers).size, numbers.length, "an order was placed twice");
  return {
    acknowledged: acknowledged.length,
    lost: found.filter((order) => order === null).length,
    bytes,
  };
}

test(
  "with appendfsync always no acknowledged order is lost in 20 power cuts",
  { skip },
  async (context) => {
    let acknowledged = 0;
    for (let run = 0; run < 20; run += 1) {
      await context.test(`power cut ${run + 1}`, async (each) => {
        const result = await loseWhileOrdering(each, "always");
        acknowledged += result.acknowledged;
        assert.equal(result.lost, 0);
      });
    }
    assert.ok(acknowledged >= 100, `enough orders were at stake: ${acknowledged}`);
  },
);

test(
  "with appendfsync everysec the same test does lose orders: it tests",
  { skip },
  async (context) => {
    let lost = 0;
    for (let run = 0; run < 5 && lost === 0; run += 1) {
      await context.test(`power cut ${run + 1}`, async (each) => {
        lost += (await loseWhileOrdering(each, "everysec")).lost;
      });
    }
    assert.ok(lost > 0, "nothing was lost: the cut did not reach unsynced bytes");
  },
);
