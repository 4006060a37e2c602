import type { Availability } from "../../catalogue/service.ts";
import { shortId, type ListedService } from "../../catalogue/snapshot.ts";
import { wordsIn, type Words, type Language } from "../../words/dictionary.ts";
import { rich, lines, paragraphs, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import type { Button, Screen } from "../screen.ts";
import { fewLines, oneLine } from "../../words/shorten.ts";
import { timeText, type View } from "../../words/times.ts";
import { watchButton } from "../watches.ts";
import { favouriteButton, orderButton } from "../buttons/menu-buttons.ts";

type Closed = Extract<Availability, { open: false }>;

/** A service that cannot be ordered now: what it is, and until when. */
export function closedServiceScreen(
  {
    service,
    priceRupiah,
    closed,
    page,
    justNow,
    tryAgain,
    number,
  }: {
    service: ListedService;
    /** What the person would pay. */
    priceRupiah: number;
    closed: Closed;
    /** The page of the service list to go back to. */
    page: number;
    /** It closed while the person was ordering it. */
    justNow: boolean;
    /** With what was answered for it; null: nothing was. */
    tryAgain: Button | null;
    /** It was chosen for this number. */
    number?: string | undefined;
  },
  view: View,
): Screen {
  const words = wordsIn(view.language);
  const why =
    closed.why === "out-of-stock"
      ? words.menu.outOfStock()
      : words.menu.closedUntil(timeText(closed.untilMs, view));
  return {
    text: paragraphs(
      serviceHead(service, priceRupiah, words),
      lines(why, justNow ? words.menu.closedJustNow() : null),
    ),
    keyboard: [
      [watchButton(words, "open", service), favouriteButton(words, service)],
      tryAgain === null ? [] : [tryAgain],
      [backToServices(service, { page, number }, words)],
    ],
  };
}

/** 🔴 or 🌙 before the name of one that cannot be ordered now. */
export function closedSign(available: Availability): string {
  return available.open ? "" : available.why === "out-of-stock" ? "🔴 " : "🌙 ";
}

/** Name, code, price and note of a service: the head of its screens. */
export function serviceHead(
  service: ListedService,
  priceRupiah: number | null,
  words: Words,
): Html {
  return lines(
    rich`<b>${oneLine(service.name, 120)}</b>`,
    words.search.code(oneLine(service.code, 60)),
    priceRupiah === null ? null : words.form.confirm.price(rupiah(priceRupiah)),
    fewLines(service.note, 600, 8),
  );
}

/** The service is not in the list any more. */
export function vanishedScreen(language: Language): Screen {
  const words = wordsIn(language);
  return {
    text: words.menu.vanished(),
    keyboard: [[orderButton(words)]],
  };
}

/** ⬅️ to where it was chosen: its category, or what of that is for the number typed first. */
export function backToServices(
  service: ListedService,
  { page, number }: { page: number; number?: string | undefined },
  words: Words,
): Button {
  const category = shortId(service.line, service.category.slug);
  const label = words.menu.button.back;
  return number === undefined
    ? { label, press: { to: "services", category, page } }
    : { label, press: { to: "numberServices", number, category, page } };
}
