import { availability } from "../../catalogue/cut-off.ts";
import { codesOf } from "../../catalogue/codes.ts";
import type { CatalogueSnapshot, ListedService } from "../../catalogue/snapshot.ts";
import { phoneDoubts } from "../../catalogue/phone.ts";
import type { Answer } from "../../orders/state/order.ts";
import { fieldName } from "../../words/destination.ts";
import { wordsIn, type Words } from "../../words/dictionary.ts";
import { rich, type Html, type Piece } from "../../words/html.ts";
import { oneLine } from "../../words/shorten.ts";
import { timeText, type View } from "../../words/times.ts";
import { operatorMismatch, phoneNumbers } from "./confirming.ts";
import { isSecret } from "./typed/destination.ts";
import { meantBy, type LineReading, type Needless } from "./typed/order-line.ts";
import type { ReadLine } from "./typed/several.ts";

/** A line of a batch that can be ordered as it was typed. */
export interface OrderableLine {
  text: string;
  service: ListedService;
  answers: readonly Answer[];
  again: boolean;
}

interface SortedLines {
  orderable: readonly OrderableLine[];
  /** The others, each with why. */
  refused: readonly Html[];
  needless: readonly Needless[];
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
  const needless = new Set<Needless>();
  for (const { text, reading } of lines) {
    const why =
      reading?.kind === "order"
        ? (closedWhy(reading.service, view) ?? sameWhy(reading, orderable, words))
        : whyNot(reading, catalogue, words);
    if (why !== null) refused.push(refusedLine(text, why));
    else if (reading?.kind === "order") {
      const { service, answers, again } = reading;
      orderable.push({ text, service, answers, again });
      for (const one of reading.needless) needless.add(one);
    }
  }
  return { orderable, refused, needless: [...needless] };
}

export const refusedLine = (text: string, why: Piece): Html =>
  rich`✖️ <code>${oneLine(text, maxTyped)}</code> – ${why}`;

function whyNot(
  reading: Exclude<LineReading, { kind: "order" }> | null,
  catalogue: CatalogueSnapshot,
  words: Words,
): Piece {
  const say = words.batch.why;
  switch (reading?.kind) {
    case undefined:
      return say.notALine;
    case "no-code": {
      const [nearest] = meantBy(reading, codesOf(catalogue), 1);
      return say.noCode(nearest === undefined ? null : oneLine(nearest.code, 24));
    }
    case "wrong":
      return say.wrong(fieldName(reading.field, words), reading.problem);
    case "too-much":
      return say.tooMuch(oneLine(reading.text, 30));
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

/** What should be looked at before ✅; null: nothing. */
export function oddOf(
  service: ListedService,
  answers: readonly Answer[],
  others: boolean,
  { batch: { odd } }: Words,
): Html | null {
  const mismatch = operatorMismatch(service, answers);
  if (mismatch !== null) return rich`${odd.operator(mismatch.number, mismatch.product)}`;
  if (phoneNumbers(service, answers).some((number) => phoneDoubts(number).length > 0))
    return rich`${odd.phone}`;
  return others ? rich`${odd.others}` : null;
}

/** The same line twice is one order, unless it says that it is a second one. */
function sameWhy(
  { service, answers, again }: Extract<LineReading, { kind: "order" }>,
  before: readonly OrderableLine[],
  words: Words,
): Piece | null {
  const values = valuesOf(answers);
  const place = before.findIndex(
    (line) => line.service.id === service.id && valuesOf(line.answers) === values,
  );
  return again || place === -1 ? null : words.batch.why.sameAs(place + 1);
}

const valuesOf = (answers: readonly Answer[]) => JSON.stringify(answers.map(({ value }) => value));
