import { phoneDigits, readPhone } from "../../../catalogue/phone.ts";
import type { Field, InputField, SelectField } from "../../../catalogue/service.ts";
import type { Answer } from "../../../orders/state/order.ts";
import type { Problem } from "../../../words/problem.ts";

export type Checked = { ok: true; answer: Answer } | { ok: false; problem: Problem };

/** Where the upstream sets no bounds, or silly ones like 1000 digits. */
const maxText = 1_000;
const invisible = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/**
 * How digits are read. `phone`: as a phone number, whose signs may go. `as-typed`: digits and nothing else.
 * `run-together`: as forms did that were begun before the two were told apart; they are heard again as they were.
 */
export type Reading = "phone" | "as-typed" | "run-together";

/** What was typed, as it would be sent; or what is wrong with it. */
export function checkAnswer(field: Field, typed: string, reading: Reading): Checked {
  const text = visible(typed);
  if (field.kind === "select") return checkChoice(field, text);
  if (/[\r\n]/.test(text)) return wrong({ kind: "many-lines" });
  if (reading === "phone") return checkPhone(field, text);
  switch (field.type) {
    case "tel":
      return reading === "run-together" ? checkRunTogether(field, text) : checkDigits(field, text);
    case "number":
      return checkDigits(field, reading === "run-together" ? text.replaceAll(/\s/g, "") : text);
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
        ? checkLength(field, text)
        : wrong({ kind: "not-an-email" });
    case "url":
      return isWebAddress(text) ? checkLength(field, text) : wrong({ kind: "not-an-address" });
    case "date":
      return checkDate(field, text);
    case "text":
    case "password":
      return checkLength(field, text);
  }
}

/** Without what nobody sees: marks of direction and width that a copied number brings along. */
export function visible(typed: string): string {
  return typed.replaceAll(invisible, "").trim();
}

/** The answer that a select's button stands for; null when there is no such option. */
export function chosen(field: SelectField, index: number): Answer | null {
  const option = field.options[index];
  if (option === undefined) return null;
  const { position, label } = field;
  const answer = { position, label, value: option.value, secret: false };
  return option.label === option.value ? answer : { ...answer, shown: option.label };
}

/** A choice may be typed as well, letter for letter. */
function checkChoice(field: SelectField, text: string): Checked {
  const wanted = text.toLowerCase();
  const index = field.options.findIndex(
    ({ label, value }) => label.toLowerCase() === wanted || value.toLowerCase() === wanted,
  );
  const answer = chosen(field, index);
  return answer === null ? wrong({ kind: "not-a-choice" }) : { ok: true, answer };
}

function checkPhone(field: InputField, text: string): Checked {
  const number = readPhone(text);
  return number === null
    ? wrong({ kind: "not-a-phone-number" })
    : checkLength(field, number, phoneDigits);
}

function checkDigits(field: InputField, text: string): Checked {
  const digits = text.normalize("NFKC");
  return /^\d+$/.test(digits)
    ? checkLength(field, digits, { min: 1, max: maxText })
    : wrong({ kind: "not-a-number" });
}

function checkRunTogether(field: InputField, text: string): Checked {
  const plain = text.normalize("NFKC").replaceAll(/[\s\-‐-―()./]/g, "");
  const number = readPhone(plain);
  return number === null
    ? wrong({ kind: "not-a-phone-number" })
    : checkLength(field, number, phoneDigits);
}

/** Read as people write it, sent as a web form would: `1999-12-31`. */
function checkDate(field: InputField, text: string): Checked {
  const dayFirst = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text);
  const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(text);
  const [year, month, day] = dayFirst
    ? [dayFirst[3], dayFirst[2], dayFirst[1]]
    : yearFirst
      ? yearFirst.slice(1)
      : [];
  if (year === undefined || month === undefined || day === undefined)
    return wrong({ kind: "not-a-date" });
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return exists ? right(field, iso) : wrong({ kind: "not-a-date" });
}

function checkLength(
  field: InputField,
  value: string,
  digits: { min: number; max: number } | null = null,
): Checked {
  const min = Math.max(field.minLength, field.minLength > 0 ? 0 : (digits?.min ?? 1));
  const max = Math.min(field.maxLength > 0 ? field.maxLength : maxText, digits?.max ?? maxText);
  const bounds = {
    length: Array.from(value).length,
    min,
    max: Math.max(min, max),
    digits: digits !== null,
  };
  if (bounds.length < bounds.min) return wrong({ kind: "too-short", ...bounds });
  if (bounds.length > bounds.max) return wrong({ kind: "too-long", ...bounds });
  return right(field, value);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/\s/.test(text);
}

function right(field: InputField, value: string): Checked {
  const { position, label } = field;
  return { ok: true, answer: { position, label, value, secret: field.type === "password" } };
}

function wrong(problem: Problem): Checked {
  return { ok: false, problem };
}
