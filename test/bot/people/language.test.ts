import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "../shop.ts";

test("a language that could not be kept says try again, and nothing changes; pressed again it is kept", async (context) => {
  const { budi, redis, keys } = await openShop(context, []);
  budi.says("/language");
  await budi.sees("Pilih bahasa");
  // A key of the wrong type, left by a hand: nothing can be kept there.
  await redis.del(keys.languages);
  await redis.set(keys.languages, "left behind");
  const { text, showAlert } = await budi.presses("English");
  assert.match(text, /Coba lagi/);
  assert.equal(showAlert, true);
  assert.ok(budi.buttons().includes("✔️ Bahasa Indonesia"), "nothing changed");

  await redis.del(keys.languages);
  budi.says("/language");
  await budi.sees("Pilih bahasa");
  assert.match((await budi.presses("English")).text, /now speaks English/);
  await budi.sees("Choose a language");
  assert.equal(await redis.hget(keys.languages, String(budi.id)), "en");
});
