/** The buttons below a message. */

import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import { classes, h } from "../dom.ts";
import { icon, type IconName } from "../icons.ts";
import { act } from "../server.ts";
import { bot, personId, presses } from "../state.ts";
import { words } from "../words/words.ts";
import { openUrl } from "./links.ts";
import { copy, toast } from "./toast.ts";
import { prefill } from "./writing.ts";

interface Place {
  readonly messageId: number;
  readonly row: number;
  readonly column: number;
}

export function InlineKeyboard(props: {
  readonly messageId: number;
  readonly markup: InlineKeyboardMarkup;
}) {
  const { messageId, markup } = props;
  const rows = markup.inline_keyboard.map((buttons, row) => {
    const keys = buttons.map((button, column) => keyOf(button, { messageId, row, column }));
    return h("div.keyboard-row", keys);
  });
  return h("div.inline-keyboard", rows);
}

function keyOf(button: InlineKeyboardButton, place: Place) {
  const corner = cornerOf(button);
  const isWaiting = isUnanswered(button, place);
  return h(
    "button.key",
    {
      class: classes(button.style ?? "", isWaiting && "waiting"),
      title: button.text,
      "aria-busy": isWaiting,
      onClick: () => void use(button, place),
    },
    h("span.key-label", button.text),
    corner && icon(corner),
  );
}

/** The bot has not answered its press yet: it shows a spinner. */
const isUnanswered = (button: InlineKeyboardButton, { messageId }: Place): boolean =>
  "callback_data" in button &&
  presses.value.some(
    (press) =>
      press.personId === personId.value &&
      press.messageId === messageId &&
      press.data === button.callback_data,
  );

/** Telegram marks buttons that do not ask the bot. */
function cornerOf(button: InlineKeyboardButton): IconName | undefined {
  if ("url" in button || "web_app" in button) return "link";
  if ("copy_text" in button) return "copy";
  if ("switch_inline_query" in button) return "reply";
  return undefined;
}

async function use(button: InlineKeyboardButton, place: Place): Promise<void> {
  const toBot = (query: string) => prefill(`@${bot.value?.username} ${query}`);
  if ("callback_data" in button) await act(`chat/${personId.value}/press`, place);
  else if ("url" in button) await openUrl(button.url);
  else if ("copy_text" in button) await copy(button.copy_text.text);
  else if ("switch_inline_query_current_chat" in button)
    toBot(button.switch_inline_query_current_chat);
  else if ("switch_inline_query" in button) toBot(button.switch_inline_query);
  else toast(words.value.chat.unknownButton);
}
