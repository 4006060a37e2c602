import type { ListedService } from "../snapshot.ts";
import { oneTypoApart, typosApart } from "./misspelt.ts";
import { pieces, type Piece } from "./pieces.ts";
import { compactCode } from "./question.ts";
import { oneWordSpellings, saysSomething, thingsAt } from "./short-names.ts";

/** Places of services in the list, ascending. */
export type Places = Uint32Array;

/** Every word, number and thing that services are called by, and which are: built once for a list of names. */
export interface Vocabulary {
  /** Of this many services. */
  count: number;
  /** How many different things the name and category of each say: what is not asked for of them makes it fit less. */
  said: Uint8Array;
  /** The first size in each name; 0: there is none. */
  gigabytes: Float32Array;
  places(term: string): Places | undefined;
  /** Words that begin so, at most `maxBegun`. */
  begun(beginning: string): readonly Places[];
  /** Words one typo away. */
  oneTypo(word: string): readonly Places[];
  /** The word it was most likely meant to be; null: nothing is near. */
  nearest(word: string): string | null;
  /** Where the service with this code is; of codes that differ only in their signs, the first. */
  code(compact: string): number | undefined;
  codesBegun(beginning: string): readonly number[];
}

const maxBegun = 300;
/** A shorter word is too little to tell a typo by. */
const minTypo = 3;
/** So long the process may be held up at a time. */
const sliceMs = 8;
const lookEvery = 20;

/** The term of a number that is the first size in a name: a "24 GB" package is one of 24 GB, not of its 4 GB bonus. */
export const firstSize = (term: string) => `^${term}`;
/** The term of every package of a size. */
export const anySize = "^";
/** The term of a thing with several spellings. */
export const thingTerm = (thing: string) => `=${thing}`;

export function numberTerm({ value, unit }: Extract<Piece, { kind: "number" }>): string {
  return `${value}${unit ?? ""}`;
}

/** Gives way to others now and then. */
export async function createVocabulary(
  services: readonly ListedService[],
  giveWay: () => Promise<void>,
): Promise<Vocabulary> {
  const lists = new Map<string, number[]>();
  const codes = new Map<string, number>();
  const said = new Uint8Array(services.length);
  const gigabytes = new Float32Array(services.length);
  const named = new Map<string, Said>();
  let sliceEndsMs = performance.now() + sliceMs;
  for (const [place, { name, category, code }] of services.entries()) {
    const ofCategory = named.get(category.name) ?? saidIn(category.name);
    named.set(category.name, ofCategory);
    const ofName = saidIn(name);
    const things = new Set([...ofName.things, ...ofCategory.things]);
    said[place] = Math.min(things.size, 255);
    gigabytes[place] = ofName.gigabytes;
    for (const term of new Set([...things, ...ofName.besides, ...ofCategory.besides])) {
      const list = lists.get(term);
      if (list === undefined) lists.set(term, [place]);
      else list.push(place);
    }
    const compact = compactCode(code);
    if (compact !== "" && !codes.has(compact)) codes.set(compact, place);
    if (place % lookEvery === 0 && performance.now() > sliceEndsMs) {
      await giveWay();
      sliceEndsMs = performance.now() + sliceMs;
    }
  }
  await giveWay();
  const places = new Map<string, Places>();
  for (const [term, list] of lists) places.set(term, Uint32Array.from(list));
  // What is misspelt or half typed of a short name finds the thing.
  for (const { thing, word } of oneWordSpellings) {
    const list = places.get(thingTerm(thing));
    if (list !== undefined && !places.has(word)) places.set(word, list);
  }
  await giveWay();
  const words = [...places.keys()].filter((term) => /^\p{L}+$/u.test(term)).toSorted();
  const byLength = Map.groupBy(words, ({ length }) => length);
  await giveWay();
  const sortedCodes = [...codes.keys()].toSorted();

  return {
    count: services.length,
    said,
    gigabytes,
    places: (term) => places.get(term),
    begun: (beginning) => begun(words, beginning).flatMap((word) => places.get(word) ?? []),
    oneTypo(word) {
      if (word.length < minTypo) return [];
      const near = [word.length - 1, word.length, word.length + 1]
        .flatMap((length) => (length > minTypo ? (byLength.get(length) ?? []) : []))
        // Two short words are soon alike: "halo" is not "valo".
        .filter((other) => word.length > 4 || other[0] === word[0])
        .filter((other) => oneTypoApart(word, other));
      return near.flatMap((other) => places.get(other) ?? []);
    },
    nearest(word) {
      if (word.length < 4) return null;
      const most = word.length < 6 ? 1 : 2;
      let best: { word: string; apart: number; count: number } | null = null;
      for (const other of words) {
        if (Math.abs(other.length - word.length) > most || other.length < minTypo) continue;
        const apart = typosApart(word, other, most);
        const count = places.get(other)?.length ?? 0;
        if (apart > most) continue;
        if (best === null || apart < best.apart || (apart === best.apart && count > best.count))
          best = { word: other, apart, count };
      }
      return best?.word ?? null;
    },
    code: (compact) => codes.get(compact),
    codesBegun: (beginning) =>
      begun(sortedCodes, beginning).flatMap((code) => codes.get(code) ?? []),
  };
}

interface Said {
  /** Words, and numbers with their units. */
  things: ReadonlySet<string>;
  /** Terms that say the same in another way. */
  besides: ReadonlySet<string>;
  gigabytes: number;
}

function saidIn(text: string): Said {
  const things = new Set<string>();
  const besides = new Set<string>();
  let gigabytes = 0;
  const all = pieces(text).filter(saysSomething);
  for (const [place, piece] of all.entries()) {
    for (const { thing } of thingsAt(all, place)) besides.add(thingTerm(thing));
    if (piece.kind !== "number") {
      things.add(piece.text);
      continue;
    }
    const term = numberTerm(piece);
    // How long it lasts is beside the point, but may be asked for.
    (piece.unit === "hari" ? besides : things).add(term);
    if (gigabytes > 0 || (piece.unit !== "gb" && piece.unit !== "mb")) continue;
    gigabytes = piece.unit === "gb" ? piece.value : piece.value / 1_000;
    besides.add(firstSize(term)).add(anySize);
  }
  return { things, besides, gigabytes };
}

/** Those of a sorted list that begin so. */
function begun(sorted: readonly string[], beginning: string): readonly string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < beginning) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; at < sorted.length && found.length < maxBegun; at += 1) {
    const word = sorted[at] ?? "";
    if (!word.startsWith(beginning)) break;
    found.push(word);
  }
  return found;
}
