import assert from "node:assert/strict";
import { test } from "node:test";
import { openShop } from "./shop.ts";
import { until } from "./until.ts";

test("🔔, the stock comes: one message with 🛒, though two processes run; who blocked the bot reads it later", async (context) => {
  const { alex, budi, osimesa, openBot, httpPort } = await openShop(context);
  for (const who of [alex, budi]) {
    await who.chooses("Pulsa Telkomsel", "🔴 Telkomsel 25.000");
    await who.presses("🔔");
  }
  const metrics = `http://127.0.0.1:${httpPort()}/metrics`;
  await openBot();
  budi.blocks();
  osimesa.shop.setStock("TS25", true);
  await alex.sees(/^🔔 Telkomsel 25\.000 can be ordered again\.\nPrice: Rp25\.125$/);
  await alex.presses("🛒");
  await alex.sees("Which phone number?");
  await until(async () => /outbox_shelved_chats 1\b/.test(await (await fetch(metrics)).text()));
  budi.unblocks();
  budi.says("/watch");
  await budi.sees(/^🔔 Telkomsel 25\.000 sudah bisa dipesan lagi/);
  await budi.sees(/^🔔 Pantauan\n\nBelum ada/);
  const told = budi.messages().filter(({ message }) => /sudah bisa/.test(message.text ?? ""));
  assert.equal(told.length, 1);
});

test("asked for while the bot was about to stop, told by the one that starts", async (context) => {
  const { budi, osimesa, bot, openBot } = await openShop(context);
  await budi.chooses("Pulsa Telkomsel", "Telkomsel 5.000");
  await budi.sees("Nomor HP tujuan?");
  await budi.presses("🔔 Kabari kalau turun");
  await bot.stop();
  osimesa.shop.setPrice("TS5", 5_500);
  await openBot();
  await budi.sees(/^🔔 Harga Telkomsel 5\.000 turun\.\nRp5\.925 → Rp5\.500$/);
});
