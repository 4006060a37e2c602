import type { StatementPeriod } from "../../books/statement.ts";
import { wordsIn } from "../../words/dictionary.ts";
import { lines, paragraphs } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { oneLine } from "../../words/shorten.ts";
import { dayText, type View } from "../../words/times.ts";
import { operator } from "../buttons/buttons.ts";
import type { Screen } from "../screen.ts";

/** What moved a reseller's purse in one month, and what is to be paid at its end. */
export function billScreen(
  { beforeRupiah, afterRupiah, orders, deposits, others }: StatementPeriod,
  {
    userId,
    name,
    months,
    period,
  }: {
    userId: number;
    name: string;
    /** Ago. */
    months: number;
    period: { fromDay: number; toDay: number };
  },
  view: View,
): Screen {
  const words = wordsIn(view.language);
  const say = words.purse.bill;
  const { fromDay, toDay } = period;
  const month = (label: string, ago: number) => ({
    label,
    press: operator({ do: "bill", userId, months: ago }),
  });
  return {
    text: paragraphs(
      say.title(oneLine(name, 40), `${dayText(fromDay, view)} – ${dayText(toDay - 1, view)}`),
      lines(
        say.before(rupiah(beforeRupiah)),
        say.orders(orders.count, rupiah(orders.rupiah)),
        say.deposits(deposits.count, rupiah(deposits.rupiah)),
        say.others(others.count, rupiah(others.rupiah)),
        say.after(rupiah(afterRupiah)),
      ),
      afterRupiah < 0 ? say.toPay(rupiah(-afterRupiah)) : say.nothing,
    ),
    keyboard: [
      [
        ...(months < mostMonths ? [month("◀️", months + 1)] : []),
        ...(months > 0 ? [month("▶️", months - 1)] : []),
      ],
      [
        {
          label: words.menu.button.back,
          press: operator({ do: "reseller", userId, page: 0 }),
        },
      ],
    ],
  };
}

const mostMonths = 12;
