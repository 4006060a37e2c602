import { setImmediate as giveWay } from "node:timers/promises";
import { closedUntilMs } from "../cut-off.ts";
import type { CutOff } from "../service.ts";
import type { CatalogueSnapshot, Category, ListedService } from "../snapshot.ts";
import { matchesOf, wantedOf, type Matches } from "./matching.ts";
import type { Piece } from "./pieces.ts";
import { readQuestion, type Question } from "./question.ts";
import { createVocabulary, numberTerm, type Vocabulary } from "./vocabulary.ts";

/**
 * Finds services by what people at a counter type. Of the names of a list an index is made when it is first searched,
 * and made anew only when names have changed; prices, stock and cut-offs are those of the moment of the question.
 */
export interface CatalogueSearch {
  find(catalogue: CatalogueSnapshot, question: string, asker: Asker): Promise<Found>;
}

interface Asker {
  nowMs: number;
  /** What they pay. */
  priceOf(service: ListedService): number;
  /** Ids of services they buy. */
  bought: ReadonlySet<string>;
}

export interface Found {
  /** Best first, at most `maxFound`. */
  services: readonly ListedService[];
  /** Whether there are more than these. */
  more: boolean;
  /** Whether they are all that was asked for; else the nearest there are. */
  whole: boolean;
  /** Where nothing was found: what would be found and is spelt nearly so. */
  meant: string | null;
}

const maxFound = 100;
const nothing: Found = { services: [], more: false, whole: false, meant: null };
/** `50rb` beside a product that has no such nominal is about what it may cost. */
const about = { least: 0.8, most: 1.1 };
/** A shorter beginning of a code is one of too many. */
const minBegun = 2;

/** A list and what its services are called, each at its place. */
interface Index {
  services: readonly ListedService[];
  vocabulary: Vocabulary;
}

export function createCatalogueSearch(): CatalogueSearch {
  let latest: { categories: readonly Category[]; index: Promise<Index> } | null = null;

  /** A list that is the same has the same categories. */
  function indexOf({ categories }: CatalogueSnapshot): Promise<Index> {
    if (latest?.categories === categories) return latest.index;
    latest = { categories, index: indexed(categories, latest?.index) };
    return latest.index;
  }

  return {
    async find(catalogue, typed, asker) {
      const index = await indexOf(catalogue);
      const question = readQuestion(typed);
      const { services, whole } = answer(index, question, asker);
      if (services.length === 0) return { ...nothing, meant: meantBy(question, index.vocabulary) };
      const more = services.length > maxFound;
      return { services: services.slice(0, maxFound), more, whole, meant: null };
    },
  };
}

async function indexed(
  categories: readonly Category[],
  before: Promise<Index> | undefined,
): Promise<Index> {
  const services = categories.flatMap((category) => category.services);
  const old = await before;
  const vocabulary =
    old !== undefined && sameNames(services, old.services)
      ? old.vocabulary
      : await createVocabulary(services, giveWay);
  await giveWay();
  return { services, vocabulary };
}

function sameNames(ours: readonly ListedService[], theirs: readonly ListedService[]): boolean {
  return (
    ours.length === theirs.length &&
    ours.every((one, place) => {
      const other = theirs[place];
      return (
        one === other ||
        (other !== undefined &&
          one.id === other.id &&
          one.name === other.name &&
          one.category.name === other.category.name)
      );
    })
  );
}

/** One more than are shown, where there are more. */
function answer(index: Index, question: Question, asker: Asker): Pick<Found, "services" | "whole"> {
  const { vocabulary, services } = index;
  const { wanted, price, compact } = question;
  const whole = (found: readonly ListedService[]) => ({ services: found, whole: true });
  const matchesFor = (some: readonly Piece[]) =>
    some.length === 0 && price !== null
      ? all([...services.keys()], vocabulary)
      : matchesOf(wantedOf(some, vocabulary), vocabulary.count);
  const matches = matchesFor(wanted);
  const pick = (order: Partial<Order>) =>
    best(index, asker, { matches, within: price, nearRupiah: null, nearGigabytes: null, ...order });

  const code = vocabulary.code(compact);
  if (code !== undefined)
    return whole([...new Set([code].flatMap((place) => services[place] ?? []).concat(pick({})))]);
  if (matches.whole) return whole(pick({}));
  const sum = wanted.find((piece) => piece.kind === "number" && piece.money);
  if (sum?.kind === "number" && wanted.length > 1) {
    const rest = matchesFor(wanted.filter((piece) => piece !== sum));
    const within = price ?? { min: sum.value * about.least, max: sum.value * about.most };
    const found = rest.whole ? pick({ matches: rest, within, nearRupiah: sum.value }) : [];
    if (found.length > 0) return whole(found);
  }
  const begun = compact.length < minBegun ? [] : vocabulary.codesBegun(compact);
  if (begun.length > 0) return whole(pick({ matches: all(begun, vocabulary) }));
  const size = wanted.find((piece) => piece.kind === "number" && piece.unit === "gb");
  const nearGigabytes = size?.kind === "number" ? size.value : null;
  return { services: pick({ nearGigabytes }), whole: false };
}

/** All of these services, each as good as the others. */
function all(places: readonly number[], { count }: Vocabulary): Matches {
  return {
    places,
    sure: new Float32Array(count).fill(1),
    has: new Uint8Array(count),
    whole: true,
  };
}

/** Which services, and in which order. */
interface Order {
  matches: Matches;
  /** What they may cost. */
  within: Question["price"];
  /** What the price or the size should be near; null: what says least besides first, then the cheapest. */
  nearRupiah: number | null;
  nearGigabytes: number | null;
}

/** Parts of a rank, a bit field in the 53 bits of a whole number. */
const costs = 2 ** 26;
const costStepRupiah = 25;
const maxServices = 2 ** 17;
const maxBesides = 63;

/**
 * The surest first, of these the open ones, then what they buy, then what is nearest, then the cheapest. One number
 * holds all of that and the place, because thousands of numbers are sorted in a millisecond.
 */
function best(
  { services, vocabulary: { said, gigabytes } }: Index,
  { nowMs, priceOf, bought }: Asker,
  { matches, within, nearRupiah, nearGigabytes }: Order,
): ListedService[] {
  const open = openBy(nowMs);
  const ranks = new Float64Array(matches.places.length);
  let count = 0;
  for (const place of matches.places) {
    const service = services[place];
    // Nobody pays less than it costs.
    if (
      service === undefined ||
      place >= maxServices ||
      service.costRupiah > (within?.max ?? Infinity)
    )
      continue;
    // Prices by rules take time, and costs are nearly in the same order.
    const price = within === null ? service.costRupiah : priceOf(service);
    if (within !== null && (price < within.min || price > within.max)) continue;
    let besides = (said[place] ?? 0) - (matches.has[place] ?? 0);
    if (nearRupiah !== null) besides = 0;
    if (nearGigabytes !== null)
      besides = 16 * Math.abs(Math.log2((gigabytes[place] ?? 0) / nearGigabytes));
    const cost = nearRupiah === null ? price : Math.abs(price - nearRupiah);
    let rank = unsure(matches.sure[place] ?? 0);
    rank = rank * 2 + (service.inStock && open(service.cutOff) ? 0 : 1);
    rank = rank * 2 + (bought.has(service.id) ? 0 : 1);
    rank = rank * (maxBesides + 1) + Math.min(maxBesides, Math.max(0, Math.floor(besides)));
    rank = rank * costs + Math.min(costs - 1, Math.floor(cost / costStepRupiah));
    ranks[count] = rank * maxServices + place;
    count += 1;
  }
  return Array.from(
    ranks
      .subarray(0, count)
      .toSorted()
      .subarray(0, maxFound + 1),
    (rank) => ({
      kind: Math.floor(rank / maxServices / costs),
      place: rank % maxServices,
    }),
  )
    .flatMap(({ kind, place }) => {
      const service = services[place];
      return service === undefined ? [] : [{ kind, service, price: priceOf(service) }];
    })
    .toSorted(
      (one, other) =>
        one.kind - other.kind ||
        (nearRupiah === null
          ? one.price - other.price
          : Math.abs(one.price - nearRupiah) - Math.abs(other.price - nearRupiah)),
    )
    .map(({ service }) => service);
}

function unsure(sure: number): number {
  if (sure >= 0.9) return 0;
  return sure >= 0.6 ? 1 : 2;
}

/** Thousands of services share a few cut-offs. */
function openBy(nowMs: number): (cutOff: CutOff | null) => boolean {
  const known = new Map<CutOff | null, boolean>();
  return (cutOff) => {
    const before = known.get(cutOff);
    if (before !== undefined) return before;
    const open = closedUntilMs(cutOff, nowMs) === null;
    known.set(cutOff, open);
    return open;
  };
}

/** The question in words of the list, where nothing but its spelling kept it from being understood. */
function meantBy({ wanted }: Question, vocabulary: Vocabulary): string | null {
  let changed = false;
  const words = wanted.map((piece) => {
    if (piece.kind === "number") return numberTerm(piece);
    if (wantedOf([piece], vocabulary).some(({ ways }) => ways.length > 0)) return piece.text;
    changed = true;
    return vocabulary.nearest(piece.text);
  });
  return changed && !words.includes(null) ? words.join(" ") : null;
}
