import { availability } from "../catalogue/cut-off.ts";
import type { ListedService } from "../catalogue/snapshot.ts";
import type { Order } from "../orders/state/order.ts";
import { destinationLines, destinationText } from "../words/destination.ts";
import { wordsIn } from "../words/dictionary.ts";
import { lines, paragraphs, rich, type Html } from "../words/html.ts";
import { orderNumber } from "../words/order-number.ts";
import { exact, oneLine } from "../words/shorten.ts";
import { timeText, type View } from "../words/times.ts";

/** What can be posted in somebody else's chat: nothing in it says what a reseller pays. */
export interface InlineResult {
  /** At most 64 bytes. */
  id: string;
  title: string;
  description: string;
  text: Html;
  /** Opens the bot there. */
  link: { label: string; payload: string } | null;
}

const maxVoucher = 1_500;

export function productResult(service: ListedService, view: View): InlineResult {
  const { search } = wordsIn(view.language);
  const name = oneLine(service.name, 120);
  const code = oneLine(service.code, 60);
  const closed = availability(service, view.nowMs).open ? [] : [search.inline.closed];
  return {
    id: service.id,
    title: name,
    description: [code, oneLine(service.category.name, 60), ...closed].join(" · "),
    text: lines(rich`<b>${name}</b>`, oneLine(service.category.name, 120), search.code(code)),
    link: { label: search.button.order, payload: servicePayload(service.id) },
  };
}

/** The receipt of an order that succeeded: what, for whom, its SN. null: it has none. */
export function receiptResult(order: Order, shopName: string, view: View): InlineResult | null {
  if (order.state.name !== "succeeded") return null;
  const words = wordsIn(view.language);
  const { inline } = words.search;
  const { voucher } = order.state;
  const name = oneLine(order.service.name, 120);
  return {
    id: order.id,
    title: inline.receiptOf(name),
    description: destinationText(order, 60),
    text: paragraphs(
      inline.receipt(shopName),
      lines(
        rich`<b>${name}</b>`,
        ...destinationLines(order, words),
        inline.time(timeText(order.changedAtMs, view)),
        words.order.number(orderNumber(order.id)),
      ),
      voucher === ""
        ? null
        : lines(words.order.voucher, rich`<code>${exact(voucher, maxVoucher)}</code>`),
    ),
    link: null,
  };
}

const link = /^v-([\w-]{8})$/;

/** What `/start` is followed by where a link opens the bot on a service. */
const servicePayload = (serviceId: string) => `v-${serviceId}`;

/** The service's id; null: another payload, or none. */
export function linkedService(payload: string): string | null {
  return link.exec(payload.trim())?.[1] ?? null;
}
