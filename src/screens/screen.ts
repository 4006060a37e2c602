import { encodePress, type Press } from "./buttons/buttons.ts";
import { rich, type Html } from "../words/html.ts";

/** A message with its buttons, knowing nothing of Telegram's libraries. */
export interface Screen {
  readonly text: Html;
  readonly keyboard: readonly (readonly Button[])[];
  /** Telegram's id of a picture: the text stands below it, and cannot be edited into another message. */
  readonly photo?: string;
  /** Nobody's phone rings for it. */
  readonly silent?: true;
}

/** A message without buttons. */
export function textOnly(text: Html | string): Screen {
  return { text: rich`${text}`, keyboard: [] };
}

type Style = "primary" | "success" | "danger";

export type Button =
  | { label: string; press: Press; style?: Style }
  /** Copies up to 256 characters on the phone. */
  | { label: string; copy: string; style?: Style }
  /** Lets the person choose a chat, and asks the bot there. */
  | { label: string; inline: string; style?: Style };

interface TelegramButton {
  text: string;
  style?: Style;
}

/** The parameters of sendMessage and editMessageText that a screen decides. */
export interface TelegramText {
  text: string;
  parse_mode: "HTML";
  link_preview_options: { is_disabled: true };
  reply_markup: {
    inline_keyboard: (
      | (TelegramButton & { callback_data: string })
      | (TelegramButton & { copy_text: { text: string } })
      | (TelegramButton & { switch_inline_query: string })
    )[][];
  };
}

export function toTelegram(screen: Screen): TelegramText {
  return {
    text: screen.text.html,
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    reply_markup: {
      inline_keyboard: screen.keyboard
        .filter((row) => row.length > 0)
        .map((row) => row.map(telegramButton)),
    },
  };
}

function telegramButton(button: Button) {
  const look = { text: button.label, ...(button.style && { style: button.style }) };
  if ("press" in button) return { ...look, callback_data: encodePress(button.press) };
  if ("inline" in button) return { ...look, switch_inline_query: button.inline };
  return { ...look, copy_text: { text: button.copy } };
}
