import type { InlineKeyboardButton } from "grammy/types";
import type { ChatView, MessageView } from "./view.ts";

const LATEST = 30;

/** A chat as a person would describe it, for error messages and for reading in a terminal. */
export function renderChat(view: ChatView): string {
  const { chat, messages } = view;
  const name = chat.type === "private" ? chat.first_name : chat.title;
  const left = messages.length - LATEST;
  const lines = [
    `── chat ${chat.id} (${name})${view.blocked ? ", bot blocked" : ""} ──`,
    ...(left > 0 ? [`… ${left} earlier messages`] : []),
    ...messages.slice(-LATEST).flatMap((message) => renderMessage(message)),
    ...view.deleted
      .slice(-5)
      .map(({ message, by }) => `(message ${message.message_id} deleted by ${by})`),
  ];
  return messages.length === 0 ? [...lines, "(no messages)"].join("\n") : lines.join("\n");
}

function renderMessage(view: MessageView): string[] {
  const { message, byBot, editCount } = view;
  const who = byBot ? "BOT" : (message.from?.first_name ?? "?");
  const reply = message.reply_to_message;
  const marks = [
    ...(editCount === 0 ? [] : [`edited ×${editCount}`]),
    ...(reply === undefined ? [] : [`reply to #${reply.message_id}`]),
  ];
  const head = `#${message.message_id} ${who}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}: `;
  const [first = "", ...rest] = contentOf(view).split("\n");
  return [
    head + first,
    ...rest.map((line) => `    ${line}`),
    ...(message.reply_markup?.inline_keyboard ?? []).map(
      (row) => `    ${row.map(inlineLabel).join(" ")}`,
    ),
  ];
}

/** The words of a message, wherever they stand: text, caption, name of a file, what kind it is. */
export function contentOf({ message, file }: MessageView): string {
  if (message.text !== undefined) return message.text;
  const parts = [
    ...(message.photo === undefined ? [] : ["🖼 photo"]),
    ...(message.document === undefined ? [] : [`📎 ${file?.name ?? "document"}`]),
    ...(message.contact === undefined ? [] : [`👤 ${message.contact.phone_number}`]),
    ...(message.sticker === undefined ? [] : [`sticker ${message.sticker.emoji ?? ""}`]),
    ...(message.caption === undefined ? [] : [message.caption]),
  ];
  return parts.join(" ");
}

function inlineLabel(button: InlineKeyboardButton): string {
  const what = "callback_data" in button ? "" : ` → ${kindOf(button)}`;
  return `[${button.text}${what}]`;
}

function kindOf(button: InlineKeyboardButton): string {
  if ("url" in button) return button.url;
  if ("copy_text" in button) return "copy";
  return "other";
}
