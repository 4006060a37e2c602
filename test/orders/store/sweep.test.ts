import assert from "node:assert/strict";
import { test } from "node:test";
import { refSchema } from "../../../src/orders/state/order.ts";
import { openCounter, operatorId } from "../counter.ts";

const number = "081234567890";

test("a transaction like a watched order's is no alarm while an equal order may still claim it, and is one once that is in review", async (context) => {
  const { order, store, owed, redis, keys } = await openCounter(context);
  const holder = await order("P5", number);
  await redis.hset(keys.holds, holder.fingerprint, holder.id);
  await redis.set(keys.watched(holder.fingerprint), "EARLIER000");
  const shows = async (ref: string, data: string) => {
    const nowMs = await store.nowMs();
    const row = {
      ref: refSchema.parse(ref),
      productCode: "P5",
      productName: "Pulsa 5.000",
      data: [data],
      priceRupiah: 5_500,
      statusWord: "waiting",
      note: "",
      voucher: "",
      createdAtS: Math.floor(nowMs / 1_000),
      updatedAtS: undefined,
    };
    await store.observe([row], { begunAtMs: nowMs }, 60_000);
  };
  const alarms = async () => {
    await store.sweep({ waitMs: -1, strictMs: 60_000, operators: [operatorId] });
    return (await owed(operatorId)).flatMap((notice) =>
      notice.kind === "alarm" ? [`${notice.alarm} ${notice.ref}`] : [],
    );
  };
  await shows("FIRST", number);
  await shows("R1", number);
  assert.deepEqual(await alarms(), []);
  // An equal order in review may stay for days.
  await redis.hset(keys.order(holder.id), "name", "review");
  assert.deepEqual(await alarms(), ["watched-transaction R1"]);
});
