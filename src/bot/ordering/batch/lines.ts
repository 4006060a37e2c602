import { availability } from "../../../catalogue/cut-off.ts";
import { codesOf, type Codes } from "../../../catalogue/codes.ts";
import type { CatalogueSnapshot, ListedService } from "../../../catalogue/snapshot.ts";
import { phoneDoubts } from "../../../catalogue/phone.ts";
import { asksSecret, isSecret } from "../../../catalogue/secrets.ts";
import type { Answer } from "../../../orders/state/order.ts";
import { fieldName } from "../../../words/destination.ts";
import { wordsIn, type Words } from "../../../words/dictionary.ts";
import { rich, type Html, type Piece } from "../../../words/html.ts";
import { oneLine } from "../../../words/shorten.ts";
import { timeText, type View } from "../../../words/times.ts";
import { operatorMismatch, phoneNumbers } from "../card/confirming.ts";
import { readNominalAndNumber } from "../typed/number.ts";
import { meantBy, type LineReading } from "../typed/order-line.ts";
import { tokensOf } from "../typed/tokens.ts";
import type { ReadLine } from "../typed/several.ts";

/** A line of a batch that can be ordered as it was typed. */
export interface OrderableLine {
  /** As it is called where it is refused after all: no PIN is repeated. */
  text: string;
  service: ListedService;
  answers: readonly Answer[];
  again: boolean;
}

interface SortedLines {
  orderable: readonly OrderableLine[];
  /** The others, each with why. */
  refused: readonly Html[];
  /** Something was typed that nobody else should read. */
  secret: boolean;
}

const maxTyped = 60;

/** Good lines go ahead without the others. */
export function sortLines(
  lines: readonly ReadLine[],
  catalogue: CatalogueSnapshot,
  view: View,
): SortedLines {
  const words = wordsIn(view.language);
  const orderable: OrderableLine[] = [];
  const refused: Html[] = [];
  const codes = codesOf(catalogue);
  const secret = lines.some(({ reading }) => hasSecret(reading, lines, codes));
  for (const line of lines) {
    const { reading, text: typed } = line;
    const text = secret && reading === null ? mask : nameOf(line);
    const why =
      reading?.kind === "order"
        ? (closedWhy(reading.service, view) ?? sameWhy(reading, orderable, words))
        : whyNot(reading, typed, codes, words);
    if (why !== null) refused.push(refusedLine(text, why));
    else if (reading?.kind === "order") {
      const { service, answers, again } = reading;
      orderable.push({ text, service, answers, again });
    }
  }
  return { orderable, refused, secret };
}

const mask = "••••••";

/** A password that follows an open line may stand in a line of its own, or in the place of another answer. */
function hasSecret(reading: LineReading | null, lines: readonly ReadLine[], codes: Codes): boolean {
  if (reading?.kind === "no-code") return meantBy(reading, codes, 1).some(asksSecret);
  if (reading?.kind === "wrong") return asksSecret(reading.service);
  if (reading?.kind !== "open") return false;
  const next = reading.service.fields[reading.known.length];
  const unread = lines.some((line) => line.reading === null);
  return reading.secret || (unread && next !== undefined && isSecret(next));
}

/** A refused line, which is kept for as long as its card is: what is understood of it, and no PIN or password. */
function nameOf({ text, reading }: ReadLine): string {
  switch (reading?.kind) {
    case undefined:
      return text.replace(/(?<=[\s.,#*])\d{4,6}$/, "••••");
    case "no-code": {
      const [first, ...others] = tokensOf(reading.rest);
      return `${reading.typed}.${first?.text ?? ""}${others.length > 0 ? " …" : ""}`;
    }
    case "order":
      return lineOf(reading.service, reading.answers) + (reading.again ? ".2" : "");
    case "open":
      return lineOf(reading.service, reading.known);
    case "wrong":
      return lineOf(
        reading.service,
        reading.known,
        asksSecret(reading.service) ? mask : reading.typed,
      );
    case "too-much":
      return lineOf(reading.service, reading.known);
  }
}

const lineOf = (service: ListedService, answers: readonly Answer[], ...others: string[]): string =>
  [service.code, ...answers.map(({ value }) => value), ...others].join(".");

export const refusedLine = (text: string, why: Piece): Html =>
  rich`✖️ <code>${oneLine(text, maxTyped)}</code> – ${why}`;

function whyNot(
  reading: Exclude<LineReading, { kind: "order" }> | null,
  typed: string,
  codes: Codes,
  words: Words,
): Piece {
  const say = words.batch.why;
  switch (reading?.kind) {
    case undefined:
      return readNominalAndNumber(typed) === null ? say.notALine : say.nominal;
    case "no-code": {
      const [nearest] = meantBy(reading, codes, 1);
      return say.noCode(nearest === undefined ? null : oneLine(nearest.code, 24));
    }
    case "wrong":
      return say.wrong(fieldName(reading.field, words), reading.problem);
    case "too-much":
      // A PIN may be among it.
      return say.tooMuch(oneLine(reading.text.replaceAll(/\b\d{4,6}\b/g, "••••"), 30));
    case "open": {
      const next = reading.service.fields[reading.known.length];
      if (next === undefined || isSecret(next)) return say.secret;
      return say.incomplete(fieldName(next, words));
    }
  }
}

function closedWhy(service: ListedService, view: View): Piece | null {
  const available = availability(service, view.nowMs);
  if (available.open) return null;
  const say = wordsIn(view.language).batch.why;
  return available.why === "out-of-stock"
    ? say.outOfStock
    : say.closedUntil(timeText(available.untilMs, view));
}

/** What should be looked at before ✅; null: nothing. `which`: of how many of the same it is the last. */
export function oddOf(
  service: ListedService,
  answers: readonly Answer[],
  { which, others }: { which: number; others: boolean },
  { batch: { odd } }: Words,
): Html | null {
  const doubt = doubtOf(service, answers, others, odd);
  if (which < 2) return doubt;
  return doubt === null ? rich`${odd.which(which)}` : rich`${odd.which(which)} – ${doubt}`;
}

function doubtOf(
  service: ListedService,
  answers: readonly Answer[],
  others: boolean,
  odd: Words["batch"]["odd"],
): Html | null {
  const mismatch = operatorMismatch(service, answers);
  if (mismatch !== null) return rich`${odd.operator(mismatch.number, mismatch.product)}`;
  if (phoneNumbers(service, answers).some((number) => phoneDoubts(number).length > 0))
    return rich`${odd.phone}`;
  return others ? rich`${odd.others}` : null;
}

/** The same line twice is one order, unless it says that it is a second one; that too is said once. */
function sameWhy(
  { service, answers, again }: Extract<LineReading, { kind: "order" }>,
  before: readonly OrderableLine[],
  words: Words,
): Piece | null {
  const values = valuesOf(answers);
  const place = before.findIndex(
    (line) =>
      line.service.id === service.id && valuesOf(line.answers) === values && (line.again || !again),
  );
  if (place === -1) return null;
  const say = words.batch.why;
  return again ? say.sameAgain(place + 1) : say.sameAs(place + 1);
}

const valuesOf = (answers: readonly Answer[]) => JSON.stringify(answers.map(({ value }) => value));
