import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAnswer, phoneNumber } from "../../src/bot/conversations/answer.ts";
import type { InputType } from "../../src/catalogue/service.ts";
import { input } from "./shop.ts";

const verdict = (
  type: InputType,
  text: string,
  change: { minLength?: number; maxLength?: number } = {},
) => {
  const checked = checkAnswer(input("X", { type, ...change }), text);
  return checked.ok ? checked.answer.value : checked.problem.kind;
};

test("a phone number is sent as 08… however it was typed; other numbers keep their digits", () => {
  for (const typed of [
    "081234567890",
    "+62 812-3456-7890",
    "62812 3456 7890",
    "(0812) 3456.7890",
    "\u202A+62 812 3456 7890\u202C",
    "+62081234567890",
    "０８１２３４５６７８９０",
  ]) {
    assert.equal(verdict("tel", typed), "081234567890", typed);
  }
  // A game id or a meter number, asked for as `tel`.
  assert.equal(phoneNumber("628123456"), "628123456");
  assert.equal(verdict("tel", "32012345678"), "32012345678");
  assert.equal(verdict("tel", "0812abc"), "not-a-phone-number");
  assert.equal(verdict("tel", "081234567890\n081234567891"), "many-lines");
  assert.equal(verdict("tel", "081234567890 081234567891"), "too-long");
  assert.equal(verdict("tel", "123", { minLength: 3 }), "123");
});

test("each kind of answer is checked, and lengths are of what would be sent", () => {
  assert.equal(verdict("number", "00123"), "00123");
  assert.equal(verdict("number", "12 345"), "12345");
  assert.equal(verdict("number", "12.5"), "not-a-number");
  assert.equal(verdict("text", "  nama saya "), "nama saya");
  assert.equal(verdict("text", "ab", { minLength: 3 }), "too-short");
  assert.equal(verdict("text", "abcd", { maxLength: 3 }), "too-long");
  assert.equal(verdict("text", "😀😀", { maxLength: 2 }), "😀😀");
  assert.equal(verdict("text", "\u200B \u2060"), "too-short");
  assert.equal(verdict("email", "a@b.co"), "a@b.co");
  assert.equal(verdict("email", "a b@c.d"), "not-an-email");
  assert.equal(verdict("url", "https://a.id/x?y=1"), "https://a.id/x?y=1");
  assert.equal(verdict("url", "javascript:alert(1)"), "not-an-address");
  assert.equal(verdict("date", "31-12-1999"), "1999-12-31");
  assert.equal(verdict("date", "1/2/2000"), "2000-02-01");
  assert.equal(verdict("date", "2000-02-30"), "not-a-date");
  assert.equal(verdict("password", " rahasia "), "rahasia");
});
