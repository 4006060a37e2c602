import type { Language } from "../people/language.ts";
import type { Notice } from "../orders/state/notice.ts";
import type { Order } from "../orders/state/order.ts";
import type { Reason } from "../reason.ts";
import { operator } from "./buttons.ts";
import { copyButton, operatorLines, stateLines, stateTitle, subject } from "./card.ts";
import { destinationText } from "../words/destination.ts";
import { wordsIn, type Words } from "../words/dictionary.ts";
import {
  rich,
  lines,
  paragraphs,
  paragraphsWithin,
  visibleLength,
  type Html,
} from "../words/html.ts";
import { orderNumber } from "../words/order-number.ts";
import { noNames, type Names } from "../words/person.ts";
import { reasonText } from "../words/reason.ts";
import type { Button, Screen } from "./screen.ts";
import { oneLine } from "../words/shorten.ts";
import { shopNotice } from "./shop-notices.ts";
import type { Moment } from "../words/times.ts";

/** A notice with the order it is about, as it stands now; null when there is none (any more). */
export interface NoticeWithOrder {
  notice: Notice;
  order: Order | null;
  /** Of those an operator reads of. */
  names?: Names;
}

/** A message that tells one or more notices. */
export interface Told {
  screen: Screen;
  notices: readonly Notice[];
}

/** Telegram's limit is 4,096; what is left over absorbs what was counted too small. */
const maxMessage = 3_900;
const maxTogether = 10;

/**
 * What became due for one chat, as few messages: results that follow one another share one, everything else has
 * its own. In order, every notice exactly once, none above Telegram's limit.
 */
export function notices(
  due: readonly NoticeWithOrder[],
  language: Language,
  moment: Moment,
): Told[] {
  const told: Told[] = [];
  let together: NoticeWithOrder[] = [];
  const flush = () => {
    const [first] = together;
    if (first === undefined) return;
    const screen =
      together.length === 1
        ? notice(first.notice, first.order, language, moment, first.names)
        : results(together, language);
    told.push({ screen, notices: together.map((one) => one.notice) });
    together = [];
  };
  for (const one of due) {
    if (one.notice.kind !== "result" || one.order === null) {
      flush();
      const screen = notice(one.notice, one.order, language, moment, one.names);
      told.push({ screen, notices: [one.notice] });
      continue;
    }
    const joined = [...together, one];
    if (joined.length > maxTogether || visibleLength(results(joined, language).text) > maxMessage)
      flush();
    together.push(one);
  }
  flush();
  return told;
}

/** One notice as a message. */
export function notice(
  notice: Notice,
  order: Order | null,
  language: Language,
  moment: Moment,
  names: Names = noNames,
): Screen {
  const words = wordsIn(language);
  switch (notice.kind) {
    case "result":
      return order === null ? orderless(orderNumber(notice.orderId), words) : result(order, words);
    case "checking":
      return about(
        order,
        words,
        rich`<b>${words.order.state.unknown}</b>`,
        rich`${words.order.checking}`,
        notice.orderId,
      );
    case "waiting": {
      const other = order?.state.name === "confirmed" ? order.state.waitsFor : undefined;
      const body = words.order.waiting(other === undefined ? null : orderNumber(other));
      return about(order, words, rich`<b>${words.order.state.confirmed}</b>`, body, notice.orderId);
    }
    case "review":
      return review(order, notice.orderId, language, moment, names);
    case "alarm":
      return alarm(notice, order, language, moment, names);
    case "trouble":
      return trouble(notice, language);
    case "request":
    case "request-decided":
    case "access":
    case "reviews":
    case "broadcast-report":
      return shopNotice(notice, words);
  }
}

function result(order: Order, words: Words): Screen {
  return {
    text: resultText(order, words),
    keyboard: [copyButton(order, words.order.button.copy), [shopButton(words)]],
  };
}

function resultText(order: Order, words: Words): Html {
  return paragraphs(
    stateTitle(order.state, words),
    subject(order, words),
    stateLines(order, words),
    references(order, words),
  );
}

function results(due: readonly NoticeWithOrder[], language: Language): Screen {
  const words = wordsIn(language);
  const orders = due.flatMap(({ order }) => order ?? []);
  const copies = orders.map((order) =>
    copyButton(
      order,
      words.order.button.copyOf(destinationText(order, 32) || orderNumber(order.id)),
    ),
  );
  return {
    text: paragraphs(
      words.order.results(orders.length),
      ...orders.map((order) => resultText(order, words)),
    ),
    keyboard: [...copies, [shopButton(words)]],
  };
}

/** A message about an order that is under way. Its card has the buttons. */
function about(
  order: Order | null,
  words: Words,
  title: Html,
  body: Html,
  id: Order["id"],
): Screen {
  if (order === null)
    return { text: paragraphs(title, body, words.order.number(orderNumber(id))), keyboard: [] };
  // Delivered late, it may be over by now: then its state is the news.
  const over = order.state.name === "succeeded" || order.state.name === "failed";
  const text = over
    ? resultText(order, words)
    : paragraphs(title, subject(order, words), body, references(order, words));
  return {
    text,
    keyboard: over ? [copyButton(order, words.order.button.copy)] : [[checkButton(order, words)]],
  };
}

function review(
  order: Order | null,
  id: Order["id"],
  language: Language,
  moment: Moment,
  names: Names,
): Screen {
  const words = wordsIn(language);
  const title = rich`<b>${words.order.operator.review}</b>`;
  if (order === null)
    return { text: paragraphs(title, words.order.number(orderNumber(id))), keyboard: [] };
  return {
    text: paragraphsWithin(
      maxMessage,
      title,
      lines(stateTitle(order.state, words), subject(order, words)),
      references(order, words),
      operatorLines(order, language, moment, names),
    ),
    keyboard: [
      [
        {
          label: words.admin.review.button.open,
          press: operator({ do: "review", orderId: order.id }),
        },
      ],
    ],
  };
}

function alarm(
  notice: Extract<Notice, { kind: "alarm" }>,
  order: Order | null,
  language: Language,
  moment: Moment,
  names: Names,
): Screen {
  const words = wordsIn(language);
  return {
    text: paragraphsWithin(
      maxMessage,
      rich`<b>${words.order.operator.alarm}</b>`,
      lines(
        rich`<b>${words.order.operator.alarms[notice.alarm]}</b>`,
        detailLine(notice.detail, language),
      ),
      notice.ref === undefined ? null : words.order.ref(oneLine(notice.ref, 200)),
      order === null
        ? notice.orderId === undefined
          ? null
          : words.order.number(orderNumber(notice.orderId))
        : null,
      order === null ? null : lines(subject(order, words), references(order, words)),
      order === null ? null : operatorLines(order, language, moment, names),
    ),
    keyboard:
      order === null
        ? []
        : [
            [
              {
                label: words.order.button.check,
                press: { to: "order", orderId: order.id, page: null },
              },
            ],
          ],
  };
}

/** Something about the shop as a whole that began or is over. */
function trouble(
  { trouble, phase, detail }: Extract<Notice, { kind: "trouble" }>,
  language: Language,
): Screen {
  const say = wordsIn(language).order.operator;
  return {
    text: paragraphs(
      rich`<b>${phase === "begun" ? say.alarm : say.over}</b>`,
      lines(rich`<b>${say.troubles[trouble][phase]}</b>`, detailLine(detail, language)),
    ),
    keyboard: [],
  };
}

function detailLine(detail: Reason | null, language: Language): Html | null {
  return detail && reasonText(detail, language, noNames, { max: 1_200, lines: 20 });
}

function references(order: Order, words: Words): Html {
  const { state } = order;
  const ref =
    state.name === "failed"
      ? state.failure.reason === "by-upstream"
        ? state.failure.ref
        : null
      : "ref" in state
        ? (state.ref ?? null)
        : null;
  return lines(
    words.order.number(orderNumber(order.id)),
    ref === null ? null : words.order.ref(oneLine(ref, 200)),
  );
}

/** The order can no longer be read: say at least which one it was. */
function orderless(number: string, words: Words): Screen {
  return { text: words.order.number(number), keyboard: [] };
}

function shopButton(words: Words): Button {
  return { label: words.menu.button.order, press: { to: "shop" } };
}

function checkButton(order: Order, words: Words): Button {
  return { label: words.order.button.check, press: { to: "check", orderId: order.id, page: null } };
}
