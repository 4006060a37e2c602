import type { CatalogueSnapshot } from "../catalogue/snapshot.ts";
import { pageOf } from "../page.ts";
import type { Watch } from "../people/watches.ts";
import { wordsIn, type Language, type Words } from "../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../words/html.ts";
import { rupiah } from "../words/money.ts";
import { oneLine } from "../words/shorten.ts";
import { orderButton, serviceButton, startButton } from "./buttons/menu-buttons.ts";
import type { NoticeOf, NoticeView } from "./notices/orders.ts";
import { pageRow } from "./paging.ts";
import type { Button, Screen } from "./screen.ts";

const perPage = 10;
const maxName = 80;
const maxLabel = 40;

/** /watch: what a reseller wants to be told of, each with a button that takes it away. */
export function watchesScreen(
  watches: readonly Watch[],
  wanted: number,
  catalogue: CatalogueSnapshot | null,
  language: Language,
): Screen {
  const words = wordsIn(language);
  const say = words.watches;
  if (watches.length === 0)
    return { text: say.none(), keyboard: [[orderButton(words)], [startButton(words)]] };
  const page = pageOf(watches, { page: wanted, size: perPage });
  const first = page.page * perPage + 1;
  const entry = (watch: Watch, place: number): Html => {
    const isGone = catalogue !== null && catalogue.service(watch.serviceId) === undefined;
    return rich`${first + place}. ${wishText(watch, words)}${isGone ? rich` ${say.gone()}` : ""}`;
  };
  const remove = ({ wish, serviceId, name }: Watch, place: number): Button[] => [
    {
      label: say.button.remove(`${first + place}. ${oneLine(name, maxLabel)}`),
      press: { to: "unwatch", wish, service: serviceId, page: page.page },
    },
  ];
  return {
    text: paragraphs(say.title(watches.length), lines(...page.items.map(entry))),
    keyboard: [
      ...page.items.map(remove),
      pageRow(page, (page) => ({ to: "watches", page })),
      [startButton(words)],
    ],
  };
}

function wishText({ wish, name, priceRupiah }: Watch, { watches }: Words): Html {
  const shown = oneLine(name, maxName);
  return wish === "open"
    ? watches.wish.open(shown)
    : watches.wish.price(shown, rupiah(priceRupiah));
}

/** What they waited for has come; 🛒 orders it. */
export function watchNotice(notice: NoticeOf<"watch">, { words }: NoticeView): Screen {
  const { wish, priceRupiah, beforeRupiah, serviceId } = notice;
  const name = oneLine(notice.name, maxName);
  const { told } = words.watches;
  return {
    text:
      wish === "open"
        ? told.open(name, rupiah(priceRupiah))
        : told.price(name, rupiah(beforeRupiah), rupiah(priceRupiah)),
    keyboard: [[serviceButton(words, serviceId, 0)]],
  };
}

/** 🔔: to be told of this service. */
export function watchButton(
  { watches }: Words,
  wish: Watch["wish"],
  service: { id: string },
): Button {
  return { label: watches.button[wish], press: { to: "watch", wish, service: service.id } };
}

export function watchesButton({ watches }: Words): Button {
  return { label: watches.button.list, press: { to: "watches", page: 0 } };
}
