import assert from "node:assert/strict";
import { test } from "node:test";
import { openCounter } from "./counter.ts";

const hourMs = 3_600_000;

test("an order whose price the books do not hold is named; a hold without an order once it is an hour old", async (context) => {
  const { order, audit, redis, keys } = await openCounter(context);
  await order("P5", "081200000001");
  const loses = await order("P5", "081200000002");
  const unlike = async () => (await audit()).unlike;
  assert.deepEqual(await unlike(), []);

  // As a press leaves it that died before it wrote its order: it can be pressed again for a while.
  await redis.del(keys.order(loses.id));
  await redis.zrem(keys.state("confirmed"), loses.id);
  assert.deepEqual(await unlike(), []);
  const old = keys.booksTransfer(`order:${loses.id}`);
  const heldAtMs = Number(await redis.hget(old, "at"));
  await redis.hset(old, "at", heldAtMs - hourMs + 60_000);
  assert.deepEqual(await unlike(), []);
  await redis.hset(old, "at", heldAtMs - hourMs);
  assert.deepEqual(await unlike(), [loses.id]);

  // Not in the books at all, as after a hand's work.
  const unheld = await order("P5", "081200000003");
  await redis.rpop(keys.booksJournal);
  await redis.del(keys.booksTransfer(`order:${unheld.id}`));
  assert.deepEqual(await unlike(), [unheld.id, loses.id]);
});
