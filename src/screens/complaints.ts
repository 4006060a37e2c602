import type { Complaint } from "../complaints/complaint.ts";
import type { Order } from "../orders/state/order.ts";
import { destinationText } from "../words/destination.ts";
import { wordsIn, type Words } from "../words/dictionary.ts";
import { paragraphs, rich } from "../words/html.ts";
import { orderNumber } from "../words/order-number.ts";
import { fewLines, oneLine } from "../words/shorten.ts";
import { timeText, type View } from "../words/times.ts";
import type { Press } from "./buttons/buttons.ts";
import type { NoticeOf, NoticeView } from "./notices/orders.ts";
import { textOnly, type Button, type Screen } from "./screen.ts";

/** Of what one person says at once. */
const maxComplaint = 1_000;
const maxLines = 20;

export const saidText = (text: string): string => fewLines(text, maxComplaint, maxLines);

/** 🆘 on an order: one tap says what is wrong, or a line of words. `open`: what was reported of it before. */
export function askReportScreen(order: Order, open: Complaint | null, view: View): Screen {
  const words = wordsIn(view.language);
  const say = words.complaints;
  if (open !== null)
    return {
      text: say.askMore(orderText(order), timeText(open.atMs, view)),
      keyboard: [[topicButton(order, "drop", words)]],
    };
  return {
    text: say.ask(orderText(order)),
    keyboard: [
      [
        topicButton(order, "missing", words),
        // What has no SN yet has no wrong one.
        ...(order.state.name === "succeeded" ? [topicButton(order, "wrong-sn", words)] : []),
      ],
      [topicButton(order, "words", words), topicButton(order, "drop", words)],
    ],
  };
}

/** "Something else": there are no words for it but theirs. */
export function askWordsScreen(order: Order, words: Words): Screen {
  return {
    text: words.complaints.askWords(orderText(order)),
    keyboard: [[topicButton(order, "drop", words)]],
  };
}

function topicButton(
  order: Order,
  what: NonNullable<Extract<Press, { to: "report" }>["what"]>,
  { complaints: { button } }: Words,
): Button {
  const label = what === "words" ? button.other : button[what];
  return { label, press: { to: "report", orderId: order.id, what } };
}

/** `Telkomsel 5.000 · 081234567890` */
function orderText(order: Order): string {
  const whom = destinationText(order, 60);
  const name = oneLine(order.service.name, 60);
  return whom === "" ? name : `${name} · ${whom}`;
}

/** To who complained: an operator's words, or that it is settled. A reply to it, or 💬, says more. */
export function complaintAnswer(
  { complaintId, text, done, orderId }: NoticeOf<"complaint-answer">,
  { order, words }: NoticeView,
): Screen {
  const say = words.complaints.answer;
  return {
    text: paragraphs(
      done ? say.done() : say.words(saidText(text)),
      order === null ? null : rich`${orderText(order)}`,
      orderId === undefined ? null : words.order.number(orderNumber(orderId)),
    ),
    keyboard: [
      [{ label: words.complaints.button.reply, press: { to: "replyComplaint", complaintId } }],
    ],
  };
}

/** What became of a person's words. */
export function reportedScreen(
  what: keyof Words["complaints"]["reported"],
  { complaints }: Words,
): Screen {
  return textOnly(complaints.reported[what]());
}
