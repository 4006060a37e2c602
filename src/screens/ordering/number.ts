import { operatorOfNumber } from "../../catalogue/mobile-operator.ts";
import { categoriesFor, isMobile, type CategoryFor } from "../../catalogue/number-first.ts";
import { phoneDoubts } from "../../catalogue/phone.ts";
import type { CatalogueSnapshot } from "../../catalogue/snapshot.ts";
import { pageOf } from "../../page.ts";
import { spelledOut } from "../../words/destination.ts";
import { wordsIn, type Words } from "../../words/dictionary.ts";
import { lines, paragraphs, type Html } from "../../words/html.ts";
import { orderButton, startButton } from "../buttons/menu-buttons.ts";
import { packed, pageRow } from "../paging.ts";
import type { Button, Screen } from "../screen.ts";
import type { Bought } from "../start.ts";
import { ageOf, categoryLabel, type Browsing } from "./categories.ts";

const pageSize = 16;
const shortLabel = 18;

/** What can be bought for a number that was typed alone: whose it is, and the categories with something for it. */
export function numberScreen(
  catalogue: CatalogueSnapshot,
  {
    number,
    page: wanted,
    note,
    bought,
    times,
  }: {
    /** `08…` where it is a mobile one. */
    number: string;
    page: number;
    /** Said above the choice. */
    note: Html | null;
    /** For this number, by this reseller, newest first. */
    bought: readonly Bought[];
    /** How often this reseller bought of a category of late, by its name. */
    times: ReadonlyMap<string, number>;
  },
  browsing: Browsing,
): Screen {
  const words = wordsIn(browsing.language);
  const fitting = categoriesFor(catalogue, number, { nowMs: browsing.nowMs, times });
  const page = pageOf(fitting, { page: wanted, size: pageSize });
  const text = paragraphs(
    lines(head(number, words), ...doubts(number, words)),
    note,
    choice(number, fitting.length > 0, words),
    ageOf(catalogue, browsing),
  );
  return {
    text,
    keyboard: [
      ...bought.map(({ orderId, label }): Button[] => [
        { label: words.again.button.of(label), press: { to: "again", orderId, below: false } },
      ]),
      ...asMobileRow(number, words),
      ...packed(
        page.items.map((one) => categoryButton(one, number)),
        shortLabel,
      ),
      pageRow(page, (page) => ({ to: "number", number, page })),
      [orderButton(words), startButton(words)],
    ],
  };
}

function head(number: string, words: Words): Html {
  return isMobile(number)
    ? words.number.mobile(number, spelledOut(number), operatorOfNumber(number))
    : words.number.other(number);
}

function doubts(number: string, words: Words): Html[] {
  if (!isMobile(number)) return [];
  return [
    ...phoneDoubts(number).map(words.form.confirm.phone),
    ...(operatorOfNumber(number) === null ? [words.number.unknownPrefix()] : []),
  ];
}

function choice(number: string, some: boolean, { number: say }: Words): Html | string {
  if (isMobile(number)) return some ? say.choose : say.nothing();
  return some ? say.chooseOther : say.notMobile();
}

function categoryButton({ category, open }: CategoryFor, number: string): Button {
  return {
    label: categoryLabel(category.name, open),
    press: { to: "numberServices", number, category: category.id, page: 0 },
  };
}

/** The first 0 was left out, as in a phone book with country codes. */
function asMobileRow(number: string, { number: say }: Words): Button[][] {
  const whole = `0${number}`;
  if (!isMobile(whole) || operatorOfNumber(whole) === null) return [];
  return [[{ label: say.asMobile(whole), press: { to: "number", number: whole, page: 0 } }]];
}
