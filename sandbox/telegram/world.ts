import { EventEmitter } from "node:events";
import type { Chat, Message, Update, User, UserFromGetMe } from "grammy/types";
import type { CallLogEntry } from "./call-log.ts";
import type { UpdateQueue } from "./update-queue.ts";
import type { Webhook } from "./webhook.ts";

/** A message as it stands in the Bot API, with a chat that is never a channel. */
export type StoredMessage = Message & Update.NonChannel;

/** Somebody with a Telegram account. */
export interface Person {
  readonly user: User;
  /** The bot has met them, in a group or in private; of others Telegram denies that they exist. */
  seen: boolean;
  /** They have written to the bot at least once, so the bot may write to them. */
  started: boolean;
  blocked: boolean;
}

/** An earlier look of an edited message. */
export interface MessageVersion {
  readonly message: StoredMessage;
  readonly untilMs: number;
}

export interface MessageRecord {
  message: StoredMessage;
  readonly byBot: boolean;
  /** Oldest first, at most `VERSIONS_MAX`. */
  readonly versions: MessageVersion[];
  /** Every edit, also those whose version is no longer kept. */
  editCount: number;
  /** The emulator's revision when it was last sent, edited or deleted. */
  revision: number;
  deleted?: { readonly by: "bot" | "person"; readonly atMs: number };
}

export type KnownChat = Chat.PrivateChat | Chat.GroupChat | Chat.SupergroupChat;

export interface ChatState {
  readonly chat: KnownChat;
  readonly members: Set<number>;
  /** Groups only. Private chats always hold the bot. */
  bot: "member" | "left" | "kicked";
  /** Oldest first, at most `MESSAGES_MAX`. */
  readonly records: MessageRecord[];
}

export interface CallbackAnswer {
  readonly text: string;
  readonly showAlert: boolean;
  readonly url: string;
}

export interface CallbackQueryState {
  readonly id: string;
  readonly userId: number;
  readonly chatId: number;
  readonly messageId: number;
  readonly data: string;
  readonly atMs: number;
  answer?: CallbackAnswer;
  /** Told of the answer once; absent after a restore. */
  readonly settle?: (answer: CallbackAnswer) => void;
}

export interface InlineAnswer {
  readonly results: readonly unknown[];
  readonly nextOffset: string;
  readonly isPersonal: boolean;
  readonly cacheTimeS: number;
  readonly button?: unknown;
}

export interface InlineQueryState {
  readonly id: string;
  readonly userId: number;
  readonly query: string;
  readonly atMs: number;
  answer?: InlineAnswer;
  /** Told of the answer once; absent after a restore. */
  readonly settle?: (answer: InlineAnswer) => void;
}

export interface StoredFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly name: string;
  readonly mime: string;
  readonly path: string;
  readonly bytes: Buffer;
}

export interface CommandSet {
  /** `scope` in one comparable text, see commands.ts. */
  readonly scope: string;
  readonly languageCode: string;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

/** What can be listened to. Each event comes after the state has changed. */
export interface TelegramEvents {
  /** A message appeared, from the bot or from a person. */
  message: [{ chatId: number; record: MessageRecord }];
  edited: [{ chatId: number; record: MessageRecord }];
  deleted: [{ chatId: number; messageIds: readonly number[]; by: "bot" | "person" }];
  pressed: [CallbackQueryState];
  callbackAnswered: [CallbackQueryState];
  inlineQuery: [InlineQueryState];
  inlineAnswered: [InlineQueryState];
  /** Somebody was added, started, blocked or unblocked the bot. */
  person: [{ userId: number }];
  chat: [{ chatId: number }];
  commands: [];
  call: [CallLogEntry];
  faults: [];
  /** The bot has taken updates off the queue, or new ones wait. */
  updates: [{ pending: number }];
}

/** Everything the emulated Telegram knows. Methods read and change it; people act on it. */
export interface World {
  readonly bot: UserFromGetMe;
  readonly people: Map<number, Person>;
  readonly chats: Map<number, ChatState>;
  readonly callbacks: Map<string, CallbackQueryState>;
  readonly inlineQueries: Map<string, InlineQueryState>;
  readonly files: Map<string, StoredFile>;
  commandSets: CommandSet[];
  readonly webhook: Webhook;
  readonly updates: UpdateQueue;
  readonly events: EventEmitter<TelegramEvents>;
  readonly counters: { message: number; query: number; file: number; revision: number };
  readonly limits: WorldLimits;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface WorldLimits {
  /** How long an update waits for getUpdates; Telegram's own numbers are the defaults. */
  readonly callbackUpdateTtlMs: number;
  readonly inlineUpdateTtlMs: number;
  readonly updateTtlMs: number;
  /** How long a press or an inline query may be answered. */
  readonly answerableMs: number;
  /** How long a bot may delete a message. */
  readonly deletableMs: number;
  /** With it, in groups the bot receives only commands and replies to itself. */
  readonly privacyMode: boolean;
}

export const VERSIONS_MAX = 50;
export const MESSAGES_MAX = 2000;
export const QUERIES_MAX = 1000;
export const FILES_MAX = 500;

export function unixTime(world: World): number {
  return Math.floor(world.now() / 1000);
}

/** Keeps a map at its bound by forgetting what was put in first. */
export function putBounded<K, V>(map: Map<K, V>, key: K, value: V, max: number): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= max) break;
    map.delete(oldest);
  }
}
