import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "../shop.ts";

test("quiet hours are one tap, shown with their mark, and one tap more ends them", async (t) => {
  const { budi, redis, keys } = await openShop(t, []);
  const kept = () => redis.hget(keys.quiet, String(budi.id));
  const marked = () => budi.buttons().filter((label) => label.startsWith("✔️"));
  budi.says("/language");
  await budi.presses("🤫");
  await budi.sees("Tidak ada jam tenang");
  assert.deepEqual(marked(), ["✔️ Tanpa jam tenang"]);
  await budi.presses("22:00–06:00");
  await budi.sees("Jam tenang: 22:00–06:00 WIB");
  assert.deepEqual(marked(), ["✔️ 22:00–06:00"]);
  assert.equal(await kept(), "22-6");
  await budi.presses("Tanpa jam tenang");
  await budi.sees("Tidak ada jam tenang");
  assert.deepEqual(marked(), ["✔️ Tanpa jam tenang"]);
  assert.equal(await kept(), null);
});
