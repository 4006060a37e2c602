import type { Purse } from "../../books/purses.ts";
import type { Complaint } from "../../complaints/complaint.ts";
import type { KnownPayment, Ticket } from "../../money/tickets.ts";
import type { Notice } from "../../orders/state/notice.ts";
import type { Confirmation } from "../../orders/store/outcomes.ts";
import { refOf, type Order } from "../../orders/state/order.ts";
import type { Reason } from "../../reason.ts";
import { destinationText } from "../../words/destination.ts";
import type { Words, Language } from "../../words/dictionary.ts";
import { lines, paragraphs, paragraphsWithin, rich, type Html } from "../../words/html.ts";
import { rupiah } from "../../words/money.ts";
import { orderNumber } from "../../words/order-number.ts";
import { noNames, type Names } from "../../words/person.ts";
import { reasonText } from "../../words/reason.ts";
import { oneLine } from "../../words/shorten.ts";
import { timeText, type View } from "../../words/times.ts";
import { operator } from "../buttons/buttons.ts";
import { operatorLines, stateLines, stateTitle, subject } from "../orders/card.ts";
import { copyButton, receiptButton } from "../orders/afterwards.ts";
import { doubtButtons, reportButton, reportButtons } from "../orders/report.ts";
import { againButton } from "../orders/again.ts";
import { textOnly, type Button, type Screen } from "../screen.ts";
import { shopButton } from "../buttons/menu-buttons.ts";

/** Telegram's limit is 4,096; what is left over absorbs what was counted too small. */
export const maxMessage = 3_900;

/** What a notice about money is of, as it stands when it is delivered. */
export type MoneyNow =
  /** `short`: what the purse's reseller wanted to order and had too little for. */
  | { purse: Purse; short: Confirmation | null }
  | { ticket: Ticket | null }
  | { payment: KnownPayment | null; near: readonly Ticket[] };

/** What a notice is told with. */
export interface NoticeView extends View {
  /** The order it is about, as it stands now; null when there is none (any more). */
  order: Order | null;
  words: Words;
  /** Of those an operator reads of. */
  names: Names;
  /** null where it was not read. */
  money: MoneyNow | null;
  /** That operators are told of; null where it is not of one, or gone. */
  complaint: Complaint | null;
}

type Kind = Notice["kind"];
/** A notice of one kind, or of several. */
export type NoticeOf<K extends Kind> = { [P in K]: Extract<Notice, { kind: P }> }[K];

/** A final state. */
export function result({ orderId }: NoticeOf<"result">, { order, words }: NoticeView): Screen {
  // It can no longer be read: say at least which one it was.
  if (order === null) return textOnly(words.order.number(orderNumber(orderId)));
  return {
    text: resultText(order, words),
    keyboard: [
      copyButton(order, words),
      [...againButton(order, words), ...receiptButton(order, words)],
      [...reportButtons(order, words), shopButton(words)],
    ],
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

/** Final states that share a message. */
export function results(orders: readonly Order[], words: Words): Screen {
  const buttons = orders.map((order) => {
    const whom = destinationText(order, 32) || orderNumber(order.id);
    return [
      ...copyButton(order, words, whom),
      ...againButton(order, words, words.again.button.of(whom)),
      ...doubtButtons(order, words, whom),
      ...receiptButton(order, words, "📄"),
    ];
  });
  return {
    text: paragraphs(
      words.order.results(orders.length),
      ...orders.map((order) => resultText(order, words)),
    ),
    keyboard: [...buttons, [shopButton(words)]],
  };
}

/** A message about an order that is under way. Its card has the buttons. */
export function about(
  order: Order | null,
  words: Words,
  title: Html,
  body: Html,
  id: Order["id"],
): Screen {
  if (order === null) return textOnly(paragraphs(title, body, words.order.number(orderNumber(id))));
  return {
    text: paragraphs(title, subject(order, words), body, references(order, words)),
    keyboard: [[checkButton(order, words)]],
  };
}

/** It takes long: 🆘 asks the operators. */
export function hungNotice({ orderId }: NoticeOf<"hung">, { order, words }: NoticeView): Screen {
  const title =
    order === null ? rich`<b>${words.order.state.unknown}</b>` : stateTitle(order.state, words);
  const screen = about(order, words, title, words.complaints.hung(), orderId);
  if (order === null) return screen;
  return { ...screen, keyboard: [...screen.keyboard, [reportButton(order, words)]] };
}

/** For operators: an order needs their decision. */
export function review({ orderId }: NoticeOf<"review">, view: NoticeView): Screen {
  const { order, words, names } = view;
  const title = rich`<b>${words.order.operator.review}</b>`;
  if (order === null) return textOnly(paragraphs(title, words.order.number(orderNumber(orderId))));
  return {
    text: paragraphsWithin(
      maxMessage,
      title,
      lines(stateTitle(order.state, words), subject(order, words)),
      references(order, words),
      operatorLines(order, view, names),
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

/** For operators: something about an order or a transaction that should not be. */
export function alarm(notice: NoticeOf<"alarm">, view: NoticeView): Screen {
  const { order, words, names } = view;
  return {
    text: paragraphsWithin(
      maxMessage,
      rich`<b>${words.order.operator.alarm}</b>`,
      lines(
        rich`<b>${words.order.operator.alarms[notice.alarm]}</b>`,
        detailLine(notice.detail, view.language),
      ),
      notice.ref === undefined ? null : words.order.ref(oneLine(notice.ref, 200)),
      order === null
        ? notice.orderId === undefined
          ? null
          : words.order.number(orderNumber(notice.orderId))
        : null,
      order === null ? null : lines(subject(order, words), references(order, words)),
      order === null ? null : operatorLines(order, view, names),
    ),
    keyboard: order === null ? [] : [refundRow(notice, order, words), [openButton(order, words)]],
  };
}

/** ↩️ for what was paid and failed after all. */
function refundRow({ alarm }: NoticeOf<"alarm">, order: Order, words: Words): Button[] {
  if (alarm !== "correction" || order.state.name !== "succeeded") return [];
  const label = words.purse.button.refund(rupiah(order.priceRupiah));
  return [{ label, press: operator({ do: "refund", orderId: order.id }) }];
}

/** For operators: something about the shop as a whole that began or is over. */
export function trouble(
  { trouble, phase, detail, atMs }: NoticeOf<"trouble">,
  view: NoticeView,
): Screen {
  const { words, language } = view;
  const say = words.order.operator;
  const title = rich`<b>${phase === "begun" ? say.alarm : say.over}</b>`;
  return textOnly(
    paragraphs(
      atMs === undefined ? title : rich`${title} · ${timeText(atMs, view)}`,
      lines(rich`<b>${say.troubles[trouble][phase]}</b>`, detailLine(detail, language)),
    ),
  );
}

/** For operators: from when until when the bot did not work. */
export function wasAway({ fromMs, untilMs }: NoticeOf<"was-away">, view: NoticeView): Screen {
  const { alarm, wasAway } = view.words.order.operator;
  const times = [fromMs, untilMs].map((atMs) => timeText(atMs, view));
  return textOnly(paragraphs(rich`<b>${alarm}</b>`, wasAway(times.join(" – "))));
}

/** For operators: whether orders that no page shows are decided without them, from now on. */
export function trust(
  { phase, detail }: NoticeOf<"trust">,
  { words, language }: NoticeView,
): Screen {
  const say = words.order.operator;
  return textOnly(
    paragraphs(
      phase === "begun" ? null : rich`<b>${say.alarm}</b>`,
      lines(rich`<b>${say.trust[phase]}</b>`, detailLine(detail, language)),
    ),
  );
}

function detailLine(detail: Reason | null, language: Language): Html | null {
  return detail && reasonText(detail, language, noNames, { max: 1_200, lines: 20 });
}

function references(order: Order, words: Words): Html {
  const ref = refOf(order);
  return lines(
    words.order.number(orderNumber(order.id)),
    ref === null ? null : words.order.ref(oneLine(ref, 200)),
  );
}

function checkButton(order: Order, words: Words): Button {
  return { label: words.order.button.check, press: { to: "check", orderId: order.id, page: null } };
}

function openButton(order: Order, words: Words): Button {
  return { label: words.order.button.check, press: { to: "order", orderId: order.id, page: null } };
}
