import type { BalanceSays } from "../../orders/balance/balance-says.ts";
import type { Order } from "../../orders/state/order.ts";
import type { BulkOutcome, BulkReason } from "../../orders/reconciling/bulk-review.ts";
import type { ReviewCase } from "../../orders/reconciling/review-desk.ts";
import { reason } from "../../reason.ts";
import type { Transaction } from "../../osimesa/schema.ts";
import { operatorLines, stateTitle, subject } from "../orders/card.ts";
import { operator } from "../buttons/buttons.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { lines, paragraphs, paragraphsWithin, type Html } from "../../words/html.ts";
import { orderList } from "../orders/list.ts";
import { rupiah } from "../../words/money.ts";
import { orderNumber } from "../../words/order-number.ts";
import { noNames, type Names } from "../../words/person.ts";
import { reasonText } from "../../words/reason.ts";
import type { Button, Screen } from "../screen.ts";
import { oneLine } from "../../words/shorten.ts";
import { timeText, type View } from "../../words/times.ts";
import type { Page } from "../../page.ts";
import { pageRow } from "../paging.ts";
import { shortName } from "../buttons/short-name.ts";
import { startButton } from "../buttons/menu-buttons.ts";

const maxScreen = 3_900;
/** Of orders that are decided together. */
const namedAtMost = 10;

/** `alike`: how many are there for each reason of which they can be decided together. */
export function reviewsScreen(
  found: Page<Order>,
  alike: ReadonlyMap<BulkReason, number>,
  view: View,
  names: Names = noNames,
): Screen {
  const words = wordsIn(view.language);
  const say = words.admin.review;
  if (found.total === 0) return { text: say.none(), keyboard: [[startButton(words)]] };
  const { entries } = orderList(found.items, null, view, names);
  const numbers = found.items.map((order, index): Button => ({
    label: String(index + 1),
    press: operator({ do: "review", orderId: order.id }),
  }));
  return {
    text: paragraphs(say.title(found.total), lines(...entries)),
    keyboard: [
      numbers.slice(0, 5),
      numbers.slice(5),
      ...[...alike]
        .filter(([, count]) => count > 1)
        .map(([why, count]): Button[] => [
          { label: say.bulk.ask[why](count), press: operator({ do: "bulk", why }) },
        ]),
      pageRow(found, (page) => operator({ do: "reviews", page })),
    ],
  };
}

/** One question about many orders, of which the oldest are named. */
export function sureBulkScreen(
  { why, question, orders }: { why: BulkReason; question: string; orders: readonly Order[] },
  view: View,
  names: Names,
): Screen {
  const words = wordsIn(view.language);
  const say = words.admin.review.bulk;
  const { entries } = orderList(orders.slice(0, namedAtMost), null, view, names);
  const more = orders.length - entries.length;
  return {
    text: paragraphs(
      say.title(
        orders.length,
        reasonText(reason(why), view.language, names, { max: 200, lines: 1 }),
      ),
      lines(...entries, more === 0 ? null : say.more(more)),
      say.sure(),
    ),
    keyboard: [
      [
        {
          label: say.yes(orders.length),
          press: operator({ do: "neverAll", question }),
          style: "danger",
        },
      ],
      [{ label: words.menu.button.cancel, press: operator({ do: "reviews", page: 0 }) }],
    ],
  };
}

/** Of how many of them it was decided, and of which not and why. */
export function bulkDoneScreen(
  { decided, moved, fits, unclear }: BulkOutcome,
  language: Language,
): Screen {
  const say = wordsIn(language).admin.review;
  return {
    text: lines(
      say.bulk.decided(decided),
      moved === 0 ? null : say.bulk.moved(moved),
      fits === 0 ? null : say.bulk.fits(fits),
      unclear === 0 ? null : say.bulk.unclear(unclear),
    ),
    keyboard: [[{ label: say.button.list, press: operator({ do: "reviews", page: 0 }) }]],
  };
}

/** The order, what could be its transaction, what the balance says, and how it came here. */
export function reviewScreen(
  {
    order,
    candidates,
    balance = "nothing",
  }: Pick<ReviewCase, "order" | "candidates"> & { balance?: BalanceSays },
  view: View,
  names: Names = noNames,
): Screen {
  const words = wordsIn(view.language);
  const say = words.admin.review;
  const entries = candidates.map((candidate, index) => candidateLine(index + 1, candidate, view));
  return {
    text: paragraphsWithin(
      maxScreen,
      lines(
        stateTitle(order.state, words),
        subject(order, words),
        words.order.number(orderNumber(order.id)),
      ),
      entries.length === 0 ? say.noCandidates : lines(say.candidates, ...entries),
      balance === "nothing" || balance === "not-yet"
        ? null
        : say.balance[balance](rupiah(order.costRupiah)),
      operatorLines(order, view, names),
    ),
    keyboard: [
      ...candidates.map(({ ref }, index): Button[] => [
        {
          label: say.button.attach(index + 1),
          press: operator({
            do: "attach",
            orderId: order.id,
            candidate: shortName(ref),
            sure: false,
          }),
        },
      ]),
      [
        {
          label: say.button.never,
          press: operator({ do: "never", orderId: order.id, sure: false }),
        },
      ],
      [{ label: say.button.list, press: operator({ do: "reviews", page: 0 }) }],
    ],
  };
}

function candidateLine(
  number: number,
  { ref, statusWord, createdAtS }: Transaction,
  view: View,
): Html {
  const time = createdAtS === undefined ? "?" : timeText(createdAtS * 1_000, view);
  return wordsIn(view.language).admin.review.candidate(
    number,
    oneLine(ref, 80),
    oneLine(statusWord, 80),
    time,
  );
}

export function sureAttachScreen(order: Order, ref: string, language: Language): Screen {
  const say = wordsIn(language).admin.review;
  const press = operator({
    do: "attach",
    orderId: order.id,
    candidate: shortName(ref),
    sure: true,
  });
  return sureScreen(
    order,
    say.sureAttach(oneLine(ref, 200)),
    { label: say.yesAttach, press, style: "success" },
    language,
  );
}

export function sureNeverScreen(order: Order, language: Language): Screen {
  const say = wordsIn(language).admin.review;
  const press = operator({ do: "never", orderId: order.id, sure: true });
  return sureScreen(
    order,
    say.sureNever(),
    { label: say.yesNever, press, style: "danger" },
    language,
  );
}

function sureScreen(order: Order, question: Html, yes: Button, language: Language): Screen {
  const words = wordsIn(language);
  return {
    text: paragraphs(
      lines(subject(order, words), words.order.number(orderNumber(order.id))),
      question,
    ),
    keyboard: [
      [yes],
      [{ label: words.menu.button.back, press: operator({ do: "review", orderId: order.id }) }],
    ],
  };
}
