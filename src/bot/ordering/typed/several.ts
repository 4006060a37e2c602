import type { Codes } from "../../../catalogue/codes.ts";
import { meansPhone } from "../../../catalogue/phone.ts";
import type { ListedService } from "../../../catalogue/snapshot.ts";
import { destinationsIn, isCount, mobileNumber } from "./destination.ts";
import { readNominalAndNumber } from "./number.ts";
import {
  codeIn,
  readDestination,
  readOrderLine,
  restOf,
  type LineReading,
  type Needless,
} from "./order-line.ts";
import { tokensOf, typedFrom, type Token } from "./tokens.ts";

/** One order of several, and the words it was read from; null: no order line. */
export interface ReadLine {
  text: string;
  reading: LineReading | null;
}

export type OrdersRead =
  | { kind: "one"; line: ReadLine & { reading: LineReading } }
  | { kind: "several"; lines: readonly ReadLine[] };

/** One order line, or several: one below the other, or `KODE.NO.KODE.NO`, or `KODE.NO,NO`. Null: none. */
export function readOrders(text: string, codes: Codes): OrdersRead | null {
  const typed = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const lines: ReadLine[] = [];
  let before: ListedService | null = null;
  for (const line of typed) {
    const read: readonly ReadLine[] = below(before, line) ?? readLine(line, codes);
    // What was not understood may have named another product.
    before = serviceOf(read);
    lines.push(...read);
  }
  // `TS5`, and below it the numbers.
  const [first, ...others] = lines;
  if (
    first?.reading?.kind === "open" &&
    first.reading.known.length === 0 &&
    serviceOf(others.slice(0, 1)) === first.reading.service
  )
    lines.shift();
  const [only] = lines;
  if (only === undefined || lines.every(({ reading }) => reading === null)) return null;
  if (lines.length > 1) return { kind: "several", lines };
  return only.reading === null
    ? null
    : { kind: "one", line: { text: only.text, reading: only.reading } };
}

/** A number below an order is for the same product; null: it is a line of its own, as one with a nominal before it is. */
function below(service: ListedService | null, line: string): readonly ReadLine[] | null {
  if (service === null || !/^[+\d]/.test(line)) return null;
  if (isCount(tokensOf(line)[0]) || readNominalAndNumber(line) !== null) return null;
  const reading = readDestination(line, service);
  return reading.kind === "open" ? null : [{ text: line, reading }];
}

const serviceOf = (lines: readonly ReadLine[]): ListedService | null => {
  const reading = lines.at(-1)?.reading;
  return reading === undefined || reading === null || reading.kind === "no-code"
    ? null
    : reading.service;
};

function readLine(line: string, codes: Codes): readonly ReadLine[] {
  const reading = readOrderLine(line, codes);
  if (reading === null || reading.kind === "order" || reading.kind === "open")
    return [{ text: line, reading }];
  const segments = segmentsOf(line, codes);
  if (segments.length > 1)
    return segments.flatMap((segment) => {
      const one = readOrderLine(segment, codes);
      return (
        (one?.kind === "too-much" ? numbersOf(segment, codes) : null) ?? [
          { text: segment, reading: one },
        ]
      );
    });
  return (reading.kind === "too-much" ? numbersOf(line, codes) : null) ?? [{ text: line, reading }];
}

/** `KODE.NO.KODE.NO` at its codes. */
function segmentsOf(line: string, codes: Codes): readonly string[] {
  const tokens = tokensOf(line);
  const starts = tokens.flatMap((_token, place) =>
    place === 0 || startsOrder(tokens.slice(place), codes) ? place : [],
  );
  return starts.map((start, which) => typedFrom(line, tokens.slice(start, starts[which + 1])));
}

/** A code, known or not, with a number behind it. */
function startsOrder(tokens: readonly Token[], codes: Codes): boolean {
  const [first, second] = tokens;
  if (first === undefined || !/\p{L}/u.test(first.text)) return false;
  return codeIn(tokens, codes) !== null || (/\d/.test(second?.text ?? "") && /\d/.test(first.text));
}

/** `KODE.NO,NO,NO`: one order for each number; null: that is not what stands there. */
function numbersOf(line: string, codes: Codes): readonly ReadLine[] | null {
  const tokens = tokensOf(line);
  const coded = codeIn(tokens, codes);
  if (coded === null || coded.service.fields.length !== 1) return null;
  const { service } = coded;
  const found: ReadLine[] = [];
  let rest = tokens.slice(coded.used);
  let needless: readonly Needless[] = [];
  while (rest.length > 0) {
    const [next] = destinationsIn(line, rest, service);
    const [answer] = next?.answers ?? [];
    if (next === undefined || answer === undefined || !standsAlone(answer.value, service)) {
      const before = found.at(-1)?.reading;
      const end = before?.kind === "order" ? restOf(rest, service, before.answers) : null;
      if (end === null) return null;
      ({ needless } = end);
      break;
    }
    found.push({
      text: `${service.code}.${typedFrom(line, rest.slice(0, next.used))}`,
      reading: { kind: "order", service, answers: next.answers, again: coded.again, needless: [] },
    });
    rest = rest.slice(next.used);
  }
  const last = found.at(-1);
  if (last?.reading?.kind === "order") last.reading = { ...last.reading, needless };
  return found.length > 1 ? found : null;
}

/** Nothing else than one more destination: no PIN, no zone of the one before it, no piece of a number or a name. */
function standsAlone(value: string, { fields: [field], ...service }: ListedService): boolean {
  if (field === undefined) return false;
  if (meansPhone(field, service)) return mobileNumber(value) !== null;
  return /^\d{7,}$/.test(value) || (field.kind === "input" && field.type === "email");
}
