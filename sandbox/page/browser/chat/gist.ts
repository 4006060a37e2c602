import type { Message } from "grammy/types";
import { words } from "../words/words.ts";

/** A message in a few words, for replies and previews. */
export function gist(message: Message): string {
  const its = words.value.chat.kinds;
  const text = message.text ?? message.caption;
  if (text !== undefined) return text.split("\n").join(" ");
  if (message.photo !== undefined) return `🖼 ${its.photo}`;
  if (message.document !== undefined) return `📎 ${message.document.file_name ?? its.file}`;
  if (message.contact !== undefined) return `👤 ${message.contact.first_name}`;
  return message.sticker?.emoji ?? its.message;
}
