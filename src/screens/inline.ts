import { availability } from "../catalogue/cut-off.ts";
import type { ListedService } from "../catalogue/snapshot.ts";
import type { Order } from "../orders/state/order.ts";
import { destinationText } from "../words/destination.ts";
import { wordsIn } from "../words/dictionary.ts";
import { lines, rich, visibleLength, type Html } from "../words/html.ts";
import { oneLine } from "../words/shorten.ts";
import type { View } from "../words/times.ts";
import { maxCaption, type Receipt } from "./receipts.ts";

/** What can be posted in somebody else's chat: nothing in it says what a reseller pays. */
export interface InlineResult {
  /** At most 64 bytes. */
  id: string;
  title: string;
  description: string;
  text: Html;
  /** Telegram's name for a picture, which the text stands below. */
  picture?: string;
  /** Opens the bot there. */
  link: { label: string; payload: string } | null;
}

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

/** An order's receipt. `picture`: the one that was sent of it, by Telegram's name for it; null: none that is known. */
export function receiptResult(
  order: Order,
  { text }: Receipt,
  picture: string | null,
  { language }: View,
): InlineResult {
  const { inline } = wordsIn(language).search;
  return {
    id: order.id,
    title: inline.receiptOf(oneLine(order.service.name, 120)),
    description: destinationText(order, 60),
    text,
    ...(picture !== null && visibleLength(text) <= maxCaption && { picture }),
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
