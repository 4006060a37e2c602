import assert from "node:assert/strict";
import { test } from "node:test";
import { rawCall, refuses, startTelegram, startWithBudi } from "./fixtures.ts";

const BUDI = 7001;

test("HTML becomes plain text and entities in UTF-16", async (t) => {
  const { api } = await startWithBudi(t);
  const sent = await api.sendMessage(
    BUDI,
    '  😀 <b>tebal <i>miring</i></b> &lt;x&gt; <a href="https://example.org/a?b=1&amp;c=2">di sini</a>\n<pre><code class="language-js">a&b</code></pre> <tg-spoiler>rahasia</tg-spoiler>\n\n',
    { parse_mode: "HTML" },
  );
  assert.equal(sent.text, "😀 tebal miring <x> di sini\na&b rahasia");
  assert.deepEqual(sent.entities, [
    { type: "bold", offset: 3, length: 12 },
    { type: "italic", offset: 9, length: 6 },
    { type: "text_link", offset: 20, length: 7, url: "https://example.org/a?b=1&c=2" },
    { type: "pre", offset: 28, length: 3, language: "js" },
    { type: "spoiler", offset: 32, length: 7 },
  ]);
});

test("quotes, code and styles follow Telegram's rules of nesting", async (t) => {
  const { api } = await startWithBudi(t);
  const sent = await api.sendMessage(
    BUDI,
    "<blockquote expandable>kutipan <b>a <code>b</code> c</b></blockquote>",
    { parse_mode: "HTML" },
  );
  assert.deepEqual(sent.entities, [
    { type: "expandable_blockquote", offset: 0, length: 13 },
    { type: "bold", offset: 8, length: 2 },
    { type: "code", offset: 10, length: 1 },
    { type: "bold", offset: 11, length: 2 },
  ]);
});

test("wrong HTML is refused in Telegram's words", async (t) => {
  const { api } = await startWithBudi(t);
  const cases: readonly (readonly [string, string])[] = [
    ["a <x>b</x>", 'Unsupported start tag "x" at byte offset 2'],
    ["<b>a", 'Can\'t find end tag corresponding to start tag "b"'],
    ["é<b><i>a</b></i>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'],
    ["a</b>", "Unexpected end tag at byte offset 1"],
    ["<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ["1 <2", "Unclosed start tag at byte offset 2"],
    ['<a ="x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
  ];
  for (const [html, why] of cases) {
    await refuses(
      api.sendMessage(BUDI, html, { parse_mode: "HTML" }),
      `Bad Request: can't parse entities: ${why}`,
    );
  }
});

test("entities beside the text are refused, not dropped", async (t) => {
  const { api } = await startWithBudi(t);
  await refuses(
    api.sendMessage(BUDI, "halo", { entities: [{ type: "bold", offset: 0, length: 4 }] }),
    "Bad Request: can't parse entities: entities are not emulated, use HTML",
  );
});

test("texts that are empty or too long are refused", async (t) => {
  const { api } = await startWithBudi(t);
  await refuses(api.sendMessage(BUDI, ""), "Bad Request: message text is empty");
  await refuses(
    api.sendMessage(BUDI, "<b> </b>\n", { parse_mode: "HTML" }),
    "Bad Request: text must be non-empty",
  );
  await refuses(api.sendMessage(BUDI, "x".repeat(4097)), "Bad Request: message is too long");
  const longest = await api.sendMessage(BUDI, `<b>${"😀".repeat(4096)}</b>`, {
    parse_mode: "HTML",
  });
  assert.equal(longest.text?.length, 8192);
  await refuses(
    api.editMessageText(BUDI, longest.message_id, "x".repeat(4097)),
    "Bad Request: MESSAGE_TOO_LONG",
  );
});

test("people the bot may not write to", async (t) => {
  const { telegram, api } = await startTelegram(t);
  telegram.addUser({ id: 1, firstName: "Ani" });
  await refuses(api.sendMessage(1, "hai"), "Bad Request: chat not found");
  await refuses(api.sendMessage("", "hai"), "Bad Request: chat_id is empty");

  telegram.addGroup({ id: -500, title: "Konter", members: [1] });
  const shy = await refuses(
    api.sendMessage(1, "hai"),
    "Forbidden: bot can't initiate conversation with a user",
  );
  assert.equal(shy.error_code, 403);

  telegram.startDeepLink(1);
  await api.sendMessage(1, "hai");
  telegram.block(1);
  await refuses(api.sendMessage(1, "hai"), "Forbidden: bot was blocked by the user");
  telegram.unblock(1);
  await api.sendMessage(1, "hai lagi");
  const members = (await api.getUpdates()).flatMap(({ my_chat_member: change }) =>
    change === undefined ? [] : [change.new_chat_member.status],
  );
  assert.deepEqual(members, ["member", "kicked", "member"]);
});

test("replies point at what is there", async (t) => {
  const { telegram, api } = await startWithBudi(t);
  const asked = telegram.sendText(BUDI, "pulsa?");
  const answer = await api.sendMessage(BUDI, "ada", {
    reply_parameters: { message_id: asked.message.message_id },
  });
  assert.equal(answer.reply_to_message?.text, "pulsa?");
  await refuses(
    api.sendMessage(BUDI, "ada", { reply_parameters: { message_id: 999 } }),
    "Bad Request: message to be replied not found",
  );
  const alone = await api.sendMessage(BUDI, "ada", {
    reply_parameters: { message_id: 999, allow_sending_without_reply: true },
  });
  assert.equal(alone.reply_to_message, undefined);
});

test("extra parameters are ignored, ill-typed ones are not", async (t) => {
  const { telegram } = await startWithBudi(t);
  const fine = await rawCall(telegram, "sendmessage", { chat_id: "7001", text: 42, mood: "good" });
  assert.equal(fine.status, 200);
  const bad = await rawCall(telegram, "sendMessage", {
    chat_id: BUDI,
    text: "x",
    reply_markup: "{",
  });
  assert.deepEqual(bad.body, {
    ok: false,
    error_code: 400,
    description: "Bad Request: can't parse reply keyboard markup JSON object",
  });
});

test("a bot is silent in a group unless it is addressed", async (t) => {
  const { telegram, api } = await startTelegram(t);
  telegram.addUser({ id: 1, firstName: "Ani" });
  telegram.addGroup({ id: -500, title: "Konter", members: [1] });
  telegram.sendText(1, "halo semua", { chatId: -500 });
  telegram.sendText(1, "/start@toko_sandbox_bot", { chatId: -500 });
  telegram.sendText(1, "/start@orang_lain_bot", { chatId: -500 });
  const updates = await api.getUpdates();
  assert.deepEqual(
    updates.map(({ message, my_chat_member: joined }) => message?.text ?? joined?.chat.type),
    ["group", "/start@toko_sandbox_bot"],
  );
  assert.equal(telegram.chat(-500).messages.length, 3);
});
