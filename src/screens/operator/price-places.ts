import { shortId, type CatalogueSnapshot, type ListedService } from "../../catalogue/snapshot.ts";
import { levels, readMarkupKey, type Level, type Markup, type Place } from "../../prices/markup.ts";
import type { StoredRules } from "../../prices/stored-rules.ts";
import type { Words } from "../../words/dictionary.ts";
import { decimal, rupiah } from "../../words/money.ts";
import { oneLine } from "../../words/shorten.ts";

/** Places of rules as operators read them, and as their buttons name them. */

export const everything = "a";

/** How a button names a place. */
export function placeId(place: Place): string {
  switch (place.kind) {
    case "all":
      return everything;
    case "category":
      return `c${shortId(place.line, place.slug)}`;
    case "service":
      return `s${shortId(place.line, place.code)}`;
  }
}

/** The place a button names: of the list, or where that has it no more, of the rules. */
export function placeAt(
  id: string,
  catalogue: CatalogueSnapshot | null,
  rules: StoredRules,
): Place | null {
  if (id === everything) return { kind: "all" };
  const sold = catalogue?.service(id.slice(1)) ?? catalogue?.category(id.slice(1))?.services[0];
  if (sold !== undefined)
    return id.startsWith("s")
      ? { kind: "service", line: sold.line, code: sold.code }
      : { kind: "category", line: sold.line, slug: sold.category.slug };
  return allRules(rules).find(({ place }) => placeId(place) === id)?.place ?? null;
}

/** What of the list a rule at this place could count for. */
export function servicesAt(
  place: Place,
  catalogue: CatalogueSnapshot | null,
): readonly ListedService[] {
  if (catalogue === null) return [];
  switch (place.kind) {
    case "all":
      return catalogue.categories.flatMap(({ services }) => services);
    case "category":
      return catalogue.category(shortId(place.line, place.slug))?.services ?? [];
    case "service": {
      const service = catalogue.serviceByCode(place.line, place.code);
      return service === undefined ? [] : [service];
    }
  }
}

const maxName = 60;
export const maxLevelName = 20;

export function placeName(place: Place, catalogue: CatalogueSnapshot | null, words: Words): string {
  if (place.kind === "all") return words.prices.everything;
  const [service] = servicesAt(place, catalogue);
  if (place.kind === "category")
    return service === undefined
      ? words.prices.gone(oneLine(place.slug, maxName))
      : oneLine(service.category.name, maxName);
  return service === undefined
    ? words.prices.gone(oneLine(place.code, maxName))
    : oneLine(`${service.name} (${service.code})`, maxName);
}

/** Whom a rule is for. */
export function levelName(
  level: Level | null,
  { names }: Pick<StoredRules, "names">,
  words: Words,
): string {
  if (level === null) return words.prices.everyone;
  const name = names.get(level);
  return name === undefined
    ? words.prices.level(level)
    : words.prices.named(level, oneLine(name, maxLevelName));
}

export function markupText(markup: Markup, words: Words): string {
  const say = words.prices;
  switch (markup.kind) {
    case "rupiah":
      return markup.rupiah === 0 ? say.atCost : say.plus(rupiah(markup.rupiah));
    case "percent":
      return markup.tenths === 0 ? say.atCost : say.plus(percentText(markup.tenths, words));
    case "list":
      return say.list(markup.name);
  }
}

export function percentText(tenths: number, words: Words): string {
  return `${decimal(tenths / 10, words.locale)}%`;
}

/** All rules that can be read: those of everything first, then of categories, then of services; each by level. */
export function allRules({
  markups,
}: StoredRules): { place: Place; level: Level | null; markup: Markup }[] {
  const order = ["all", "category", "service"];
  return [...markups]
    .flatMap(([key, markup]) => {
      const where = readMarkupKey(key);
      return where === null ? [] : { ...where, key, markup };
    })
    .toSorted(
      (a, b) =>
        order.indexOf(a.place.kind) - order.indexOf(b.place.kind) ||
        a.key.slice(1).localeCompare(b.key.slice(1)) ||
        levelOrder(a.level) - levelOrder(b.level),
    );
}

const levelOrder = (level: Level | null) => (level === null ? 0 : levels.indexOf(level) + 1);
