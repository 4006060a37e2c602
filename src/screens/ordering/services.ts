import { availability } from "../../catalogue/cut-off.ts";
import type { Availability } from "../../catalogue/service.ts";
import type { CatalogueSnapshot, Category, ListedService } from "../../catalogue/snapshot.ts";
import { fieldFor } from "../../catalogue/number-first.ts";
import type { PriceOf } from "../../prices/markup.ts";
import { wordsIn } from "../../words/dictionary.ts";
import { paragraphs } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { spelledOut } from "../../words/destination.ts";
import type { Press } from "../buttons/buttons.ts";
import type { Button, Screen } from "../screen.ts";
import { oneLine } from "../../words/shorten.ts";
import { ageOf, categoriesPageSize, type Browsing } from "./categories.ts";
import { pageOf } from "../../page.ts";
import { pageRow } from "../paging.ts";
import { closedSign } from "./service.ts";

const pageSize = 10;
const maxName = 44;
const maxCode = 16;

export interface Offer {
  service: ListedService;
  priceRupiah: number;
  available: Availability;
}

/**
 * A category's services: open ones first, cheapest first, name, code and price on the button. `number`: only those for it, and
 * it is carried along.
 */
export function servicesScreen(
  catalogue: CatalogueSnapshot,
  category: Category,
  wanted: number,
  browsing: Browsing,
  number: string | null = null,
): Screen {
  const words = wordsIn(browsing.language);
  const { menu } = words;
  const all = sorted(category, browsing);
  const offers =
    number === null ? all : all.filter(({ service }) => fieldFor(service, number) !== null);
  const page = pageOf(offers, { page: wanted, size: pageSize });
  const open = offers.filter(({ available }) => available.open).length;
  const presses = pressesFor(catalogue, category, number);
  const closedShown = page.items.some(({ available }) => !available.open);
  return {
    text: paragraphs(
      menu.services(oneLine(category.name, 120), open, offers.length),
      number === null ? null : words.number.forNumber(number, spelledOut(number)),
      closedShown ? menu.legend() : null,
      ageOf(catalogue, browsing),
    ),
    keyboard: [
      ...page.items.map((offer) => [offerButton(offer, presses.open(offer, page.page))]),
      pageRow(page, presses.turn),
      [{ label: menu.button.back, press: presses.back }],
    ],
  };
}

/** Where the screen's buttons lead; with a number they carry it. */
function pressesFor(catalogue: CatalogueSnapshot, category: Category, number: string | null) {
  if (number === null)
    return {
      open: ({ service }: Offer, page: number): Press => ({
        to: "service",
        service: service.id,
        page,
      }),
      turn: (page: number): Press => ({ to: "services", category: category.id, page }),
      back: { to: "categories", page: categoryPage(catalogue, category) } as const,
    };
  return {
    open: ({ service }: Offer, page: number): Press => ({
      to: "numberService",
      number,
      service: service.id,
      page,
    }),
    turn: (page: number): Press => ({ to: "numberServices", number, category: category.id, page }),
    back: { to: "number", number, page: 0 } as const,
  };
}

/** A service on a button. */
export function offerButton({ service, priceRupiah, available }: Offer, press: Press): Button {
  return {
    label: [
      closedSign(available) + oneLine(service.name, maxName),
      ...codeOf(service),
      rupiah(priceRupiah),
    ].join(" · "),
    press,
  };
}

/** What is typed to order it; not twice where it is in the name anyway. */
function codeOf({ code, name }: ListedService): string[] {
  return name.split(/\s+/).includes(code) ? [] : [oneLine(code, maxCode)];
}

/** So that ⬅️ leads back to where the category was found. */
function categoryPage(catalogue: CatalogueSnapshot, category: Category): number {
  const index = catalogue.categories.findIndex(({ id }) => id === category.id);
  return Math.max(0, Math.floor(index / categoriesPageSize));
}

// A category of thousands is sorted once a minute for all who pay the same, not for every page that is turned.
const sortedOnce = new WeakMap<PriceOf, WeakMap<Category, Sorted>>();
interface Sorted {
  minute: number;
  offers: readonly Offer[];
}

function sorted(category: Category, { nowMs, priceOf }: Browsing): readonly Offer[] {
  const minute = Math.floor(nowMs / 60_000);
  const theirs = sortedOnce.get(priceOf) ?? new WeakMap<Category, Sorted>();
  sortedOnce.set(priceOf, theirs);
  const known = theirs.get(category);
  if (known?.minute === minute) return known.offers;
  const offers = category.services
    .map((service): Offer => ({
      service,
      priceRupiah: priceOf(service),
      available: availability(service, nowMs),
    }))
    .toSorted((a, b) => rank(a) - rank(b) || a.priceRupiah - b.priceRupiah);
  theirs.set(category, { minute, offers });
  return offers;
}

/** Open, closed for a while, out of stock. */
function rank({ available }: Offer): number {
  if (available.open) return 0;
  return available.why === "cut-off" ? 1 : 2;
}
