import type { Message } from "grammy/types";
import { addRecord, asReplied, findRecord, nextMessageId } from "../records.ts";
import type { Content } from "../sending.ts";
import { withDetected } from "../text/detect.ts";
import {
  type ChatState,
  type MessageRecord,
  type Person,
  type StoredMessage,
  unixTime,
  type World,
} from "../world.ts";

export interface PostOptions {
  /** The group to write in; without it the private chat with the bot. */
  readonly chatId?: number;
  /** `message_id` of the message replied to. */
  readonly replyTo?: number;
}

/** Somebody by id, or an error for the test that forgot to add them. */
export function personOf(world: World, userId: number): Person {
  const person = world.people.get(userId);
  if (person === undefined) throw new Error(`No person ${userId}: add them with addUser first`);
  return person;
}

export function chatFor(world: World, userId: number, chatId = userId): ChatState {
  const chat = world.chats.get(chatId);
  if (chat === undefined) throw new Error(`No chat ${chatId}`);
  if (!chat.members.has(userId)) throw new Error(`Person ${userId} is not in chat ${chatId}`);
  return chat;
}

/** The text of a person with what Telegram finds in it: commands, mentions, addresses. */
export function typedText(text: string): Pick<Message, "text" | "entities"> {
  const trimmed = text.trim();
  if (trimmed === "") throw new Error("Telegram does not let a person send an empty text");
  const entities = withDetected(trimmed, []);
  return { text: trimmed, ...(entities.length === 0 ? {} : { entities: [...entities] }) };
}

/** Puts a person's message into a chat and, where the bot may read it, into its updates. */
export function post(
  world: World,
  userId: number,
  content: Content,
  options: PostOptions = {},
): MessageRecord {
  const person = personOf(world, userId);
  const chat = chatFor(world, userId, options.chatId);
  if (chat.chat.type === "private" && person.blocked) {
    throw new Error(`${person.user.first_name} has blocked the bot and cannot write to it`);
  }
  const reply = options.replyTo === undefined ? undefined : findRecord(chat, options.replyTo);
  if (options.replyTo !== undefined && reply === undefined) {
    throw new Error(`No message ${options.replyTo} to reply to in chat ${chat.chat.id}`);
  }
  meet(world, chat, person);
  const message: StoredMessage = {
    message_id: nextMessageId(world),
    from: person.user,
    chat: chat.chat,
    date: unixTime(world),
    ...(reply === undefined ? {} : { reply_to_message: asReplied(reply.message) }),
    ...content,
  };
  const record = addRecord(world, chat, { message, byBot: false });
  if (mayRead(world, chat, message))
    world.updates.add({ message }, "message", world.limits.updateTtlMs);
  return record;
}

/** From the first private message on, the bot may write to this person. */
function meet(world: World, chat: ChatState, person: Person): void {
  const isPrivate = chat.chat.type === "private";
  if (person.seen && (person.started || !isPrivate)) return;
  person.seen = true;
  if (isPrivate) person.started = true;
  world.events.emit("person", { userId: person.user.id });
}

/** Privacy mode: in groups a bot reads commands, replies to itself and what was sent through it. */
function mayRead(world: World, chat: ChatState, message: StoredMessage): boolean {
  if (chat.chat.type === "private") return true;
  if (chat.bot !== "member") return false;
  if (!world.limits.privacyMode) return true;
  if (message.reply_to_message?.from?.id === world.bot.id) return true;
  if (message.via_bot?.id === world.bot.id) return true;
  return isCommandForBot(world, message);
}

function isCommandForBot(world: World, { text = "", entities = [] }: StoredMessage): boolean {
  return entities.some(({ type, offset, length }) => {
    if (type !== "bot_command") return false;
    const [, target] = text.slice(offset, offset + length).split("@");
    return target === undefined || target.toLowerCase() === world.bot.username.toLowerCase();
  });
}
