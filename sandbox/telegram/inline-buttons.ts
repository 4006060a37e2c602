import type { InlineKeyboardButton } from "grammy/types";
import { buttonStyle } from "./button-style.ts";
import { isRecord, type JsonObject, jsonObject } from "./json-object.ts";
import { refusal } from "./refusal.ts";

const PREFIX = "Can't parse inline keyboard button: ";
const CALLBACK_DATA_BYTES_MAX = 64;
const COPY_TEXT_MAX = 256;

/** Fields of which the documentation wants exactly one. */
const ACTIONS = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
  "disabled",
] as const;

type Action = (typeof ACTIONS)[number];

/**
 * One inline button, or Telegram's refusal. In two places this is stricter than Telegram, which would show the
 * person something other than the bot meant: of two actions it takes one, a button without text it drops.
 */
export function inlineButton(value: unknown): InlineKeyboardButton {
  const object = jsonObject(value, `${PREFIX}InlineKeyboardButton must be an Object`);
  const text = object.string("text");
  if (text === "") throw refusal("Inline keyboard button text must be non-empty");
  const label = { text, ...buttonStyle(object, PREFIX) };
  return { ...label, ...actionOf(object) };
}

type ActionFields =
  | { url: string }
  | { callback_data: string }
  | { web_app: { url: string } }
  | { switch_inline_query: string }
  | { switch_inline_query_current_chat: string }
  | { switch_inline_query_chosen_chat: Record<string, unknown> }
  | { copy_text: { text: string } }
  | { disabled: Record<string, never> };

function actionOf(object: JsonObject): ActionFields {
  const given = ACTIONS.filter((name) => isGiven(object, name));
  const [action] = given;
  if (action === undefined) {
    throw refusal(`${PREFIX}Text buttons are unallowed in the inline keyboard`);
  }
  if (given.length > 1) {
    throw refusal(`${PREFIX}exactly one action is allowed, found ${given.join(" and ")}`);
  }
  switch (action) {
    case "url":
      return { url: checkedUrl(object.string("url")) };
    case "callback_data":
      return { callback_data: checkedData(object.string("callback_data")) };
    case "copy_text":
      return { copy_text: { text: checkedCopy(object.object("copy_text").string("text")) } };
    case "switch_inline_query":
      return { switch_inline_query: object.string(action) };
    case "switch_inline_query_current_chat":
      return { switch_inline_query_current_chat: object.string(action) };
    case "switch_inline_query_chosen_chat": {
      const chosen = object.raw(action);
      return { switch_inline_query_chosen_chat: isRecord(chosen) ? chosen : {} };
    }
    case "web_app":
      return { web_app: { url: httpsUrl(object.object("web_app").string("url")) } };
    case "disabled":
      return { disabled: {} };
    case "login_url":
    case "callback_game":
    case "pay":
      throw refusal(`${PREFIX}${action} buttons are not emulated`);
    default: {
      const never: never = action;
      throw new Error(`Unhandled button action ${String(never)}`);
    }
  }
}

/** Empty texts count as absent to Telegram, except where an empty query means something. */
function isGiven(object: JsonObject, name: Action): boolean {
  if (name === "url" || name === "callback_data") return object.optionalString(name) !== "";
  return object.has(name);
}

function checkedData(data: string): string {
  if (Buffer.byteLength(data) > CALLBACK_DATA_BYTES_MAX) throw refusal("BUTTON_DATA_INVALID");
  return data;
}

function checkedCopy(text: string): string {
  const length = Array.from(text).length;
  if (length < 1 || length > COPY_TEXT_MAX) throw refusal("BUTTON_COPY_TEXT_INVALID");
  return text;
}

function checkedUrl(url: string): string {
  if (/^(tg|ton|tonsite):/i.test(url)) return url;
  const full = /^https?:\/\//i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(full) || !/[.[]/.test(new URL(full).hostname)) {
    throw refusal(`Inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
  return new URL(full).href;
}

function httpsUrl(url: string): string {
  if (!/^https:\/\//i.test(url)) {
    throw refusal(
      `Inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`,
    );
  }
  return checkedUrl(url);
}
