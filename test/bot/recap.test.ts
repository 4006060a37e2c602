import assert from "node:assert/strict";
import { test } from "node:test";
import { phone, service } from "./goods.ts";
import { openShop } from "./shop.ts";

const pulsa = service("TS5", [phone]);

test("the time of the recap is chosen in ⚙️, for oneself, and turned off with one tap", async (t) => {
  const { budi, jane, redis, keys } = await openShop(t, [pulsa]);
  budi.says("/language");
  await budi.presses("🌙");
  await budi.sees("Setiap hari pukul 21:30 WIB");
  assert.ok(budi.buttons().includes("✔️ 21:30"));
  await budi.presses("20:00");
  await budi.seesAlert("pukul 20:00 WIB");
  await budi.sees("Setiap hari pukul 20:00 WIB");
  assert.equal(await redis.hget(keys.recapTimes, "7001"), "1200");
  await budi.presses("🔕");
  await budi.seesAlert("dimatikan");
  await budi.sees("Sekarang mati");
  assert.ok(!budi.buttons().some((label) => label.startsWith("🔕")));
  await budi.presses("18:30");
  await budi.sees("Setiap hari pukul 18:30 WIB");
  jane.says("/language");
  await jane.presses("🌙");
  await jane.sees("Every day at 21:30 WIB");
});
