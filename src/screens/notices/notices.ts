import type { Complaint } from "../../complaints/complaint.ts";
import type { Notice } from "../../orders/state/notice.ts";
import { isFinal, type Order } from "../../orders/state/order.ts";
import { wordsIn } from "../../words/dictionary.ts";
import { rich, visibleLength } from "../../words/html.ts";
import { orderNumber } from "../../words/order-number.ts";
import { noNames, type Names } from "../../words/person.ts";
import type { View } from "../../words/times.ts";
import { operator } from "../buttons/buttons.ts";
import { isNotNow, stateLines, stateTitle } from "../orders/card.ts";
import {
  about,
  alarm,
  hungNotice,
  maxMessage,
  result,
  results,
  review,
  trouble,
  wasAway,
  trust,
  type NoticeOf,
  type NoticeView,
  type MoneyNow,
} from "./orders.ts";
import type { Screen } from "../screen.ts";
import { purseButton, shopButton } from "../buttons/menu-buttons.ts";
import { rupiah } from "../../words/money.ts";
import { ownTicketNotice, paymentNotice, purseNoticeScreen, ticketNotice } from "./purse.ts";
import { leavingNotice } from "./leaving.ts";
import { reckoningScreen } from "./reckoning.ts";
import { broadcastReport } from "../operator/broadcast.ts";
import { recapNotice, shopRecapNotice } from "../recap.ts";
import { complaintAnswer } from "../complaints.ts";
import { complaintNotice } from "../operator/complaints.ts";
import { watchNotice } from "../watches.ts";
import { decidedScreen, requestScreen } from "./shop.ts";

/** A notice with the order it is about, as it stands now; null when there is none (any more). */
export interface NoticeWithOrder {
  notice: Notice;
  order: Order | null;
  /** Of those an operator reads of. */
  names?: Names;
  /** Of one about money. */
  money?: MoneyNow;
  /** Of one that operators are told of. */
  complaint?: Complaint;
}

/** A message that tells one or more notices; `screen` null: by now nothing is left to say. */
export interface Told {
  screen: Screen | null;
  notices: readonly Notice[];
}

const maxTogether = 10;

/**
 * What became due for one chat, as few messages: results that follow one another share one, everything else has
 * its own. In order, every notice exactly once, none above Telegram's limit.
 */
export function notices(due: readonly NoticeWithOrder[], view: View): Told[] {
  const told: Told[] = [];
  const shared = (some: readonly { order: Order }[]) =>
    results(
      some.map(({ order }) => order),
      wordsIn(view.language),
    );
  let together: (NoticeWithOrder & { order: Order })[] = [];
  const flush = () => {
    const [first] = together;
    if (first === undefined) return;
    const screen =
      together.length === 1 ? notice(first.notice, first.order, view, first) : shared(together);
    told.push({ screen, notices: together.map((one) => one.notice) });
    together = [];
  };
  for (const one of due) {
    const { order } = one;
    if (one.notice.kind !== "result" || order === null) {
      flush();
      const screen = isOvertaken(one) ? null : notice(one.notice, order, view, one);
      told.push({ screen, notices: [one.notice] });
      continue;
    }
    const joined = [...together, { ...one, order }];
    if (joined.length > maxTogether || visibleLength(shared(joined).text) > maxMessage) flush();
    together.push({ ...one, order });
  }
  flush();
  return told;
}

type Kind = Notice["kind"];

const underWay: ReadonlySet<Kind> = new Set(["checking", "waiting", "hung"]);

/** Delivered late, after its order was over: the result, a notice of its own, says what became of it. */
function isOvertaken({ notice, order }: NoticeWithOrder): boolean {
  return order !== null && isFinal(order) && underWay.has(notice.kind);
}

/** One row a kind. */
const screens: { [K in Kind]: (notice: NoticeOf<K>, view: NoticeView) => Screen } = {
  result,
  checking({ orderId }, { order, words }) {
    // Nothing is in doubt of an order that the supplier has not taken yet, or that is in the queue again by now.
    if (order !== null && (isNotNow(order.state) || order.state.name === "confirmed"))
      return about(order, words, stateTitle(order.state, words), stateLines(order, words), orderId);
    const title = rich`<b>${words.order.state.unknown}</b>`;
    return about(order, words, title, rich`${words.order.checking}`, orderId);
  },
  waiting({ orderId }, { order, words }) {
    const other = order?.state.name === "confirmed" ? order.state.waitsFor : undefined;
    const body = words.order.waiting(other === undefined ? null : orderNumber(other));
    return about(order, words, rich`<b>${words.order.state.confirmed}</b>`, body, orderId);
  },
  review,
  alarm,
  trouble,
  trust,
  request: (notice, { words }) => requestScreen(notice, words),
  "request-decided": (notice, { words }) => decidedScreen(notice, words),
  access: ({ access }, { words }) => ({
    text: words.admin.access.told[access](),
    keyboard: access === "accepted" || access === "restored" ? [[shopButton(words)]] : [],
  }),
  reviews: ({ count }, { words: { admin } }) => ({
    text: admin.review.remind(count),
    keyboard: [[{ label: admin.review.button.list, press: operator({ do: "reviews", page: 0 }) }]],
  }),
  reckoning: reckoningScreen,
  purse: purseNoticeScreen,
  "ticket-refused": ({ totalRupiah }, { words }) => ({
    text: words.deposit.refusedNotice(rupiah(totalRupiah)),
    keyboard: [[purseButton(words)]],
  }),
  ticket: (_notice, view) => ({ ...ticketNotice(view), silent: true }),
  "own-ticket": (_notice, view) => ownTicketNotice(view),
  "ticket-decided": (_notice, view) => ({ ...ticketNotice(view), silent: true }),
  payment: (_notice, view) => paymentNotice(view),
  "payment-decided": (_notice, view) => ({ ...paymentNotice(view), silent: true }),
  watch: watchNotice,
  "broadcast-report": broadcastReport,
  recap: recapNotice,
  "shop-recap": shopRecapNotice,
  leaving: leavingNotice,
  "was-away": wasAway,
  hung: hungNotice,
  complaint: (_notice, view) => complaintNotice(view),
  "complaint-changed": (_notice, view) => complaintNotice(view),
  "complaint-answer": complaintAnswer,
};

/** One notice as a message. */
export function notice<K extends Kind>(
  notice: NoticeOf<K>,
  order: Order | null,
  view: View,
  { names = noNames, money, complaint }: Omit<NoticeWithOrder, "notice" | "order"> = {},
): Screen {
  const kind: K = notice.kind;
  const known = {
    order,
    names,
    money: money ?? null,
    complaint: complaint ?? null,
    words: wordsIn(view.language),
  };
  return screens[kind](notice, { ...view, ...known });
}
