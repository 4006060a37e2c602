import type { Update } from "grammy/types";
import type { PersonLimits } from "../people/allowance.ts";

/**
 * Tells from the raw update alone what nobody will handle: everything outside private chats, where the bot is silent
 * but for what is asked inline, and what a person sends on after they were told to slow down. It is asked before anything is made of the update, so
 * that somebody's hundred thousand messages cost the others little more than their way here. A press among them is
 * not answered; Telegram's apps stop waiting by themselves.
 */
export function createIgnoring({
  updates,
}: Pick<PersonLimits, "updates">): (update: Update) => boolean {
  return ({ message, edited_message, callback_query, inline_query, my_chat_member }) => {
    if (inline_query !== undefined)
      return inline_query.from.is_bot || updates.spent(inline_query.from.id);
    const happened = message ?? edited_message ?? my_chat_member;
    const chat = happened?.chat ?? callback_query?.message?.chat;
    const from = happened?.from ?? callback_query?.from;
    if (chat?.type !== "private" || from === undefined || from.is_bot) return true;
    // That they blocked or unblocked the bot is not their hurry.
    return my_chat_member === undefined && updates.spent(from.id);
  };
}
