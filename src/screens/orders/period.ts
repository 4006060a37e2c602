import type { PeriodPage } from "../../orders/store/by-period.ts";
import { mostOrders } from "../../orders/store/by-period.ts";
import { countOf, standings, type Standing, type Tally } from "../../orders/state/tally.ts";
import { daysOf, likePeriod, monthOf, type Period } from "../../period.ts";
import { wordsIn, type Language, type Words } from "../../words/dictionary.ts";
import { lines, paragraphs, type Html } from "../../words/html.ts";
import { grouped, rupiah } from "../../words/money.ts";
import type { Names } from "../../words/person.ts";
import { dayText, monthText, type View } from "../../words/times.ts";
import type { Press } from "../buttons/buttons.ts";
import { pageRow } from "../paging.ts";
import type { Button, Screen } from "../screen.ts";
import { orderList } from "./list.ts";

/** Which orders are wanted, and how a press says so. */
export interface PeriodView extends View {
  period: Period;
  standing: Standing;
  /** Whose, where it is not one's own. */
  of: Html | null;
  /** For operators, who read whose each is and what it cost; null: of a reseller's own. */
  names: Names | null;
  list(wanted: { period: Period; standing: Standing; page: number }): Press;
  file: Press;
  back: Button;
}

/** The orders of a day or a month: what they come to, and one page of them. */
export function periodScreen(found: PeriodPage, view: PeriodView): Screen {
  const { period, standing, names, of, list } = view;
  const words = wordsIn(view.language);
  const say = words.history;
  const { entries, rows } = orderList(found.items, null, view, names);
  const isEmpty = countOf(found.tally, "all") === 0;
  const to = (label: string, other: Period): Button => ({
    label,
    press: list({ period: other, standing: "all", page: 0 }),
  });
  const beside = (day: number) => likePeriod(period, day);
  const month: Period = { kind: "month", month: monthOf(daysOf(period).fromDay) };
  return {
    text: paragraphs(
      say.title(periodText(period, view.language), of),
      isEmpty ? say.none : tallyText(found.tally, names !== null, words),
      lines(...entries),
    ),
    keyboard: [
      ...rows,
      pageRow(found, (page) => list({ period, standing, page })),
      standingRow(found.tally, view, words),
      [
        ...(found.before === null
          ? []
          : [to(`« ${periodText(beside(found.before), view.language)}`, beside(found.before))]),
        ...(found.after === null
          ? []
          : [to(`${periodText(beside(found.after), view.language)} »`, beside(found.after))]),
      ],
      period.kind === "day" ? [to(`🗓 ${periodText(month, view.language)}`, month)] : [],
      isEmpty ? [] : [{ label: say.button.export, press: view.file }],
      [view.back],
    ],
  };
}

export const periodText = (period: Period, language: Language): string =>
  period.kind === "day"
    ? dayText(period.day, { language })
    : monthText(daysOf(period).fromDay, { language });

/** What orders come to; of those there are none of, nothing. */
export function tallyText(tally: Tally, withCost: boolean, { history: say }: Words): Html {
  const { succeeded, open, failed, costRupiah } = tally;
  const some = (count: number, text: string) => (count === 0 ? null : text);
  return lines(
    some(succeeded.count, say.succeeded(succeeded.count, rupiah(succeeded.rupiah))),
    some(open.count, say.open(open.count, rupiah(open.rupiah))),
    some(failed.count, say.failed(failed.count)),
    some(
      withCost ? succeeded.count : 0,
      say.earned(rupiah(costRupiah), rupiah(succeeded.rupiah - costRupiah)),
    ),
    some(countOf(tally, "all") < mostOrders ? 0 : 1, say.cut(mostOrders)),
  );
}

const signs = { succeeded: "✅", open: "⏳", failed: "❌" } as const;

/** Narrows the list; no row where there is nothing to narrow. */
function standingRow(tally: Tally, { period, standing, list }: PeriodView, words: Words): Button[] {
  const some = standings.filter((one) => countOf(tally, one) > 0 || one === standing);
  if (some.length <= 2 && standing === "all") return [];
  return some.map((one) => {
    const count = countOf(tally, one);
    const label =
      one === "all" ? words.history.button.all(count) : `${signs[one]} ${grouped(count)}`;
    return {
      label: one === standing ? `✔️ ${label}` : label,
      press: list({ period, standing: one, page: 0 }),
    };
  });
}
