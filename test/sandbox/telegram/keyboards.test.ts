import assert from "node:assert/strict";
import { test } from "node:test";
import type { ForceReply, ReplyKeyboardMarkup, ReplyKeyboardRemove } from "grammy/types";
import { rawCall, refuses, startWithBudi } from "./fixtures.ts";

const BUDI = 7001;

async function sendButton(
  telegram: Parameters<typeof rawCall>[0],
  button: Record<string, unknown>,
): Promise<unknown> {
  const { body } = await rawCall(telegram, "sendMessage", {
    chat_id: BUDI,
    text: "?",
    reply_markup: { inline_keyboard: [[button]] },
  });
  return typeof body === "object" && body !== null && "description" in body
    ? body.description
    : "sent";
}

test("inline buttons are taken or refused one by one", async (t) => {
  const { telegram } = await startWithBudi(t);
  const cases: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ text: "ya", callback_data: "é".repeat(32) }, "sent"],
    [{ text: "ya", callback_data: "é".repeat(32) + "!" }, "Bad Request: BUTTON_DATA_INVALID"],
    [
      { text: "ya", callback_data: "" },
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      { text: "ya" },
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      { text: "ya", callback_data: "y", url: "https://example.org" },
      "Bad Request: can't parse inline keyboard button: exactly one action is allowed, found url and callback_data",
    ],
    [
      { text: "", callback_data: "y" },
      "Bad Request: inline keyboard button text must be non-empty",
    ],
    [{ callback_data: "y" }, `Bad Request: can't find field "text"`],
    [{ text: "ya", callback_data: "y", style: "success" }, "sent"],
    [
      { text: "ya", callback_data: "y", style: "green" },
      "Bad Request: can't parse inline keyboard button: invalid button style specified",
    ],
    [{ text: "salin", copy_text: { text: "x".repeat(256) } }, "sent"],
    [
      { text: "salin", copy_text: { text: "x".repeat(257) } },
      "Bad Request: BUTTON_COPY_TEXT_INVALID",
    ],
    [{ text: "salin", copy_text: { text: "" } }, "Bad Request: BUTTON_COPY_TEXT_INVALID"],
    [
      { text: "buka", url: "nowhere" },
      "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ],
    [{ text: "cari", switch_inline_query_current_chat: "" }, "sent"],
  ];
  for (const [button, answer] of cases) {
    assert.equal(await sendButton(telegram, button), answer, JSON.stringify(button));
  }
});

test("a keyboard of 100 buttons is the largest", async (t) => {
  const { api } = await startWithBudi(t);
  const rows = (count: number) => ({
    inline_keyboard: Array.from({ length: count }, (_, n) => [
      { text: `${n}`, callback_data: `${n}` },
    ]),
  });
  await api.sendMessage(BUDI, "?", { reply_markup: rows(100) });
  await refuses(
    api.sendMessage(BUDI, "?", { reply_markup: rows(101) }),
    "Bad Request: reply markup is too long",
  );
});

test("other kinds of reply_markup are refused, not taken for none", async (t) => {
  const { api } = await startWithBudi(t);
  const kinds = {
    keyboard: { keyboard: [["Batal"]] },
    force_reply: { force_reply: true },
    remove_keyboard: { remove_keyboard: true },
  } satisfies Record<string, ReplyKeyboardMarkup | ForceReply | ReplyKeyboardRemove>;
  for (const [kind, markup] of Object.entries(kinds)) {
    await refuses(
      api.sendMessage(BUDI, "?", { reply_markup: markup }),
      `Bad Request: reply_markup with ${kind} is not emulated`,
    );
  }
});
