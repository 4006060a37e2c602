import type { Message } from "grammy/types";
import { type Access, chatOf, plainBot } from "./chats.ts";
import { jsonObject } from "./json-object.ts";
import { readInlineMarkup } from "./keyboards.ts";
import type { Params } from "./params.ts";
import { addRecord, findRecord, nextMessageId, asReplied } from "./records.ts";
import { refusal } from "./refusal.ts";
import { type ChatState, type StoredMessage, unixTime, type World } from "./world.ts";

/** What a message says: everything of it but who, when, where and in reply to what. */
export type Content = Partial<
  Omit<Message, "message_id" | "from" | "chat" | "date" | "reply_to_message">
>;

const WRITE: Access = "write";

/**
 * What all send methods share: chat, reply, keyboard. The content is made first, because Telegram complains of
 * the content before it complains of the chat.
 */
export function sendContent(world: World, params: Params, content: Content): StoredMessage {
  const markup = readInlineMarkup(params);
  const chat = chatOf(world, params, WRITE);
  const reply = replyTo(chat, params);
  const message: StoredMessage = {
    message_id: nextMessageId(world),
    from: plainBot(world),
    chat: chat.chat,
    date: unixTime(world),
    ...(reply === undefined ? {} : { reply_to_message: asReplied(reply) }),
    ...content,
    ...(params.flag("protect_content") ? { has_protected_content: true } : {}),
    ...(markup === undefined ? {} : { reply_markup: markup }),
  };
  addRecord(world, chat, { message, byBot: true });
  return message;
}

function replyTo(chat: ChatState, params: Params): StoredMessage | undefined {
  const { messageId, withoutIt } = replyParameters(params);
  if (messageId <= 0) return undefined;
  const record = findRecord(chat, messageId);
  if (record !== undefined) return record.message;
  if (withoutIt) return undefined;
  throw refusal("message to be replied not found");
}

function replyParameters(params: Params): { messageId: number; withoutIt: boolean } {
  const value = params.json("reply_parameters", "Can't parse reply parameters JSON object");
  if (value === undefined) {
    return {
      messageId: params.integer("reply_to_message_id"),
      withoutIt: params.flag("allow_sending_without_reply"),
    };
  }
  const object = jsonObject(value, "Object expected as reply parameters");
  const chatId = object.optionalString("chat_id");
  if (chatId !== "" && chatId !== params.text("chat_id")) {
    throw refusal("replies to messages of other chats are not emulated");
  }
  return {
    messageId: object.integer("message_id"),
    withoutIt: object.optionalFlag("allow_sending_without_reply"),
  };
}
