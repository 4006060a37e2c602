import assert from "node:assert/strict";
import { test } from "node:test";
import { Bot, InlineKeyboard } from "grammy";
import { person } from "../../person.ts";
import { startTelegram, whileRunning } from "./fixtures.ts";

test("a real grammY bot talks with a scripted person", async (t) => {
  const { telegram } = await startTelegram(t);
  const bot = new Bot(telegram.token, { client: { apiRoot: telegram.apiRoot } });
  bot.command("start", (ctx) =>
    ctx.reply("<b>Menu</b> utama", {
      parse_mode: "HTML",
      reply_markup: new InlineKeyboard().text("🛒 Pesan", "order").copyText("Salin", "ABC-123"),
    }),
  );
  let orders = 0;
  bot.callbackQuery("order", async (ctx) => {
    orders += 1;
    await ctx.editMessageText(`Pilih kategori ${orders}`, {
      reply_markup: new InlineKeyboard().text("⬅️ Kembali", "back"),
    });
    await ctx.answerCallbackQuery("Siap");
  });
  bot.callbackQuery("back", (ctx) => ctx.answerCallbackQuery({ text: "Belum", show_alert: true }));
  bot.on("message:text", (ctx) => ctx.reply(`Anda: ${ctx.message.text}`));
  await whileRunning(bot, telegram, async () => {
    const budi = person(telegram, { id: 7001, name: "Budi", language: "id" });
    budi.says("/start");
    const menu = await budi.sees(/Menu/);
    assert.deepEqual(menu.message.entities, [{ type: "bold", offset: 0, length: 4 }]);
    assert.deepEqual(budi.buttons(), ["🛒 Pesan", "Salin"]);
    assert.equal(budi.copies("Salin"), "ABC-123");

    const toast = await budi.presses("🛒");
    assert.deepEqual(toast, { text: "Siap", showAlert: false, url: "" });
    await budi.sees("Pilih kategori");
    assert.equal(budi.lastMessage().editCount, 1);

    await budi.pressesOld("🛒");
    await budi.sees("Pilih kategori 2");
    await budi.presses("⬅️");
    assert.equal((await budi.seesAlert("Belum")).showAlert, true);

    budi.says("halo");
    await budi.sees("Anda: halo");
    await assert.rejects(
      budi.presses("🚀", { timeoutMs: 50 }),
      /Budi finds no button "🚀"[^]*Pilih kategori/,
    );
    await assert.rejects(
      budi.sees("Lunas", { timeoutMs: 50 }),
      /Budi does not see "Lunas" since their last act\n── chat 7001[^]*BOT: Anda: halo/,
    );
    await assert.rejects(budi.sees("Pilih", { timeoutMs: 50 }), /does not see/);
  });
});
