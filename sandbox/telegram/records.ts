import type { Message } from "grammy/types";
import type { Params } from "./params.ts";
import { refusal } from "./refusal.ts";
import {
  type ChatState,
  type MessageRecord,
  MESSAGES_MAX,
  type StoredMessage,
  unixTime,
  VERSIONS_MAX,
  type World,
} from "./world.ts";

/** The message a call names, unless it is missing or deleted. */
export function findRecord(chat: ChatState, messageId: number): MessageRecord | undefined {
  const record = chat.records.findLast(({ message }) => message.message_id === messageId);
  return record?.deleted === undefined ? record : undefined;
}

/** @param role how Telegram calls the message in its refusal, e.g. "message to edit" */
export function recordOf(
  chat: ChatState,
  params: Params,
  role: string,
  name = "message_id",
): MessageRecord {
  const record = findRecord(chat, params.integer(name));
  if (record === undefined) throw refusal(`${role} not found`);
  return record;
}

/** Puts a new message into a chat and tells everyone who listens. */
export function addRecord(
  world: World,
  chat: ChatState,
  record: Pick<MessageRecord, "message" | "byBot">,
): MessageRecord {
  const full: MessageRecord = {
    ...record,
    versions: [],
    editCount: 0,
    revision: nextRevision(world),
  };
  chat.records.push(full);
  if (chat.records.length > MESSAGES_MAX)
    chat.records.splice(0, chat.records.length - MESSAGES_MAX);
  world.events.emit("message", { chatId: chat.chat.id, record: full });
  return full;
}

/** Replaces what a message shows; how it looked before stays in its versions. */
export function changeRecord(
  world: World,
  chat: ChatState,
  record: MessageRecord,
  message: StoredMessage,
): void {
  record.versions.push({ message: record.message, untilMs: world.now() });
  if (record.versions.length > VERSIONS_MAX) record.versions.shift();
  record.message = { ...message, edit_date: unixTime(world) };
  record.editCount += 1;
  record.revision = nextRevision(world);
  world.events.emit("edited", { chatId: chat.chat.id, record });
}

export function deleteRecords(
  world: World,
  chat: ChatState,
  records: readonly MessageRecord[],
  by: "bot" | "person",
): void {
  for (const record of records) {
    record.deleted = { by, atMs: world.now() };
    record.revision = nextRevision(world);
  }
  const messageIds = records.map(({ message }) => message.message_id);
  world.events.emit("deleted", { chatId: chat.chat.id, messageIds, by });
}

export function nextMessageId(world: World): number {
  world.counters.message += 1;
  return world.counters.message;
}

function nextRevision(world: World): number {
  world.counters.revision += 1;
  return world.counters.revision;
}

type Replied = NonNullable<Message["reply_to_message"]>;

/** A message as it stands inside a reply: one level deep, as Telegram sends it. */
export function asReplied(message: StoredMessage): Replied {
  const copy: Message = { ...message };
  delete copy.reply_to_message;
  if (!isReplied(copy)) throw new Error("A replied message has no reply of its own");
  return copy;
}

function isReplied(message: Message): message is Replied {
  return message.reply_to_message === undefined;
}
