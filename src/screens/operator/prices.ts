import type { CatalogueSnapshot, Category } from "../../catalogue/snapshot.ts";
import { pageOf } from "../../page.ts";
import { levels, markupKey, type Level, type Place } from "../../prices/markup.ts";
import type { StoredRules } from "../../prices/stored-rules.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { oneLine } from "../../words/shorten.ts";
import { operator, type Press } from "../buttons/buttons.ts";
import { startButton } from "../buttons/menu-buttons.ts";
import type { PriceAct } from "../buttons/price-acts.ts";
import { packed, pageRow } from "../paging.ts";
import { costChangesButton } from "./cost-changes.ts";
import type { Button, Screen } from "../screen.ts";
import { allRules, everything, levelName, markupText, placeId, placeName } from "./price-places.ts";

/** What these screens show: the rules, of what is on sale. */
export interface PricesView {
  rules: StoredRules;
  catalogue: CatalogueSnapshot | null;
  language: Language;
}

const rulesPerPage = 10;
const perPage = 12;
const shortLabel = 18;
const maxLabel = 40;

export const priceButton = (act: PriceAct): Press => operator({ do: "prices", act });

/** /prices: all rules, and the way to each. */
export function rulesScreen({ rules, catalogue, language }: PricesView, wanted: number): Screen {
  const words = wordsIn(language);
  const say = words.prices;
  const page = pageOf(allRules(rules), { page: wanted, size: rulesPerPage });
  const entries = page.items.map(({ place, level, markup }) =>
    say.rule(
      placeName(place, catalogue, words),
      level === null ? "" : levelName(level, rules, words),
      markupText(markup, words),
    ),
  );
  const places = new Map(
    page.items
      .filter(({ place }) => place.kind !== "all")
      .map(({ place }) => [placeId(place), placeName(place, catalogue, words)]),
  );
  return {
    text: paragraphs(
      say.title(),
      entries.length === 0 ? say.noRules : lines(...entries),
      say.rounding(rules.step === 1 ? null : rupiah(rules.step)),
      rules.unreadable.length === 0 ? null : say.unreadable(rules.unreadable.length),
      say.explained(),
      say.nameLevels,
    ),
    keyboard: [
      [{ label: say.everything, press: priceButton({ what: "place", place: everything }) }],
      [{ label: say.button.categories, press: priceButton({ what: "categories", page: 0 }) }],
      ...[...places].map(([id, name]): Button[] => [
        { label: oneLine(name, maxLabel), press: priceButton({ what: "place", place: id }) },
      ]),
      pageRow(page, (page) => priceButton({ what: "rules", page })),
      [{ label: say.button.rounding, press: priceButton({ what: "steps" }) }],
      [costChangesButton(words)],
      [startButton(words)],
    ],
  };
}

export function priceCategoriesScreen({ catalogue, language }: PricesView, wanted: number): Screen {
  const words = wordsIn(language);
  const page = pageOf(catalogue?.categories ?? [], { page: wanted, size: perPage });
  const buttons = page.items.map(({ id, name }): Button => ({
    label: oneLine(name, maxLabel),
    press: priceButton({ what: "place", place: `c${id}` }),
  }));
  return {
    text: paragraphs(words.prices.title(), words.prices.chooseCategory),
    keyboard: [
      ...packed(buttons, shortLabel),
      pageRow(page, (page) => priceButton({ what: "categories", page })),
      [{ label: words.menu.button.back, press: priceButton({ what: "rules", page: 0 }) }],
    ],
  };
}

export function priceServicesScreen(
  category: Category,
  { language }: PricesView,
  wanted: number,
): Screen {
  const words = wordsIn(language);
  const services = category.services.toSorted((a, b) => a.costRupiah - b.costRupiah);
  const page = pageOf(services, { page: wanted, size: perPage });
  return {
    text: paragraphs(rich`<b>🏷 ${oneLine(category.name, 120)}</b>`, words.prices.chooseService),
    keyboard: [
      ...page.items.map(({ id, name, costRupiah }): Button[] => [
        {
          label: `${oneLine(name, maxLabel)} · ${rupiah(costRupiah)}`,
          press: priceButton({ what: "place", place: `s${id}` }),
        },
      ]),
      pageRow(page, (page) => priceButton({ what: "services", category: category.id, page })),
      [
        {
          label: words.menu.button.back,
          press: priceButton({ what: "place", place: `c${category.id}` }),
        },
      ],
    ],
  };
}

/** One place: its rule for everybody and for each level. */
export function placeScreen(place: Place, view: PricesView): Screen {
  const { rules, language } = view;
  const words = wordsIn(language);
  const say = words.prices;
  const whose = [null, ...levels];
  const id = placeId(place);
  return {
    text: paragraphs(
      head(place, view),
      lines(...whose.map((level) => ruleLine(place, level, view))),
      say.chooseLevel,
    ),
    keyboard: [
      ...packed(
        whose.map((level) => ({
          label: levelName(level, rules, words),
          press: priceButton({ what: "markups", place: id, level }),
        })),
        shortLabel,
      ),
      place.kind === "category"
        ? [
            {
              label: say.button.services,
              press: priceButton({ what: "services", category: id.slice(1), page: 0 }),
            },
          ]
        : [],
      [{ label: words.menu.button.back, press: priceButton({ what: "rules", page: 0 }) }],
    ],
  };
}

export function head(place: Place, { catalogue, language }: PricesView): Html {
  return rich`<b>🏷 ${placeName(place, catalogue, wordsIn(language))}</b>`;
}

/** What counts at this place for resellers of this level. */
export function ruleLine(place: Place, level: Level | null, { rules, language }: PricesView): Html {
  const words = wordsIn(language);
  const markup = rules.markups.get(markupKey(place, level));
  const text = markup === undefined ? words.prices.noRule : markupText(markup, words);
  return rich`${levelName(level, rules, words)}: <b>${text}</b>`;
}
