import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAnswer, type Reading } from "../../../src/bot/ordering/form/answer.ts";
import type { InputType } from "../../../src/catalogue/service.ts";
import { input } from "../goods.ts";

const verdict = (
  type: InputType,
  text: string,
  change: { minLength?: number; maxLength?: number; reading?: Reading } = {},
) => {
  const { reading = "as-typed", ...bounds } = change;
  const checked = checkAnswer(input("X", { type, ...bounds }), text, reading);
  return checked.ok ? checked.answer.value : checked.problem.kind;
};

test("a phone number is sent as 08… however it was typed", () => {
  const phone = (typed: string, change = {}) =>
    verdict("tel", typed, { reading: "phone", ...change });
  for (const typed of [
    "081234567890",
    "+62 812-3456-7890",
    "(0812) 3456.7890",
    "\u202A+62 812 3456 7890\u202C",
  ]) {
    assert.equal(phone(typed), "081234567890", typed);
  }
  assert.equal(phone("0812abc"), "not-a-phone-number");
  assert.equal(phone("081234567890 (1234)"), "not-a-phone-number");
  assert.equal(phone("081234567890\n081234567891"), "many-lines");
  assert.equal(phone("081234567890 081234567891"), "not-a-phone-number");
  assert.equal(phone("0812345678901234567890"), "too-long");
  assert.equal(phone("0812"), "too-short");
  assert.equal(phone("123", { minLength: 3 }), "123");
  // Whatever the list calls its type.
  assert.equal(verdict("text", "+62 812-3456-7890", { reading: "phone" }), "081234567890");
});

test("other digits are sent as they were typed, or not at all", () => {
  for (const type of ["tel", "number"] as const) {
    assert.equal(verdict(type, "32012345678"), "32012345678");
    assert.equal(verdict(type, "6281234567890"), "6281234567890");
    assert.equal(verdict(type, "00123"), "00123");
    assert.equal(verdict(type, "１２３４"), "1234");
    for (const typed of ["12345678 (1234)", "12 345", "12-345", "12.5", "+12345", "12a"])
      assert.equal(verdict(type, typed), "not-a-number", typed);
    assert.equal(verdict(type, "1234", { maxLength: 3 }), "too-long");
  }
});

test("a form that was begun when signs were dropped is heard again as it was", () => {
  const before = (type: InputType, typed: string) =>
    verdict(type, typed, { reading: "run-together" });
  assert.equal(before("tel", "12345678 (1234)"), "123456781234");
  assert.equal(before("tel", "+62 812-3456-7890"), "081234567890");
  assert.equal(before("tel", "628123456"), "628123456");
  assert.equal(before("number", "12 345"), "12345");
  assert.equal(before("tel", "0812abc"), "not-a-phone-number");
});

test("each kind of answer is checked, and lengths are of what would be sent", () => {
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
