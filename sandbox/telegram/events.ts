import type { CallLogEntry } from "./call-log.ts";
import type { CallbackQueryState, InlineQueryState, MessageRecord } from "./world.ts";

/** What can be listened to. Each event comes after the state has changed. */
export interface TelegramEvents {
  /** A message appeared, from the bot or from a person. */
  message: [{ chatId: number; record: MessageRecord }];
  edited: [{ chatId: number; record: MessageRecord }];
  deleted: [{ chatId: number; messageIds: readonly number[]; by: "bot" | "person" }];
  /** A reply keyboard or forced reply appeared or went. */
  keyboard: [{ chatId: number }];
  pinned: [{ chatId: number; messageIds: readonly number[] }];
  reaction: [{ chatId: number; record: MessageRecord }];
  /** "typing" and the like; it fades after 5 s or with the next message. */
  chatAction: [{ chatId: number; action: string }];
  pressed: [CallbackQueryState];
  callbackAnswered: [CallbackQueryState];
  inlineQuery: [InlineQueryState];
  inlineAnswered: [InlineQueryState];
  /** Somebody was added, started, blocked or unblocked the bot. */
  person: [{ userId: number }];
  chat: [{ chatId: number }];
  /** Commands, menu button, name or descriptions. */
  profile: [];
  call: [CallLogEntry];
  faults: [];
  /** The bot has taken updates off the queue, or new ones wait. */
  updates: [{ pending: number }];
}
