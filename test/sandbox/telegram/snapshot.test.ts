import assert from "node:assert/strict";
import { test } from "node:test";
import { InputFile } from "grammy";
import { startTelegram, startWithBudi } from "./fixtures.ts";

const BUDI = 7001;

test("chats, files, commands and waiting updates survive a restart", async (t) => {
  const before = await startWithBudi(t);
  await before.api.setMyCommands([{ command: "start", description: "Mulai" }]);
  await before.api.sendDocument(BUDI, new InputFile(Buffer.from("isi"), "a.txt"));
  const sent = await before.api.sendMessage(BUDI, "satu", {
    reply_markup: { inline_keyboard: [[{ text: "ya", callback_data: "y" }]] },
  });
  const { query } = before.telegram.press(BUDI, sent.message_id, { data: "y" });
  const kept: unknown = JSON.parse(JSON.stringify(before.telegram.snapshot()));
  await before.api.editMessageText(BUDI, sent.message_id, "dua");

  const after = await startTelegram(t);
  after.telegram.restore(kept);
  const chat = after.telegram.chat(BUDI);
  assert.deepEqual(
    chat.messages.map(({ message }) => message.text),
    ["/start", undefined, "satu"],
  );
  assert.deepEqual(chat.messages[1]?.file?.bytes, Buffer.from("isi"));
  assert.equal(after.telegram.commandsFor(BUDI)[0]?.description, "Mulai");
  assert.equal((await after.api.getUpdates()).length, 2);
  assert.equal(await after.api.answerCallbackQuery(query.id), true);
  const next = await after.api.sendMessage(BUDI, "tiga");
  assert.equal(next.message_id, sent.message_id + 1);
  assert.throws(() => after.telegram.restore({ version: 2 }));
});
