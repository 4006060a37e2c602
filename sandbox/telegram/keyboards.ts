import type {
  ForceReply,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from "grammy/types";
import { inlineButton } from "./inline-buttons.ts";
import { type JsonObject, jsonObject } from "./json-object.ts";
import type { Params } from "./params.ts";
import { refusal } from "./refusal.ts";
import { buttonStyle } from "./button-style.ts";

/** `reply_markup` after parsing, told apart. */
export type ReplyMarkup =
  | { readonly kind: "inline"; readonly markup: InlineKeyboardMarkup }
  | { readonly kind: "keyboard"; readonly markup: ReplyKeyboardMarkup }
  | { readonly kind: "remove"; readonly markup: ReplyKeyboardRemove }
  | { readonly kind: "force_reply"; readonly markup: ForceReply };

const BUTTONS_MAX = 100;
const PLACEHOLDER_MAX = 64;

/** Undefined when there is none, or when it holds nothing, which is the same to Telegram. */
export function readReplyMarkup(params: Params, isPrivate: boolean): ReplyMarkup | undefined {
  const value = params.json("reply_markup", "Can't parse reply keyboard markup JSON object");
  return value === undefined ? undefined : replyMarkup(value, isPrivate);
}

/** For edits and inline results, which take an inline keyboard only. */
export function readInlineMarkup(params: Params): InlineKeyboardMarkup | undefined {
  const found = readReplyMarkup(params, true);
  if (found === undefined) return undefined;
  if (found.kind !== "inline") throw refusal("Inline keyboard expected");
  return found.markup;
}

export function inlineMarkup(value: unknown): InlineKeyboardMarkup | undefined {
  if (value === undefined) return undefined;
  const found = replyMarkup(value, true);
  if (found !== undefined && found.kind !== "inline") throw refusal("Inline keyboard expected");
  return found?.markup;
}

function replyMarkup(value: unknown, isPrivate: boolean): ReplyMarkup | undefined {
  const object = jsonObject(value, "Object expected as reply markup");
  const keyboard = rows(
    object,
    "keyboard",
    'Field "keyboard" must be an Array of Arrays',
    (button) => keyboardButton(button, isPrivate),
  );
  const inline = rows(
    object,
    "inline_keyboard",
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    inlineButton,
  );
  const selective = object.optionalFlag("selective") ? { selective: true } : {};
  if (keyboard.length > 0) {
    return { kind: "keyboard", markup: replyKeyboard(object, keyboard, selective) };
  }
  if (inline.length > 0) return { kind: "inline", markup: { inline_keyboard: inline } };
  if (object.optionalFlag("remove_keyboard")) {
    return { kind: "remove", markup: { remove_keyboard: true, ...selective } };
  }
  if (object.optionalFlag("force_reply")) {
    return {
      kind: "force_reply",
      markup: { force_reply: true, ...placeholder(object), ...selective },
    };
  }
  return undefined;
}

function replyKeyboard(
  object: JsonObject,
  keyboard: KeyboardButton[][],
  selective: { selective?: boolean },
): ReplyKeyboardMarkup {
  return {
    keyboard,
    ...(object.optionalFlag("is_persistent") ? { is_persistent: true } : {}),
    ...(object.optionalFlag("resize_keyboard") ? { resize_keyboard: true } : {}),
    ...(object.optionalFlag("one_time_keyboard") ? { one_time_keyboard: true } : {}),
    ...placeholder(object),
    ...selective,
  };
}

/** The documentation allows 1-64 characters; the server's own words for more are not published. */
function placeholder(object: JsonObject): { input_field_placeholder?: string } {
  if (!object.has("input_field_placeholder")) return {};
  const text = object.optionalString("input_field_placeholder");
  if (text === "" || Array.from(text).length > PLACEHOLDER_MAX) {
    throw refusal("INPUT_FIELD_PLACEHOLDER_INVALID");
  }
  return { input_field_placeholder: text };
}

function rows<Button>(
  object: JsonObject,
  name: string,
  failure: string,
  read: (button: unknown) => Button,
): Button[][] {
  const found = (object.optionalArray(name) ?? []).map((row) => {
    if (!Array.isArray(row)) throw refusal(failure);
    return row.map((button: unknown) => read(button));
  });
  if (found.flat().length > BUTTONS_MAX) throw refusal("reply markup is too long");
  return found.filter((row) => row.length > 0);
}

function keyboardButton(value: unknown, isPrivate: boolean): KeyboardButton {
  const prefix = "Can't parse keyboard button: ";
  if (typeof value === "string") return textOf(value, {});
  const object = jsonObject(value, `${prefix}KeyboardButton must be a String or an Object`);
  const style = buttonStyle(object, prefix);
  const text = object.string("text");
  if (object.optionalFlag("request_contact")) {
    if (!isPrivate) throw refusal("Phone number can be requested in private chats only");
    return { ...textOf(text, style), request_contact: true };
  }
  if (object.optionalFlag("request_location")) {
    if (!isPrivate) throw refusal("Location can be requested in private chats only");
    return { ...textOf(text, style), request_location: true };
  }
  return textOf(text, style);
}

function textOf<Extra extends object>(text: string, extra: Extra): { text: string } & Extra {
  if (text === "") throw refusal("Keyboard button text must be non-empty");
  return { text, ...extra };
}

/** Two rows of buttons that a person could not tell apart. */
export function sameKeyboard(
  a: InlineKeyboardMarkup | undefined,
  b: InlineKeyboardMarkup | undefined,
): boolean {
  const plain = (markup: InlineKeyboardMarkup | undefined): InlineKeyboardButton[][] =>
    markup?.inline_keyboard ?? [];
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}
