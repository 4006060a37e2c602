import { test } from "node:test";
import assert from "node:assert/strict";
import { until } from "../../story/until.ts";
import { openShop } from "../shop.ts";

test("a name that could not be kept holds up nobody, and is kept with what they do next", async (context) => {
  const { budi, redis, keys } = await openShop(context, []);
  // A key of the wrong type, left by a hand.
  await redis.set(keys.names, "left behind");
  budi.says("/history");
  await budi.sees("Belum ada transaksi");
  await redis.del(keys.names);
  budi.says("/history");
  await budi.sees("Belum ada transaksi");
  const kept = await until(() => redis.hget(keys.names, String(budi.id)));
  assert.equal(kept, "Budi");
});
