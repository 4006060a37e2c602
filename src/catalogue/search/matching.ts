import type { Piece } from "./pieces.ts";
import { thingsAt } from "./short-names.ts";
import {
  anySize,
  firstSize,
  numberTerm,
  thingTerm,
  type Places,
  type Vocabulary,
} from "./vocabulary.ts";

/** What one wanted thing is called in the list: which services have it, and how surely it was meant (0 to 1). */
interface Wanted {
  /** Surest first. */
  ways: readonly { places: Places; sure: number }[];
  /** Pieces of the question it stands for. */
  length: number;
  /** What kind of thing a service is counts for more than a number in its name. */
  weight: number;
}

/** A number without a unit may count any of these. */
const unspoken: readonly (readonly [after: string, sure: number])[] = [
  ["", 1],
  ["gb", 0.95],
  ["mb", 0.7],
  ["menit", 0.5],
  ["sms", 0.5],
  ["hari", 0.4],
  ["bulan", 0.7],
  ["jam", 0.4],
];
const asBeginning = 0.8;
const asTypo = 0.65;
const inBonus = 0.75;
/** A package all the same, for who asks for a size there is none of. */
const otherSize = 0.1;
/** Less is something else than what was asked for. */
const leastSure = 0.2;

/** Each thing that is asked for. */
export function wantedOf(all: readonly Piece[], vocabulary: Vocabulary): Wanted[] {
  const wanted: Wanted[] = [];
  for (let place = 0; place < all.length;) {
    const one = wantedAt(all, place, vocabulary);
    wanted.push(...one);
    place += one[0]?.length ?? 1;
  }
  return wanted;
}

function wantedAt(all: readonly Piece[], place: number, vocabulary: Vocabulary): Wanted[] {
  const piece = all[place];
  if (piece === undefined || piece.kind === "sign") return [];
  if (piece.kind === "number") {
    const ways = [...codeWays(all[place - 1], piece, vocabulary), ...numberWays(piece, vocabulary)];
    return [{ ways, length: 1, weight: 1 }];
  }
  const next = all[place + 1];
  const asCode = codeWays(piece, next, vocabulary);
  for (const { thing, length } of thingsAt(all, place)) {
    const things = vocabulary.places(thingTerm(thing));
    if (things !== undefined) return [{ ways: [...asCode, surely(things)], length, weight: 3 }];
  }
  if (next?.kind === "word") {
    const joined = vocabulary.places(piece.text + next.text);
    const apart = vocabulary.places(piece.text) && vocabulary.places(next.text);
    if (joined !== undefined && apart === undefined)
      return [{ ways: [surely(joined)], length: 2, weight: 3 }];
  }
  const ways = [...asCode, ...wordWays(piece.text, vocabulary)];
  if (ways.length > 0) return [{ ways, length: 1, weight: 2 }];
  const typos = () => together(vocabulary.oneTypo(piece.text), asTypo);
  return partsOf(piece.text, vocabulary) ?? [{ ways: typos(), length: 1, weight: 2 }];
}

const surely = (places: Places) => ({ places, sure: 1 });

/** `axis ow6`: a code among words, of which each half stands for the whole. */
function codeWays(
  letters: Piece | undefined,
  digits: Piece | undefined,
  vocabulary: Vocabulary,
): Wanted["ways"] {
  if (letters?.kind !== "word" || digits?.kind !== "number") return [];
  const place = vocabulary.code(letters.text + digits.value);
  return place === undefined ? [] : [surely(Uint32Array.of(place))];
}

function wordWays(word: string, vocabulary: Vocabulary): Wanted["ways"] {
  const exact = vocabulary.places(word);
  return [
    ...(exact === undefined ? [] : [surely(exact)]),
    ...together(vocabulary.begun(word), asBeginning),
  ];
}

/** `googleplay`, `kuotaaxis`: two words that were written as one. */
function partsOf(word: string, vocabulary: Vocabulary): Wanted[] | null {
  for (let end = word.length - 2; end >= 2; end -= 1) {
    const first = knownPart(word.slice(0, end), vocabulary);
    const second = knownPart(word.slice(end), vocabulary);
    if (first !== undefined && second !== undefined)
      return [first, second].map((places) => ({ ways: [surely(places)], length: 1, weight: 2 }));
  }
  return null;
}

function knownPart(part: string, vocabulary: Vocabulary): Places | undefined {
  const [thing] = thingsAt([{ kind: "word", text: part }], 0);
  return (thing && vocabulary.places(thingTerm(thing.thing))) ?? vocabulary.places(part);
}

function numberWays(
  number: Extract<Piece, { kind: "number" }>,
  vocabulary: Vocabulary,
): Wanted["ways"] {
  const term = numberTerm(number);
  const terms: (readonly [term: string, sure: number])[] =
    number.unit !== null
      ? [
          [firstSize(term), 1],
          [term, number.unit === "gb" || number.unit === "mb" ? inBonus : 1],
          ...(number.unit === "gb" ? [[anySize, otherSize] as const] : []),
        ]
      : [
          ...unspoken.flatMap(([unit, sure]) => [
            [firstSize(term + unit), sure] as const,
            [term + unit, unit === "gb" ? inBonus : sure] as const,
          ]),
          // `telkomsel 50` is fifty thousand.
          ...(number.value < 1_000 ? [[String(number.value * 1_000), 1] as const] : []),
        ];
  return terms
    .flatMap(([one, sure]) => {
      const places = vocabulary.places(one);
      return places === undefined ? [] : [{ places, sure }];
    })
    .toSorted((one, other) => other.sure - one.sure);
}

function together(all: readonly Places[], sure: number): Wanted["ways"] {
  return all.map((places) => ({ places, sure }));
}

export interface Matches {
  /** Those that fit as much of the question as any does. */
  places: readonly number[];
  /** How surely each was meant: as surely as its least sure part. By place in the list. */
  sure: Float32Array;
  /** How many wanted things each has, by place in the list. */
  has: Uint8Array;
  /** Whether these fit all of it. */
  whole: boolean;
}

/** Who fits only half of what weighs something is not what was meant. */
const leastPart = 0.5;

/** The services that have most of what is wanted. */
export function matchesOf(wanted: readonly Wanted[], count: number): Matches {
  const sure = new Float32Array(count);
  const has = new Uint8Array(count);
  const weight = new Uint8Array(count);
  const seenBy = new Uint8Array(count);
  const touched: number[] = [];
  for (const [index, { ways, weight: its }] of wanted.entries())
    for (const { places, sure: way } of ways)
      for (const place of places) {
        if (seenBy[place] === index + 1) continue;
        if (weight[place] === 0) {
          touched.push(place);
          sure[place] = way;
        } else sure[place] = Math.min(sure[place] ?? 0, way);
        seenBy[place] = index + 1;
        has[place] = (has[place] ?? 0) + 1;
        weight[place] = (weight[place] ?? 0) + its;
      }
  const all = wanted.reduce((sum, { weight: its }) => sum + its, 0);
  const most = touched.reduce((best, place) => Math.max(best, weight[place] ?? 0), 0);
  const fits = most >= all * leastPart && most > 0;
  const places = fits ? touched.filter((place) => weight[place] === most) : [];
  const meant = places.filter((place) => (sure[place] ?? 0) > leastSure);
  const whole = most === all && meant.length > 0;
  return { places: whole ? meant : places, sure, has, whole };
}
