import assert from "node:assert/strict";
import { toTelegram, type Screen } from "../../src/screens/screen.ts";
import { tidyHtmlLength } from "./telegram-text.ts";

/** Telegram would take it: parses, fits, has letters, and its buttons fit. */
export function assertSendable(screen: Screen): void {
  const { text, reply_markup: markup } = toTelegram(screen);
  const length = tidyHtmlLength(text);
  assert.ok(length > 0 && length <= 4_096, `${length} characters`);
  assert.ok(text.isWellFormed());
  assert.doesNotMatch(text, /\n /, "a formatter broke a text's lines");
  for (const row of markup.inline_keyboard)
    assert.ok(row.length <= 8, `${row.length} buttons side by side cannot be read on a phone`);
  for (const button of markup.inline_keyboard.flat()) {
    assert.ok(button.text.length > 0 && button.text.length <= 64, button.text);
    if ("callback_data" in button) assert.ok(Buffer.byteLength(button.callback_data) <= 64);
    else if ("switch_inline_query" in button) assert.ok(button.switch_inline_query.length <= 256);
    else assert.ok(button.copy_text.text.length >= 1 && button.copy_text.text.length <= 256);
  }
}
