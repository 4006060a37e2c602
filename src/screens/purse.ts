import { leftIn, type Purse } from "../books/purses.ts";
import type { StatementDay, StatementLine } from "../books/statement.ts";
import type { DayLimit } from "../people/roster.ts";
import { orderIdSchema } from "../orders/state/order.ts";
import { wordsIn, type Words } from "../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../words/html.ts";
import { rupiah } from "../words/money.ts";
import { orderNumber } from "../words/order-number.ts";
import { oneLine } from "../words/shorten.ts";
import { dayText, shortTimeText, type View } from "../words/times.ts";
import type { Press } from "./buttons/buttons.ts";
import { pageRow } from "./paging.ts";
import type { Button, Screen } from "./screen.ts";

/** Who looks at a purse, and what leads where from there. */
export interface PurseView extends View {
  /** ➕, where the bot takes deposits and the purse is one's own. */
  topUp?: Press;
  statement(page: number): Press;
  file: Press;
  back: Button;
}

/** What is in a purse, what can be ordered for, and what moved it last. */
export function purseScreen(
  purse: Purse,
  { latest, limit }: { latest: readonly StatementLine[]; limit: DayLimit | null },
  title: Html,
  view: PurseView,
  more: Html | null = null,
): Screen {
  const words = wordsIn(view.language);
  const say = words.purse;
  return {
    text: paragraphs(
      title,
      lines(
        ...purseLines(purse, words),
        limit === null
          ? null
          : say.leftToday(rupiah(Math.max(0, limit.left)), rupiah(limit.rupiah)),
      ),
      latest.length === 0
        ? say.none
        : lines(rich`<b>${say.latest}</b>`, ...latest.map((line) => lineText(line, view))),
      more,
    ),
    keyboard: [
      view.topUp === undefined
        ? []
        : [{ label: words.deposit.button.topUp, press: view.topUp, style: "primary" }],
      latest.length === 0
        ? []
        : [
            { label: say.button.statement, press: view.statement(0) },
            { label: say.button.csv, press: view.file },
          ],
      [view.back],
    ],
  };
}

function purseLines(purse: Purse, { purse: say }: Words): (Html | null)[] {
  const { balanceRupiah, heldRupiah, creditRupiah } = purse;
  const left = leftIn(purse);
  return [
    // Who orders on trust reads what there is to pay, not a saldo below nothing.
    balanceRupiah < 0 ? say.owes(rupiah(-balanceRupiah)) : say.balance(rupiah(balanceRupiah)),
    heldRupiah === 0 ? null : say.held(rupiah(heldRupiah)),
    creditRupiah === null || creditRupiah === 0 ? null : say.credit(rupiah(creditRupiah)),
    left === null ? null : say.left(rupiah(Math.max(0, left))),
  ];
}

/** One day of a statement. */
export function statementScreen(found: StatementDay, title: Html, view: PurseView): Screen {
  const words = wordsIn(view.language);
  const say = words.purse;
  const { day, lines: shown, count } = found;
  return {
    text: paragraphs(
      lines(title, day === null ? null : rich`<b>${dayText(day, view)}</b>`),
      shown.length === 0 ? say.none : lines(...shown.map((line) => lineText(line, view))),
      count > shown.length ? say.more(count - shown.length) : null,
    ),
    keyboard: [
      pageRow(found, view.statement),
      shown.length === 0 ? [] : [{ label: say.button.csv, press: view.file }],
      [view.back],
    ],
  };
}

const maxWhy = 80;

function lineText(line: StatementLine, view: PurseView): Html {
  const words = wordsIn(view.language);
  const what = entryText(line, words);
  const amount = line.rupiah > 0 ? `+${rupiah(line.rupiah)}` : rupiah(line.rupiah);
  return words.purse.line(
    shortTimeText(line.atMs, view),
    oneLine(what, maxWhy),
    amount,
    rupiah(line.balanceRupiah),
  );
}

/** What an entry is of, in a few words. */
export function entryText({ kind, of, rupiah: amount, why }: StatementLine, words: Words): string {
  const { what } = words.purse;
  switch (kind) {
    case "order":
      return what.order(numberOf(of));
    case "refund":
      return what.refund(numberOf(of));
    case "transfer":
      return amount > 0 ? what.came(why) : what.went(why);
    case "correction":
      return what.correction(why);
    case "deposit":
    case "cost":
      return what.deposit;
  }
}

function numberOf(of: string): string {
  const id = orderIdSchema.safeParse(of);
  return id.success ? orderNumber(id.data) : of;
}
