import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses, startWithBudi } from "./fixtures.ts";

const BUDI = 7001;
const NOT_MODIFIED =
  "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
const YES = { inline_keyboard: [[{ text: "ya", callback_data: "y" }]] };

test("an edit replaces the text, and the keyboard unless it is given again", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const sent = await api.sendMessage(BUDI, "satu", { reply_markup: YES });
  const edited = await api.editMessageText(BUDI, sent.message_id, "dua");
  assert.ok(typeof edited === "object" && "text" in edited);
  assert.equal(edited.text, "dua");
  assert.equal(edited.reply_markup, undefined);
  assert.ok(edited.edit_date !== undefined);
  const view = telegram.chat(BUDI).messages.at(-1);
  assert.equal(view?.editCount, 1);
  assert.equal(view?.versions[0]?.message.text, "satu");
});

test("an edit that changes nothing is refused", async (t) => {
  const { api } = await startWithBudi(t);
  const sent = await api.sendMessage(BUDI, "<b>satu</b>", {
    parse_mode: "HTML",
    reply_markup: YES,
  });
  const same = { parse_mode: "HTML", reply_markup: YES } as const;
  await refuses(api.editMessageText(BUDI, sent.message_id, "<b>satu</b> ", same), NOT_MODIFIED);
  await refuses(
    api.editMessageReplyMarkup(BUDI, sent.message_id, { reply_markup: YES }),
    NOT_MODIFIED,
  );
  await api.editMessageText(BUDI, sent.message_id, "satu", { reply_markup: YES });
  await api.editMessageReplyMarkup(BUDI, sent.message_id);
  await refuses(api.editMessageReplyMarkup(BUDI, sent.message_id), NOT_MODIFIED);
});

test("only what the bot sent, and what is there, can be edited", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const theirs = telegram.sendText(BUDI, "punya saya");
  await refuses(
    api.editMessageText(BUDI, theirs.message.message_id, "x"),
    "Bad Request: message can't be edited",
  );
  await refuses(api.editMessageText(BUDI, 999, "x"), "Bad Request: message to edit not found");
  const gone = await api.sendMessage(BUDI, "dua");
  telegram.deleteMessage(BUDI, gone.message_id);
  await refuses(
    api.editMessageText(BUDI, gone.message_id, "x"),
    "Bad Request: message to edit not found",
  );
});

test("deleting, once, for 48 hours, own and theirs", async (t) => {
  let now = Date.now();
  const { telegram, api } = await startWithBudi(t, { now: () => now });
  const theirs = telegram.sendText(BUDI, "kata sandi 1234");
  await api.deleteMessage(BUDI, theirs.message.message_id);
  await refuses(
    api.deleteMessage(BUDI, theirs.message.message_id),
    "Bad Request: message to delete not found",
  );
  const a = await api.sendMessage(BUDI, "a");
  const b = await api.sendMessage(BUDI, "b");
  await api.deleteMessage(BUDI, a.message_id);
  const chat = telegram.chat(BUDI);
  assert.deepEqual(
    chat.messages.map(({ message }) => message.text),
    ["/start", "b"],
  );
  assert.deepEqual(
    chat.deleted.map(({ by }) => by),
    ["bot", "bot"],
  );
  now += 48 * 3_600_000;
  await refuses(
    api.deleteMessage(BUDI, b.message_id),
    "Bad Request: message can't be deleted for everyone",
  );
});
