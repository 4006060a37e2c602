import { markupKey, pricing, type Level, type Markup, type Place, type Rules } from "./markup.ts";
import type { Priced } from "./markup.ts";

/** What a change of the rules does to the prices of somebody. */
export interface Preview<Of extends Priced> {
  all: number;
  changed: number;
  /** At most three: of those that change, or of all when none does, the cheapest, one in the middle and the dearest. */
  examples: { service: Of; beforeRupiah: number; afterRupiah: number }[];
}

export function withMarkup(
  rules: Rules,
  place: Place,
  level: Level | null,
  markup: Markup | null,
): Rules {
  const markups = new Map(rules.markups);
  if (markup === null) markups.delete(markupKey(place, level));
  else markups.set(markupKey(place, level), markup);
  return { ...rules, markups };
}

/** `level`: whose prices are compared; null: of resellers who have none. */
export function preview<Of extends Priced>(
  services: readonly Of[],
  level: Level | null,
  { before, after }: { before: Rules; after: Rules },
): Preview<Of> {
  const [priceBefore, priceAfter] = [pricing(before, level), pricing(after, level)];
  const compared = services.map((service) => ({
    service,
    beforeRupiah: priceBefore(service),
    afterRupiah: priceAfter(service),
  }));
  const changing = compared.filter(({ beforeRupiah, afterRupiah }) => beforeRupiah !== afterRupiah);
  const shown = (changing.length === 0 ? compared : changing).toSorted(
    (a, b) => a.service.costRupiah - b.service.costRupiah,
  );
  const places = new Set([0, Math.floor((shown.length - 1) / 2), shown.length - 1]);
  return {
    all: compared.length,
    changed: changing.length,
    examples: [...places].flatMap((place) => shown[place] ?? []),
  };
}
