import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses, startWithBudi } from "./fixtures.ts";

const BUDI = 7001;
const EXPIRED = "Bad Request: query is too old and response timeout expired or query ID is invalid";

test("a press brings the message along and is answered once", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const sent = await api.sendMessage(BUDI, "?", {
    reply_markup: { inline_keyboard: [[{ text: "ya", callback_data: "y" }]] },
  });
  const press = telegram.press(BUDI, sent.message_id, { row: 0, column: 0 });
  const update = (await api.getUpdates()).at(-1)?.callback_query;
  assert.equal(update?.data, "y");
  assert.equal(update.message?.message_id, sent.message_id);
  assert.equal(press.query.answer, undefined);

  await refuses(
    api.answerCallbackQuery(update.id, { text: "x".repeat(201) }),
    "Bad Request: MESSAGE_TOO_LONG",
  );
  await api.answerCallbackQuery(update.id, { text: "ok", show_alert: true });
  assert.deepEqual(await press.answered, { text: "ok", showAlert: true, url: "" });
  await refuses(api.answerCallbackQuery(update.id), EXPIRED);
  await refuses(api.answerCallbackQuery("12345"), EXPIRED);
});

test("only buttons that are there can be pressed, old ones if asked", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const sent = await api.sendMessage(BUDI, "?", {
    reply_markup: { inline_keyboard: [[{ text: "ya", callback_data: "y" }]] },
  });
  await api.editMessageText(BUDI, sent.message_id, "!", {
    reply_markup: { inline_keyboard: [[{ text: "buka", url: "https://example.org" }]] },
  });
  assert.throws(() => telegram.press(BUDI, sent.message_id, { data: "y" }), /has no button/);
  assert.throws(
    () => telegram.press(BUDI, sent.message_id, { row: 0, column: 0 }),
    /asks the bot nothing/,
  );
  assert.throws(() => telegram.press(BUDI, 999, { data: "y" }), /No message 999/);
  telegram.press(BUDI, sent.message_id, { data: "y" }, { stale: true });
  const query = (await api.getUpdates()).at(-1)?.callback_query;
  assert.equal(query?.data, "y");
  assert.equal(query.message?.text, "!");
});

test("inline mode: ask, answer, choose", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const ask = telegram.inlineQuery(BUDI, "pulsa");
  const query = (await api.getUpdates()).at(-1)?.inline_query;
  assert.equal(query?.query, "pulsa");
  const article = {
    type: "article",
    id: "1",
    title: "Pulsa 5.000",
    input_message_content: { message_text: "<b>Pulsa</b>", parse_mode: "HTML" },
  } as const;
  await refuses(
    api.answerInlineQuery(query.id, [article, article]),
    "Bad Request: RESULT_ID_DUPLICATE",
  );
  await api.answerInlineQuery(query.id, [article], {
    button: { text: "Buka bot", start_parameter: "x" },
  });
  assert.equal((await ask.answered).results.length, 1);
  await refuses(api.answerInlineQuery(query.id, []), EXPIRED);

  telegram.chooseInlineResult(query.id, "1");
  const updates = await api.getUpdates();
  assert.equal(updates.at(-2)?.message?.via_bot?.id, telegram.bot.id);
  assert.equal(updates.at(-2)?.message?.text, "Pulsa");
  assert.equal(updates.at(-1)?.chosen_inline_result?.result_id, "1");
});
