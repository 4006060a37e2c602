import { availability } from "../../catalogue/cut-off.ts";
import { plainLetters } from "../../catalogue/search/pieces.ts";
import type { Found } from "../../catalogue/search/search.ts";
import type { CatalogueSnapshot } from "../../catalogue/snapshot.ts";
import { pageOf } from "../../page.ts";
import { wordsIn, type Language, type Words } from "../../words/dictionary.ts";
import { paragraphs } from "../../words/html.ts";
import { oneLine } from "../../words/shorten.ts";
import { orderButton, shopButton, startButton } from "../buttons/menu-buttons.ts";
import { pageRow } from "../paging.ts";
import type { Button, Screen } from "../screen.ts";
import { ageOf, type Browsing } from "./categories.ts";
import { offerButton } from "./services.ts";

const pageSize = 10;
/** What a button has room for beside its letter and its page. */
const maxQuestionBytes = 56;

/** What was typed, as buttons carry it: letters without case and accents, cut after a word. */
export function searchText(typed: string): string {
  const words = plainLetters(oneLine(typed, 200)).replaceAll("…", "").trim().split(/\s+/);
  let kept = "";
  for (const word of words) {
    const longer = kept === "" ? word : `${kept} ${word}`;
    if (Buffer.byteLength(longer) > maxQuestionBytes) break;
    kept = longer;
  }
  return kept;
}

/** 🔎: what may be typed. */
export function askSearchScreen(language: Language): Screen {
  const words = wordsIn(language);
  return { text: words.search.ask(), keyboard: [[orderButton(words)], [startButton(words)]] };
}

/** One page of what was found, best first. */
export function resultsScreen(
  { found, question }: { found: Found; question: string },
  catalogue: CatalogueSnapshot,
  wanted: number,
  browsing: Browsing,
): Screen {
  const words = wordsIn(browsing.language);
  if (found.services.length === 0) return nothingFound(found, question, words);
  const { search, menu } = words;
  const page = pageOf(found.services, { page: wanted, size: pageSize });
  const offers = page.items.map((service) => ({
    service,
    priceRupiah: browsing.priceOf(service),
    available: availability(service, browsing.nowMs),
  }));
  return {
    text: paragraphs(
      found.whole ? search.found(question, page.total, found.more) : search.near(question),
      offers.every(({ available }) => available.open) ? null : menu.legend(),
      ageOf(catalogue, browsing),
    ),
    keyboard: [
      ...offers.map((offer) => [
        offerButton(offer, { to: "service", service: offer.service.id, page: 0 }),
      ]),
      pageRow(page, (page) => ({ to: "search", page, question })),
      [orderButton(words)],
    ],
  };
}

function nothingFound({ meant }: Found, question: string, words: Words): Screen {
  const { search } = words;
  const again: Button[] =
    meant === null
      ? []
      : [
          {
            label: search.button.meant(meant),
            press: { to: "search", page: 0, question: searchText(meant) },
          },
        ];
  return {
    text: paragraphs(search.nothing(question), meant === null ? null : search.meant(meant)),
    keyboard: [again, [shopButton(words)]],
  };
}
