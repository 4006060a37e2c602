import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import { inlineButton } from "./inline-buttons.ts";
import { type JsonObject, jsonObject } from "./json-object.ts";
import type { Params } from "./params.ts";
import { refusal } from "./refusal.ts";

const BUTTONS_MAX = 100;
/** The other kinds of `reply_markup`; no screen of the bot has one. */
const NOT_EMULATED = ["keyboard", "remove_keyboard", "force_reply"] as const;

/** Undefined when there is none, or when it holds nothing, which is the same to Telegram. */
export function readInlineMarkup(params: Params): InlineKeyboardMarkup | undefined {
  return inlineMarkup(params.json("reply_markup", "Can't parse reply keyboard markup JSON object"));
}

export function inlineMarkup(value: unknown): InlineKeyboardMarkup | undefined {
  if (value === undefined) return undefined;
  const object = jsonObject(value, "Object expected as reply markup");
  const other = NOT_EMULATED.find((name) => object.has(name));
  if (other !== undefined) throw refusal(`reply_markup with ${other} is not emulated`);
  const inline = rows(object);
  return inline.length === 0 ? undefined : { inline_keyboard: inline };
}

function rows(object: JsonObject): InlineKeyboardButton[][] {
  const found = (object.optionalArray("inline_keyboard") ?? []).map((row) => {
    if (!Array.isArray(row))
      throw refusal(
        'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
      );
    return row.map((button: unknown) => inlineButton(button));
  });
  if (found.flat().length > BUTTONS_MAX) throw refusal("reply markup is too long");
  return found.filter((row) => row.length > 0);
}

/** Two rows of buttons that a person could not tell apart. */
export function sameKeyboard(
  a: InlineKeyboardMarkup | undefined,
  b: InlineKeyboardMarkup | undefined,
): boolean {
  return JSON.stringify(a?.inline_keyboard ?? []) === JSON.stringify(b?.inline_keyboard ?? []);
}
