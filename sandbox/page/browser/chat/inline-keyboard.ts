/** The buttons below a message. */

import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import { h, icon, type IconName } from "../dom.ts";
import { act } from "../server.ts";
import { store } from "../store.ts";
import { openUrl } from "./links.ts";
import { copy, toast } from "./toast.ts";

/** Puts a text into the input field, as switch_inline_query does. */
export type Prefill = (text: string) => void;

export function inlineKeyboard(
  messageId: number,
  markup: InlineKeyboardMarkup,
  prefill: Prefill,
): HTMLElement {
  const rows = markup.inline_keyboard.map((buttons, row) =>
    h(
      "div",
      { className: "keyboard-row" },
      ...buttons.map((button, column) => keyOf(button, { messageId, row, column }, prefill)),
    ),
  );
  return h("div", { className: "inline-keyboard" }, ...rows);
}

interface Place {
  readonly messageId: number;
  readonly row: number;
  readonly column: number;
}

function keyOf(button: InlineKeyboardButton, place: Place, prefill: Prefill): HTMLElement {
  const data = "callback_data" in button ? button.callback_data : undefined;
  const corner = cornerOf(button);
  const key = h(
    "button",
    {
      type: "button",
      className: `key ${button.style ?? ""}`,
      title: button.text,
      onclick: () => void use(button, place, prefill),
      ...(data === undefined ? {} : { data: { press: `${place.messageId}:${data}` } }),
    },
    h("span", { className: "key-label" }, button.text),
    corner && icon(corner),
  );
  return key;
}

/** Telegram marks buttons that do not ask the bot. */
function cornerOf(button: InlineKeyboardButton): IconName | undefined {
  if ("url" in button || "web_app" in button) return "link";
  if ("copy_text" in button) return "copy";
  if ("switch_inline_query" in button) return "reply";
  return undefined;
}

async function use(button: InlineKeyboardButton, place: Place, prefill: Prefill): Promise<void> {
  if ("callback_data" in button) {
    await act(`chat/${store.personId}/press`, place);
  } else if ("url" in button) await openUrl(button.url);
  else if ("copy_text" in button) await copy(button.copy_text.text);
  else if ("switch_inline_query_current_chat" in button) {
    prefill(`@${store.state?.bot.username} ${button.switch_inline_query_current_chat}`);
  } else if ("switch_inline_query" in button) {
    prefill(`@${store.state?.bot.username} ${button.switch_inline_query}`);
  } else toast("The sandbox does not know this kind of button");
}

/** Spinners on the buttons whose press the bot has not answered yet. */
export function showPresses(list: HTMLElement): void {
  const waiting = new Set(
    (store.state?.presses ?? [])
      .filter(({ personId }) => personId === store.personId)
      .map(({ messageId, data }) => `${messageId}:${data}`),
  );
  for (const key of list.querySelectorAll<HTMLElement>("[data-press]")) {
    const isWaiting = waiting.has(key.dataset["press"] ?? "");
    key.classList.toggle("waiting", isWaiting);
    key.ariaBusy = String(isWaiting);
  }
}
