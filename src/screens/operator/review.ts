import { createHash } from "node:crypto";
import type { BalanceSays } from "../../orders/balance/balance-says.ts";
import type { Order } from "../../orders/state/order.ts";
import type { ReviewCase } from "../../orders/reconciling/review-desk.ts";
import type { Transaction } from "../../osimesa/schema.ts";
import { operatorLines, stateTitle, subject } from "../orders/card.ts";
import { operator } from "../buttons/buttons.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { lines, paragraphs, paragraphsWithin, type Html } from "../../words/html.ts";
import { orderList } from "../orders/list.ts";
import { rupiah } from "../../words/money.ts";
import { orderNumber } from "../../words/order-number.ts";
import { noNames, type Names } from "../../words/person.ts";
import type { Button, Screen } from "../screen.ts";
import { oneLine } from "../../words/shorten.ts";
import { timeText, type View } from "../../words/times.ts";
import type { Page } from "../../page.ts";
import { pageRow } from "../paging.ts";
import { startButton } from "../buttons/menu-buttons.ts";

const maxScreen = 3_900;

/** A ref may be longer than a button holds. */
export function candidateName(ref: string): string {
  return createHash("sha256").update(ref).digest("hex").slice(0, 12);
}

export function reviewsScreen(found: Page<Order>, view: View, names: Names = noNames): Screen {
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
      pageRow(found, (page) => operator({ do: "reviews", page })),
    ],
  };
}

/** The order, what could be its transaction, what the balance says, and how it came here. */
export function reviewScreen(
  { order, candidates, balance = "nothing" }: ReviewCase & { balance?: BalanceSays },
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
            candidate: candidateName(ref),
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
    candidate: candidateName(ref),
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
