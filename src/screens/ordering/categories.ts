import type { CatalogueSnapshot, ListedService } from "../../catalogue/snapshot.ts";
import type { PriceOf } from "../../prices/markup.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { paragraphs, type Html } from "../../words/html.ts";
import type { Button, Screen } from "../screen.ts";
import { oneLine } from "../../words/shorten.ts";
import { timeText, type View } from "../../words/times.ts";
import { pageOf } from "../../page.ts";
import { favouriteRows } from "./favourites.ts";
import { packed, pageRow } from "../paging.ts";
import { orderButton, startButton } from "../buttons/menu-buttons.ts";

export const categoriesPageSize = 16;
const maxLabel = 40;
const shortLabel = 18;
/** After this many refreshes that brought nothing, people are told how old the list is. */
const oldAfterRefreshes = 10;

/** What menus of the service list need to know beside the list. */
export interface Browsing extends View {
  /** What the person pays. */
  priceOf: PriceOf;
  refreshMs: number;
}

/**
 * The categories, with how many services of each can be ordered now, those with none of them last, before the others those
 * this person orders from most; on the first page the favourites above them.
 *
 * @param own.lately the categories' names of their latest orders
 */
export function categoriesScreen(
  catalogue: CatalogueSnapshot | null,
  wanted: number,
  browsing: Browsing,
  own: { favourites: readonly ListedService[]; lately: readonly string[] },
): Screen {
  const words = wordsIn(browsing.language);
  if (catalogue === null || catalogue.categories.length === 0)
    return noCatalogueScreen(browsing.language);
  const { nowMs } = browsing;
  const times = new Map<string, number>();
  for (const name of own.lately) times.set(name, (times.get(name) ?? 0) + 1);
  const counted = catalogue.categories.map((category) => ({
    category,
    open: catalogue.openCount(category, nowMs),
    times: times.get(category.name) ?? 0,
  }));
  const open = counted.reduce((sum, one) => sum + one.open, 0);
  const sorted = counted.toSorted(
    (a, b) => Number(a.open === 0) - Number(b.open === 0) || b.times - a.times,
  );
  const page = pageOf(sorted, { page: wanted, size: categoriesPageSize });
  const buttons = page.items.map(({ category, open }): Button => ({
    label: categoryLabel(category.name, open),
    press: { to: "services", category: category.id, page: 0 },
  }));
  return {
    text: paragraphs(words.menu.categories(open), ageOf(catalogue, browsing)),
    keyboard: [
      ...(page.page === 0 ? favouriteRows(own.favourites, browsing) : []),
      ...packed(buttons, shortLabel),
      pageRow(page, (page) => ({ to: "categories", page })),
      [startButton(words)],
    ],
  };
}

/** A category's name with how many of its services can be ordered now. */
export function categoryLabel(name: string, open: number): string {
  const sign = open === 0 ? "🌙 " : "";
  const count = ` (${open})`;
  return sign + oneLine(name, maxLabel - sign.length - count.length) + count;
}

/** No list was ever fetched: 🛒 tries again. */
export function noCatalogueScreen(language: Language): Screen {
  const words = wordsIn(language);
  return {
    text: words.menu.noCatalogue(),
    keyboard: [[orderButton(words)], [startButton(words)]],
  };
}

/** A warning when the list has not been refreshed for long, else null. */
export function ageOf(catalogue: CatalogueSnapshot, view: Browsing): Html | null {
  if (view.nowMs - catalogue.fetchedAtMs <= oldAfterRefreshes * view.refreshMs) return null;
  return wordsIn(view.language).menu.oldCatalogue(timeText(catalogue.fetchedAtMs, view));
}
