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

test("the language a person chose is theirs though their session is forgotten, and stays the one of what is pushed", async (context) => {
  const { budi, redis, keys, storeSession } = await openShop(context, []);
  budi.says("/language");
  await budi.sees("Pilih bahasa");
  await budi.presses("English");
  await budi.sees("Choose a language");
  await storeSession(budi.id, { v: 1 });
  budi.says("/history");
  await budi.sees("No orders yet");
  assert.equal(await redis.hget(keys.languages, String(budi.id)), "en");
});

test("a press too old to be answered is no trouble: what it asked for is shown", async (context) => {
  const { budi, telegram } = await openShop(context, []);
  budi.says("/language");
  await budi.sees("Pilih bahasa");
  telegram.faults.add({
    kind: "bad_request",
    reason: "query is too old and response timeout expired or query ID is invalid",
    method: "answerCallbackQuery",
  });
  void budi.taps("English");
  await budi.sees("Choose a language");
  budi.says("/history");
  await budi.sees("No orders yet");
  assert.doesNotMatch(budi.screen(), /Something went wrong|Ada gangguan/);
});
