import type { Codes } from "../../../catalogue/codes.ts";
import { asksIdAndZone } from "../../../catalogue/id-and-zone.ts";
import { isUsualLength, meansPhone } from "../../../catalogue/phone.ts";
import { isSecret } from "../../../catalogue/secrets.ts";
import type { Field } from "../../../catalogue/service.ts";
import type { ListedService } from "../../../catalogue/snapshot.ts";
import type { Answer } from "../../../orders/state/order.ts";
import type { Problem } from "../../../words/problem.ts";
import { beginningOf, destinationsIn, isCount, mobileNumber } from "./destination.ts";
import { tokensOf, typedFrom, type Token } from "./tokens.ts";
import { isWord } from "./word.ts";

/** What stands behind a complete order and is not needed here. */
export type Needless = "pin" | "phone";

/** What a line orders, or what it lacks to. */
export type LineReading =
  /** `again`: said to be a second order for the same thing today. */
  | {
      kind: "order";
      service: ListedService;
      answers: readonly Answer[];
      again: boolean;
      needless: readonly Needless[];
    }
  /** Not all that the service asks; `secret`: something was typed that nobody else should read. */
  | { kind: "open"; service: ListedService; known: readonly Answer[]; secret: boolean }
  /** `known`: the answers before it; `typed`: in its place. */
  | {
      kind: "wrong";
      service: ListedService;
      known: readonly Answer[];
      field: Field;
      typed: string;
      problem: Problem;
    }
  /** More than the service asks: from `text` on. */
  | { kind: "too-much"; service: ListedService; known: readonly Answer[]; text: string }
  /** It looks like an order, but there is no such code. `rest`: what stands behind it. */
  | { kind: "no-code"; typed: string; rest: string };

/** `KODE.TUJUAN` and its relatives; null: that is no order line. */
export function readOrderLine(line: string, codes: Codes): LineReading | null {
  const tokens = tokensOf(line);
  const coded = codeIn(tokens, codes);
  if (coded === null) return unknownCode(line, tokens);
  const { service, used, again } = coded;
  const words = tokens.slice(used);
  // A word that every counter knows means that, even where a code is called so.
  if (words.length === 0 && isWord(tokens[0]?.text ?? "")) return null;
  const reading = readWords(line, words, service);
  if (reading.kind === "order") return { ...reading, again: again || reading.again };
  return looksMeant(tokens, used) ? reading : null;
}

/** What is typed for a service that is known already, as behind its code. */
export function readDestination(typed: string, service: ListedService): LineReading {
  return readWords(typed, tokensOf(typed), service);
}

function readWords(line: string, words: readonly Token[], service: ListedService): LineReading {
  const plain = completeIn(line, words, service);
  // `KODE.2.TUJUAN`
  const counted = isCount(words[0]) && service.fields.length > 0 ? words.slice(1) : null;
  const second = counted && completeIn(line, counted, service, true);
  const complete = likelier(plain, second);
  if (complete === "either") return { kind: "open", service, known: [], secret: false };
  if (complete !== null) return complete;
  const [farthest] = [words, ...(counted === null ? [] : [counted])]
    .map((theirs) => ({ theirs, ...beginningOf(line, theirs, service) }))
    .toSorted((a, b) => b.answers.length - a.answers.length);
  const { theirs = words, answers = [], used = 0, wrong = null } = farthest ?? {};
  const next = service.fields[answers.length];
  if (next === undefined)
    return { kind: "too-much", service, known: answers, text: typedFrom(line, theirs.slice(used)) };
  if (wrong !== null) return { kind: "wrong", service, known: answers, ...wrong };
  return { kind: "open", service, known: answers, secret: isSecret(next) && theirs.length > used };
}

type Complete = LineReading & { kind: "order" };

/** Of two readings the one for which nothing was typed in vain: what one takes for a PIN may be the other's zone. */
function likelier(one: Complete | null, other: Complete | null): Complete | "either" | null {
  if (one === null || other === null) return one ?? other;
  const [first, second] = [one, other].toSorted((a, b) => a.needless.length - b.needless.length);
  return first?.needless.length === second?.needless.length ? "either" : (first ?? null);
}

/** Ways to share the words out among the fields: of two hundred words three names are shared out in a million. */
const mostTried = 2_000;

function completeIn(
  line: string,
  words: readonly Token[],
  service: ListedService,
  again = false,
): Complete | null {
  let tried = 0;
  for (const { answers, used } of destinationsIn(line, words, service)) {
    tried += 1;
    if (tried > mostTried) break;
    const rest = restOf(words.slice(used), service, answers);
    if (rest !== null)
      return { kind: "order", service, answers, ...rest, again: again || rest.again };
  }
  return null;
}

/** `TS5`, `ts 5`, `TS5-2`; null: no code. */
export function codeIn(
  tokens: readonly Token[],
  codes: Codes,
): { service: ListedService; used: number; again: boolean } | null {
  const [first, second] = tokens;
  if (first === undefined) return null;
  const alone = codes.find(first.text);
  // `xl 5`: letters and their number are one code, whatever else is called `XL`.
  const joined =
    second !== undefined && /^\p{L}+$/u.test(first.text) && /^\d{1,7}\p{L}{0,3}$/u.test(second.text)
      ? codes.find(first.text + second.text)
      : undefined;
  if (joined !== undefined && (alone === undefined || second?.before === "space"))
    return { service: joined, used: 2, again: false };
  const [, counted] = /^(.+)-[2-9]$/u.exec(first.text) ?? [];
  const exact = alone?.code.toLowerCase() === first.text.toLowerCase();
  if (counted !== undefined && !exact) {
    const service = codes.find(counted);
    if (service !== undefined) return { service, used: 1, again: true };
  }
  return alone === undefined ? null : { service: alone, used: 1, again: false };
}

/** What may stand behind a complete order: that it is a second one, a PIN, a number to tell; null: something else. */
export function restOf(
  rest: readonly Token[],
  service: ListedService,
  answers: readonly Answer[],
): { again: boolean; needless: readonly Needless[] } | null {
  const needless = new Set<Needless>();
  let again = false;
  let counted = false;
  for (const token of rest) {
    if (isCount(token) && !counted) {
      counted = true;
      again = token.text !== "1";
    } else if (!needless.has("pin") && isPin(token, service, answers)) needless.add("pin");
    else if (
      mobileNumber(token.text) !== null &&
      !needless.has("phone") &&
      // Of a service that is for phones it is another customer.
      !service.fields.some((field) => meansPhone(field, service))
    )
      needless.add("phone");
    else return null;
  }
  return { again, needless: [...needless] };
}

/** Digits that are a number by themselves, as a meter has them. */
const wholeNumber = /^\d{11,}$/;

/**
 * Four to six digits are a PIN only where they can be nothing else: no zone of the id before them, no end of the number,
 * no piece of a name.
 */
function isPin(token: Token, service: ListedService, answers: readonly Answer[]): boolean {
  const { fields } = service;
  if (!/^\d{4,6}$/.test(token.text) || token.bracketed) return false;
  const field = fields.at(-1);
  const { value = "" } = answers.at(-1) ?? {};
  if (field === undefined) return true;
  if (meansPhone(field, service)) return isUsualLength(value);
  if (token.before === "space") return false;
  if (field.kind === "select" || field.type === "email") return true;
  return asksIdAndZone(fields, fields.length - 2) || wholeNumber.test(value);
}

/** Whether what follows a code was meant for it, or all are words to search for: `axis 24gb`. */
function looksMeant(tokens: readonly Token[], used: number): boolean {
  const rest = tokens.slice(used);
  return (
    rest.length === 0 ||
    rest[0]?.before === "sign" ||
    // Two words that are a code together may be words all the same: `ml 86 diamonds`.
    (used === 1 && /\d/.test(tokens[0]?.text ?? "")) ||
    rest.some(({ text }) => /\d{5,}/.test(text))
  );
}

const longNumber = /^\+?\d{8,}$/;

/** A line with a destination whose code does not exist; null: words to search for. */
function unknownCode(line: string, tokens: readonly Token[]): LineReading | null {
  const [first, second] = tokens;
  if (first === undefined || second === undefined) return null;
  if (!/^\p{L}[\p{L}\p{N}_-]{0,19}$/u.test(first.text)) return null;
  if (isWord(first.text)) return null;
  const isShort = /^\d{1,4}$/.test(second.text) && !/\d/.test(first.text);
  const rest = tokens.slice(isShort ? 2 : 1);
  const numbered =
    second.before === "sign" && /\d/.test(first.text) && /^\d{5,}$/.test(second.text);
  const isDestination = numbered || (rest[0] !== undefined && longNumber.test(rest[0].text));
  return isDestination
    ? {
        kind: "no-code",
        typed: isShort ? first.text + second.text : first.text,
        rest: typedFrom(line, rest),
      }
    : null;
}

const mostLooked = 12;

/** The services that a code which does not exist may have meant, the likeliest first: those that its rest fits. */
export function meantBy(
  { typed, rest }: { typed: string; rest: string },
  codes: Codes,
  most: number,
): readonly ListedService[] {
  const nearest = codes.nearest(typed, mostLooked);
  const fits = (service: ListedService) => {
    const reading = readDestination(rest, service);
    return reading.kind === "order" && reading.needless.length === 0;
  };
  return [...nearest.filter(fits), ...nearest.filter((service) => !fits(service))].slice(0, most);
}
