/** Which messages and which card of the ledger tell of the same order, and which of them one points at. */

import { computed, signal } from "@preact/signals";
import type { MessageLook } from "../protocol.ts";
import { flash } from "./flash.ts";
import { chats, choosePerson, messages, pairs, personById } from "./state.ts";
import type { Pair } from "./supplier/pairs.ts";
import { showView } from "./views.ts";

/** The key of the pair. */
export const pointed = signal<string | undefined>(undefined);

/** By message, of the chat one looks at. */
const keys = computed(
  () =>
    new Map(
      messages.value.flatMap((look) => {
        const pair = pairs.value.find((one) => tellsOf(look, one));
        return pair === undefined ? [] : [[look.message.message_id, pair.key] as const];
      }),
    ),
);

export const pairOf = (messageId: number): string | undefined => keys.value.get(messageId);

/** The bot names an order by its number, grouped by a dash, and by the supplier's ref. */
function tellsOf({ message, byBot }: MessageLook, { order, transaction }: Pair): boolean {
  if (!byBot || order === undefined) return false;
  const text = (message.text ?? message.caption ?? "").replaceAll("-", "");
  if (text.includes(order.id)) return true;
  if (transaction !== undefined && text.includes(transaction.refId)) return true;
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.some((one) => "callback_data" in one && one.callback_data.includes(order.id));
}

/** What an element does that tells of a pair: under the pointer, in focus, or touched, all its kin light up. */
export function pointing(key: string | undefined) {
  if (key === undefined) return {};
  const on = () => void (pointed.value = key);
  const off = () => void (pointed.value = undefined);
  return { onPointerEnter: on, onPointerLeave: off, onFocusIn: on, onFocusOut: off, onClick: on };
}

export function showInLedger(key: string): void {
  showView("supplier");
  pointed.value = key;
  flash(`[data-pair="${key}"]`);
}

/** Undefined: its person's phone is not on the page, or no message tells of it any more. */
export function chatOf(pair: Pair): (() => void) | undefined {
  const { order, key } = pair;
  if (order === undefined || personById(order.personId) === undefined) return undefined;
  const chat = chats.value.find(({ personId }) => personId === order.personId);
  const last = chat?.messages.findLast((look) => tellsOf(look, pair));
  if (last === undefined) return undefined;
  return () => {
    choosePerson(order.personId);
    showView("chat");
    pointed.value = key;
    flash(`[data-message="${last.message.message_id}"]`);
  };
}
