import type { ListPriceName, Service } from "../catalogue/service.ts";
import { lineMark, lineNames } from "../line.ts";

/**
 * What a reseller pays, from what it costs the operator. Pure. A rule stands at a place (one service, one category, or
 * everything) and is for all resellers or for those of one level. Of the rules that could count for a service and a
 * reseller the one with the nearest place counts, and of two at the same place the one of the reseller's level:
 *
 *     service and level, service, category and level, category, level, everything
 */

/** What is put on the cost: rupiah, tenths of a percent, or the supplier's own price of that name in its place. */
export type Markup =
  | { kind: "rupiah"; rupiah: number }
  | { kind: "percent"; tenths: number }
  | { kind: "list"; name: ListPriceName };

/** The most that a rule may add; 0 is the least. */
export const maxRupiah = 1_000_000;
export const maxTenths = 1_000;

export const levels = [1, 2, 3, 4, 5] as const;
export type Level = (typeof levels)[number];

/** Where a rule stands. A category is known by its slug, a service by its code. */
export type Place =
  | { kind: "all" }
  | { kind: "category"; line: Service["line"]; slug: string }
  | { kind: "service"; line: Service["line"]; code: string };

/** What prices are rounded up to a multiple of, in rupiah; 1: they are not rounded. */
export const steps = [1, 50, 100, 500, 1_000] as const;
export type Step = (typeof steps)[number];

export interface Rules {
  /** By `markupKey`. */
  markups: ReadonlyMap<string, Markup>;
  step: Step;
}

export const noRules: Rules = { markups: new Map(), step: 1 };

/** What of a service its price follows from. */
export type Priced = Pick<Service, "line" | "code" | "category" | "costRupiah" | "listPrices">;

/** What somebody pays for a service, in whole rupiah: never less than it costs. */
export type PriceOf = (service: Priced) => number;

/** Operators' own price, and everybody's as long as there are no rules. */
export const atCost: PriceOf = ({ costRupiah }) => costRupiah;

/** The name of a rule: `0 all`, `2 category pulsa-telkomsel`, `0 service TS5`; level 0 is for all resellers. */
export function markupKey(place: Place, level: Level | null): string {
  return `${level ?? 0} ${placeKey(place)}`;
}

function placeKey(place: Place): string {
  switch (place.kind) {
    case "all":
      return "all";
    case "category":
      return `category ${lineMark(place.line)}${place.slug}`;
    case "service":
      return `service ${lineMark(place.line)}${place.code}`;
  }
}

/** null: it is the name of no rule. */
export function readMarkupKey(key: string): { place: Place; level: Level | null } | null {
  const [, level = "", kind, name = ""] =
    /^([0-5]) (all|category|service)(?: (.+))?$/s.exec(key) ?? [];
  const whose = { level: levels.find((one) => String(one) === level) ?? null };
  // A line with a mark is found before the one that has none.
  const line = lineNames.findLast((one) => name.startsWith(lineMark(one))) ?? "game";
  const own = name.slice(lineMark(line).length);
  switch (kind) {
    case "all":
      return name === "" ? { ...whose, place: { kind } } : null;
    case "category":
      return own === "" ? null : { ...whose, place: { kind, line, slug: own } };
    case "service":
      return own === "" ? null : { ...whose, place: { kind, line, code: own } };
    default:
      return null;
  }
}

/** Prices by these rules for resellers of this level; null: those who have none. */
export function pricing(rules: Rules, level: Level | null): PriceOf {
  const { markups, step } = rules;
  if (markups.size === 0 && step === 1) return atCost;
  const kinds = placeKinds.filter((kind) =>
    [...markups.keys()].some((key) => readMarkupKey(key)?.place.kind === kind),
  );
  const whose = level === null ? [null] : [level, null];
  return (service) => {
    const marked = markedUp(service) ?? service.costRupiah;
    // Neither a list price below the cost nor a sum beyond what a number holds exactly is taken.
    const rounded = Math.ceil(Math.max(marked, service.costRupiah) / step) * step;
    return Math.min(rounded, Number.MAX_SAFE_INTEGER);
  };

  /** null: no rule counts. */
  function markedUp(service: Priced): number | null {
    for (const kind of kinds)
      for (const level of whose) {
        const markup = markups.get(markupKey(placeOf(service, kind), level));
        const rupiah = markup && applied(markup, service);
        // A service without the list price that a rule names has its price from the next rule.
        if (rupiah !== undefined) return rupiah;
      }
    return null;
  }
}

/** The nearest first. */
const placeKinds = ["service", "category", "all"] as const;

function placeOf({ line, code, category }: Priced, kind: Place["kind"]): Place {
  switch (kind) {
    case "service":
      return { kind, line, code };
    case "category":
      return { kind, line, slug: category.slug };
    case "all":
      return { kind };
  }
}

function applied(markup: Markup, { costRupiah, listPrices }: Priced): number | undefined {
  switch (markup.kind) {
    case "rupiah":
      return costRupiah + markup.rupiah;
    case "percent":
      return costRupiah + tenthsOf(costRupiah, markup.tenths);
    case "list":
      return listPrices[markup.name];
  }
}

/** So many tenths of a percent, rounded up to the rupiah. In two parts, so that each product is exact. */
function tenthsOf(rupiah: number, tenths: number): number {
  return Math.floor(rupiah / 1_000) * tenths + Math.ceil(((rupiah % 1_000) * tenths) / 1_000);
}
