import { createHmac } from "node:crypto";
import type { BotContext } from "../context.ts";

/**
 * An id that this update makes again when it is handled once more, for what it asks for, and that no other update makes:
 * its number alone may come again after a quiet week, and orders are kept for longer. Letters, digits, `-` and `_` that
 * nobody else can tell.
 */
export function idOf({ update, shop }: BotContext, what: string, length = 16): string {
  const { update_id: number, message, edited_message: edited, callback_query: press } = update;
  const happened = message ?? edited;
  const chat = happened?.chat ?? press?.message?.chat;
  const which = [number, chat?.id, press?.id, happened?.message_id, happened?.date];
  return createHmac("sha256", shop.telegram.token)
    .update(JSON.stringify([...which, what]))
    .digest("base64url")
    .slice(0, length);
}
