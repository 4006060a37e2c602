import {
  asksIdAndZone,
  isId,
  isIdWithZone,
  isZone,
  readIdAndZone,
} from "../../../catalogue/id-and-zone.ts";
import { dialled, meansPhone, readPhone } from "../../../catalogue/phone.ts";
import { isSecret } from "../../../catalogue/secrets.ts";
import type { Field, InputField, SelectField, Service } from "../../../catalogue/service.ts";
import type { Answer } from "../../../orders/state/order.ts";
import type { Problem } from "../../../words/problem.ts";
import { checkAnswer, chosen, type Checked } from "../form/answer.ts";
import { typedFrom, type Token } from "./tokens.ts";

/** Words of a line, given to the fields of a service one after the other. */
export interface Destination {
  answers: readonly Answer[];
  /** How many words they took. */
  used: number;
}

/** An answer that the first `used` words may be. */
interface Candidate {
  answer: Answer;
  used: number;
}

type Asked = Pick<Service, "name" | "category" | "fields">;

/**
 * All ways to answer every field with the first words, the likeliest first: whoever asks takes the first after which
 * the rest makes sense. Secrets are never read from a line.
 */
export function* destinationsIn(
  line: string,
  words: readonly Token[],
  service: Asked,
  at = 0,
): Generator<Destination> {
  const field = service.fields[at];
  if (field === undefined) return yield { answers: [], used: 0 };
  const both = idAndZone(line, words, service, at);
  if (both !== null)
    for (const later of destinationsIn(line, words.slice(both.used), service, at + 2))
      yield { answers: [...both.answers, ...later.answers], used: both.used + later.used };
  for (const { answer, used } of candidates(line, words, field, service))
    for (const later of destinationsIn(line, words.slice(used), service, at + 1))
      yield { answers: [answer, ...later.answers], used: used + later.used };
}

/** `12345678/1234` where both are asked, in one word or in all that are left; null: not that. */
function idAndZone(
  line: string,
  words: readonly Token[],
  service: Asked,
  at: number,
): Destination | null {
  const [idField, zoneField] = [service.fields[at], service.fields[at + 1]];
  if (idField === undefined || zoneField === undefined || !asksIdAndZone(service.fields, at))
    return null;
  for (const used of mayBeMark(zoneField, words.slice(1)) ? [1] : [1, words.length]) {
    const found = readIdAndZone(typedFrom(line, words.slice(0, used)));
    const id = found && answerOf(check(idField, found.id, service));
    const zone = found && answerOf(check(zoneField, found.zone, service));
    if (id !== null && zone !== null) return { answers: [id, zone], used };
  }
  return null;
}

/** What was found where not every field has its answer: as far as it goes, and what is wrong there. */
export interface Beginning {
  answers: readonly Answer[];
  used: number;
  /** The first field whose words cannot be its answer, and which they are; null: the words ran out. */
  wrong: { field: Field; problem: Problem; typed: string } | null;
}

export function beginningOf(line: string, words: readonly Token[], service: Asked): Beginning {
  const answers: Answer[] = [];
  let used = 0;
  for (const field of service.fields) {
    const rest = words.slice(used);
    if (rest.length === 0 || isSecret(field)) break;
    const [likeliest] = candidates(line, rest, field, service);
    if (likeliest === undefined) {
      const typed = rest[0]?.text ?? "";
      const checked = check(field, typed, service);
      if (!checked.ok) return { answers, used, wrong: { field, problem: checked.problem, typed } };
      break;
    }
    answers.push(likeliest.answer);
    used += likeliest.used;
  }
  return { answers, used, wrong: null };
}

function candidates(
  line: string,
  words: readonly Token[],
  field: Field,
  service: Asked,
): Candidate[] {
  if (words.length === 0) return [];
  if (mayBeMark(field, words)) return [];
  const lengths =
    field.kind === "select" ? choiceLengths(words) : lengthsOf(line, words, field, service);
  return lengths.flatMap((used) => {
    const theirs = words.slice(0, used);
    // A number's brackets may separate too: its pieces are what counts.
    const typed = meansPhone(field, service)
      ? theirs.map(({ text }) => text).join(" ")
      : typedFrom(line, theirs);
    const answer =
      field.kind === "select" ? choice(field, typed) : answerOf(check(field, typed, service));
    return answer === null ? [] : { answer, used };
  });
}

/** One digit is no id; and where a zone is asked last it may as well be the mark of a second order. */
function mayBeMark(field: Field, [first, ...others]: readonly Token[]): boolean {
  if (field.kind !== "input" || !isCount(first)) return false;
  const isLast = others.length === 0 && first?.bracketed === false;
  return isId(field.label) || (isZone(field.label) && isLast && field.maxLength !== 1);
}

const answerOf = (checked: Checked): Answer | null => (checked.ok ? checked.answer : null);

const check = (field: Field, typed: string, service: Asked): Checked =>
  checkAnswer(field, typed, meansPhone(field, service) ? "phone" : "as-typed");

const maxChoiceWords = 6;

/** Of many words first: `TW, HK, MO` is one choice. */
const choiceLengths = (words: readonly Token[]): number[] =>
  upTo(Math.min(words.length, maxChoiceWords)).toReversed();

/** By value or label; signs in it may be left out. */
function choice(field: SelectField, typed: string): Answer | null {
  const exact = checkAnswer(field, typed, "as-typed");
  if (exact.ok) return exact.answer;
  const wanted = bare(typed);
  const places = field.options.flatMap(({ value, label }, place) =>
    wanted !== "" && (bare(label) === wanted || bare(value) === wanted) ? place : [],
  );
  const [only] = places;
  return places.length === 1 && only !== undefined ? chosen(field, only) : null;
}

const bare = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** How many words an answer may have, the likeliest number first. */
function lengthsOf(
  line: string,
  words: readonly Token[],
  field: InputField,
  service: Asked,
): number[] {
  if (meansPhone(field, service)) return phoneLengths(words);
  if (isIdWithZone(field.label)) return [idWithZoneLength(line, words)];
  switch (field.type) {
    case "tel":
    case "number":
      return [1];
    case "email":
      return closeTogether(words).filter((used) =>
        /^[a-z]{2,}$/i.test(words[used - 1]?.text ?? ""),
      );
    case "url":
      return closeTogether(words);
    case "date":
      return [3, 1];
    case "text":
      return oneWordLabel.test(field.label) ? [1] : nameLengths(words);
    case "password":
      return [];
  }
}

const upTo = (most: number): number[] => Array.from({ length: most }, (_, place) => place + 1);

/** Digits of a number as one dials it in the country. */
const fullPhoneDigits = { min: 9, most: 13 };

/**
 * A number in one word, or in pieces that together are as long as a number is: `0812 3456 7890`. A nominal is no piece of
 * it, nor is the mark of a second order, nor, once it may be whole, what a sign separates from it.
 */
function phoneLengths(words: readonly Token[]): number[] {
  const [first] = words;
  if (first === undefined || !/^(?:\+|0|62)/.test(first.text)) return [1];
  if (dialled(first.text).length >= fullPhoneDigits.min) return [1];
  const abroad = /^\+?62$/.test(first.text);
  let number = "";
  let used = 0;
  for (const { text, before } of words) {
    const more = dialled(number + text);
    if (!/^[\d+‐-―-]+$/u.test(text) || more.length > fullPhoneDigits.most) break;
    if (used > 0) {
      if (/^\d$/.test(text)) break;
      if (before === "sign" && dialled(number).length >= fullPhoneDigits.min) break;
      // A whole number is no piece of another, but for its country.
      if (!abroad && digitsIn(text) >= fullPhoneDigits.min) break;
    }
    number += text;
    used += 1;
  }
  return dialled(number).length >= fullPhoneDigits.min ? [used] : [1];
}

const digitsIn = (text: string) => text.replaceAll(/\D/g, "").length;

/** An id and its zone are one answer where one question asks both, however they are separated. */
function idWithZoneLength(line: string, words: readonly Token[]): number {
  const both = upTo(Math.min(words.length, 4)).find(
    (used) => readIdAndZone(typedFrom(line, words.slice(0, used))) !== null,
  );
  return both ?? 1;
}

/** The mark of a second order, or of the first. */
export const isCount = (token: Token | undefined): boolean => /^[1-9]$/.test(token?.text ?? "");

/** Words with nothing but one sign between them, as an address has; the longest first. */
function closeTogether(words: readonly Token[]): number[] {
  const apart = words.findIndex(
    ({ start, before }, place) =>
      place > 0 && (before === "space" || start - (words[place - 1]?.end ?? 0) > 1),
  );
  return upTo(apart === -1 ? words.length : apart).toReversed();
}

/** What is one word by its nature. */
const oneWordLabel = /\b(?:id|uid|user\w*|player|zon[ae]|akun|account)\b/i;

/** A name may have spaces in it: all of them where signs separate the fields, else as few as will do. */
function nameLengths(words: readonly Token[]): number[] {
  const end = words.findIndex(({ before }, place) => place > 0 && before !== "space");
  const lengths = upTo(end === -1 ? words.length : end);
  return words[0]?.before === "sign" ? lengths.toReversed() : lengths;
}

/** A number that somebody can be called at, as it would be sent; null for anything else. */
export function mobileNumber(text: string): string | null {
  const number = readPhone(text);
  return number !== null && /^08\d{8,11}$/.test(number) ? number : null;
}
