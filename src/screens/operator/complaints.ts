import type { Complaint } from "../../complaints/complaint.ts";
import { refOf, type Order } from "../../orders/state/order.ts";
import type { Page } from "../../page.ts";
import { destinationText } from "../../words/destination.ts";
import { wordsIn, type Words } from "../../words/dictionary.ts";
import { lines, paragraphs, paragraphsWithin, rich, type Html } from "../../words/html.ts";
import { orderNumber } from "../../words/order-number.ts";
import { personLink, personWithId, type Names } from "../../words/person.ts";
import { peopleIn } from "../../words/reason.ts";
import { fewLines, oneLine } from "../../words/shorten.ts";
import { shortTimeText, timeText, type View } from "../../words/times.ts";
import { operator } from "../buttons/buttons.ts";
import { startButton } from "../buttons/menu-buttons.ts";
import { saidText } from "../complaints.ts";
import type { NoticeView } from "../notices/orders.ts";
import { operatorLines, stateTitle, subject } from "../orders/card.ts";
import { pageRow } from "../paging.ts";
import { textOnly, type Button, type Screen } from "../screen.ts";

const maxScreen = 3_900;
const maxCopy = 256;
/** The latest words; with more, the first ones are left out. */
const shownWords = 10;

/** Everybody an operator reads of with it. */
export function peopleOfComplaint(complaint: Complaint, order: Order | null): number[] {
  const said = complaint.words.map(({ userId }) => userId);
  return [complaint.resellerId, ...said, ...(order === null ? [] : peopleIn([order]))];
}

/** What is wrong, of which order, what was said since, and what to send to the supplier. A reply to it answers. */
export function complaintScreen(
  complaint: Complaint,
  order: Order | null,
  view: View,
  names: Names,
): Screen {
  const words = wordsIn(view.language);
  const say = words.complaints;
  const { doneBy, resellerId, atMs, orderId } = complaint;
  const support = order === null ? null : supplierText(order, view, words);
  return {
    text: paragraphsWithin(
      maxScreen,
      lines(
        say.operator.title(doneBy !== null, orderId === null),
        say.operator.from(personWithId(resellerId, names), timeText(atMs, view)),
      ),
      rich`<b>${said(complaint, words)}</b>`,
      lines(
        ...complaint.words
          .slice(-shownWords)
          .map(({ userId, atMs: saidAtMs, text }) =>
            say.operator.said(
              personLink(userId, names),
              shortTimeText(saidAtMs, view),
              fewLines(text, 300, 4),
            ),
          ),
      ),
      doneBy === null ? say.operator.reply : say.operator.doneBy(oneLine(doneBy.name, 64)),
      aboutOrder(complaint, order, words),
      support === null ? null : lines(say.operator.forSupplier, rich`<code>${support}</code>`),
      order === null ? null : operatorLines(order, view, names),
    ),
    keyboard: [
      support === null || support.length > maxCopy
        ? []
        : [{ label: say.button.copy, copy: support }],
      [
        ...(doneBy === null ? [doneButton(complaint, words)] : []),
        {
          label: say.button.renew,
          press: operator({ do: "complaint", complaintId: complaint.id, done: false }),
        },
      ],
      order === null
        ? []
        : [{ label: say.button.order, press: { to: "order", orderId: order.id, page: null } }],
    ],
  };
}

function said({ topic, text }: Complaint, { complaints }: Words): string {
  return topic === "words" ? saidText(text) : complaints.topic[topic];
}

function aboutOrder({ orderId }: Complaint, order: Order | null, words: Words): Html | null {
  if (orderId === null) return null;
  if (order === null)
    return lines(words.complaints.operator.orderGone, words.order.number(orderNumber(orderId)));
  const ref = refOf(order);
  return lines(
    stateTitle(order.state, words),
    subject(order, words),
    words.order.number(orderNumber(order.id)),
    ref === null ? null : words.order.ref(oneLine(ref, 200)),
  );
}

/** What the supplier's own people need to find it; never a secret, nor what anybody pays. */
function supplierText(order: Order, view: View, { complaints }: Words): string {
  const ref = refOf(order);
  // With its year: who reads it does so another day.
  const time = timeText(order.sentAtMs ?? order.confirmedAtMs, { ...view, nowMs: 0 });
  return complaints.supplier({
    ref: ref === null ? null : oneLine(ref, 200),
    product: oneLine(`${order.service.code} ${order.service.name}`, 60),
    destination: destinationText(order, 80),
    time,
  });
}

function doneButton({ id }: Complaint, { complaints }: Words): Button {
  return {
    label: complaints.button.done,
    press: operator({ do: "complaint", complaintId: id, done: true }),
    style: "success",
  };
}

/** A notice of it, as it stands when it is delivered. */
export function complaintNotice({ complaint, order, names, words, ...view }: NoticeView): Screen {
  return complaint === null
    ? textOnly(words.complaints.operator.gone)
    : complaintScreen(complaint, order, view, names);
}

/** /complaints: open ones, oldest first. `orders`: those they are of. */
export function complaintsScreen(
  found: Page<Complaint>,
  orders: ReadonlyMap<string, Order>,
  view: View,
  names: Names,
): Screen {
  const words = wordsIn(view.language);
  const say = words.complaints;
  if (found.total === 0) return { text: say.operator.none(), keyboard: [[startButton(words)]] };
  const entries = found.items.map((complaint, place) => {
    const order = complaint.orderId === null ? undefined : orders.get(complaint.orderId);
    const what = order && oneLine(order.service.name, 40);
    const whom = order === undefined ? "" : destinationText(order, 40);
    const isAnswered = complaint.words.at(-1)?.from === "operator";
    return lines(
      rich`${place + 1}. ${isAnswered ? "💬" : "🆘"} ${shortTimeText(complaint.atMs, view)} · ${personLink(complaint.resellerId, names)}${what === undefined ? "" : rich` · ${what}`}${whom === "" ? "" : rich` · <code>${whom}</code>`}`,
      oneLine(said(complaint, words), 80),
    );
  });
  const numbers = found.items.map(({ id }, place): Button => ({
    label: `🆘 ${place + 1}`,
    press: operator({ do: "complaint", complaintId: id, done: false }),
  }));
  return {
    text: paragraphs(say.operator.list(found.total), ...entries),
    keyboard: [
      numbers.slice(0, 4),
      numbers.slice(4),
      pageRow(found, (page) => operator({ do: "complaints", page })),
    ],
  };
}
