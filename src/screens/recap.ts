import type { RecapTime } from "../people/recaps.ts";
import { wordsIn, type Language, type Words } from "../words/dictionary.ts";
import { lines, paragraphs, paragraphsWithin, type Html } from "../words/html.ts";
import { decimal, rupiah } from "../words/money.ts";
import { personLink } from "../words/person.ts";
import { oneLine } from "../words/shorten.ts";
import { dayText, durationText, timeText } from "../words/times.ts";
import { operator } from "./buttons/buttons.ts";
import { startButton } from "./buttons/menu-buttons.ts";
import { maxMessage, type NoticeOf, type NoticeView } from "./notices/orders.ts";
import { tallyText } from "./orders/period.ts";
import type { Button, Screen } from "./screen.ts";

const maxName = 40;

/** To a reseller: what came of their day. */
export function recapNotice(notice: NoticeOf<"recap">, view: NoticeView): Screen {
  const { words } = view;
  const { day, tally, openNow, sold } = notice;
  const wanted = { period: { kind: "day", day }, standing: "all", page: 0 } as const;
  return {
    text: paragraphs(
      title(notice, view),
      tallyText(tally, false, words),
      sold === undefined || sold.count === 0
        ? null
        : words.recap.sold(
            rupiah(sold.rupiah),
            rupiah(sold.profitRupiah),
            sold.count < tally.succeeded.count ? [sold.count, tally.succeeded.count] : null,
          ),
      openNow === 0 ? null : words.recap.openNow(openNow),
    ),
    keyboard: [
      [{ label: words.history.button.orders, press: { to: "historyOf", ...wanted } }],
      [offButton(words)],
    ],
    silent: true,
  };
}

/** To operators: what came of the shop's day. */
export function shopRecapNotice(notice: NoticeOf<"shop-recap">, view: NoticeView): Screen {
  const { words } = view;
  const say = words.recap;
  const { day, tally, deposits, owing, categories, slowest, openNow, reviews } = notice;
  const { complaints = 0 } = notice;
  const wanted = { who: null, period: { kind: "day", day }, standing: "all", page: 0 } as const;
  const share = (succeeded: number, judged: number) =>
    decimal((100 * succeeded) / judged, words.locale);
  return {
    text: paragraphsWithin(
      maxMessage,
      title(notice, view),
      tallyText(tally, true, words),
      lines(
        openNow === 0 ? null : say.openNow(openNow),
        reviews === 0 ? null : say.reviews(reviews),
        complaints === 0 ? null : say.complaints(complaints),
      ),
      deposits.count === 0 ? say.noDeposits : say.deposits(deposits.count, rupiah(deposits.rupiah)),
      owing.count === 0
        ? null
        : lines(
            say.owing(owing.count, rupiah(owing.rupiah)),
            ...owing.most.map(({ userId, name, rupiah: debt }) =>
              say.owes(personLink(userId, new Map([[userId, name]])), rupiah(debt)),
            ),
          ),
      list(
        say.categories,
        categories.map(({ name, succeeded, failed }) => {
          const judged = succeeded + failed;
          return say.category(oneLine(name, maxName), succeeded, judged, share(succeeded, judged));
        }),
      ),
      list(
        say.slowest,
        slowest.map(({ name, meanMs }) =>
          say.service(oneLine(name, maxName), durationText(meanMs, words)),
        ),
      ),
    ),
    keyboard: [
      [{ label: words.history.button.orders, press: operator({ do: "ordersOf", ...wanted }) }],
      [offButton(words)],
    ],
    silent: true,
  };
}

const list = (title: string, entries: readonly string[]): Html | null =>
  entries.length === 0 ? null : lines(title, ...entries);

function title({ day, untilMs }: { day: number; untilMs: number | null }, view: NoticeView): Html {
  // Said of the moment, whenever it is read.
  const until = untilMs === null ? null : timeText(untilMs, { ...view, nowMs: untilMs });
  return view.words.recap.title(dayText(day, view), until);
}

/** In ⚙️: when the recap comes. */
export function recapScreen(current: RecapTime, language: Language): Screen {
  const words = wordsIn(language);
  const choice = (minute: number): Button => ({
    label: minute === current ? `✔️ ${clockText(minute)}` : clockText(minute),
    press: { to: "recap", at: minute, below: false },
  });
  return {
    text: words.recap.settings(current === null ? null : clockText(current)),
    keyboard: [
      ...rowsOf(offered.map(choice), 4),
      current === null
        ? []
        : [{ label: words.recap.button.off, press: { to: "recap", at: "off", below: false } }],
      [startButton(words)],
    ],
  };
}

export function recapButton({ recap }: Words): Button {
  return { label: recap.button.settings, press: { to: "recap", at: null, below: false } };
}

/** Below what must stay to be read. */
const offButton = ({ recap }: Words): Button => ({
  label: recap.button.off,
  press: { to: "recap", at: "off", below: true },
});

/** `21:30` */
export const clockText = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** From 18:00 to 23:30. */
const offered = Array.from({ length: 12 }, (_, half) => 18 * 60 + half * 30);

const rowsOf = (buttons: readonly Button[], size: number): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / size) }, (_, row) =>
    buttons.slice(row * size, (row + 1) * size),
  );
