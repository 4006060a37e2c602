import type { CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import { findRecord } from "../records.ts";
import {
  type CallbackAnswer,
  type CallbackQueryState,
  type MessageRecord,
  putBounded,
  QUERIES_MAX,
  type World,
} from "../world.ts";
import { chatFor, personOf } from "./posting.ts";

/** Which button of a message: by its `callback_data` or by its place, both counted from 0. */
export type ButtonChoice =
  | { readonly data: string }
  | { readonly row: number; readonly column: number };

export interface PressOptions {
  /** The group the message is in; without it the private chat with the bot. */
  readonly chatId?: number;
  /**
   * Allows a button that an earlier version of the message had: the person's app had not shown the edit yet.
   */
  readonly stale?: boolean;
}

/** A press on its way. */
export interface Press {
  readonly query: CallbackQueryState;
  /** Settles with the bot's answer; never if the bot does not answer. */
  readonly answered: Promise<CallbackAnswer>;
}

export function press(
  world: World,
  userId: number,
  messageId: number,
  choice: ButtonChoice,
  options: PressOptions = {},
): Press {
  const person = personOf(world, userId);
  const chat = chatFor(world, userId, options.chatId);
  if (chat.chat.type === "private" && person.blocked) {
    throw new Error(`${person.user.first_name} has blocked the bot and cannot press its buttons`);
  }
  const record = findRecord(chat, messageId);
  if (record === undefined) throw new Error(`No message ${messageId} in chat ${chat.chat.id}`);
  const data = dataOf(findButton(record, choice, options.stale === true));

  world.counters.query += 1;
  let settle = (_: CallbackAnswer): void => undefined;
  const answered = new Promise<CallbackAnswer>((resolve) => {
    settle = resolve;
  });
  const query: CallbackQueryState = {
    settle,
    id: `${world.bot.id}${String(world.counters.query).padStart(9, "0")}`,
    userId,
    chatId: chat.chat.id,
    messageId,
    data,
    atMs: world.now(),
  };
  putBounded(world.callbacks, query.id, query, QUERIES_MAX);
  const update: CallbackQuery = {
    id: query.id,
    from: person.user,
    message: record.message,
    chat_instance: String(chat.chat.id * 7919),
    data,
  };
  world.events.emit("pressed", query);
  world.updates.add({ callback_query: update }, "callback_query", world.limits.callbackUpdateTtlMs);
  return { query, answered };
}

/** All buttons a message shows, with their places. */
export function buttonsOf(
  markup: InlineKeyboardMarkup | undefined,
): { readonly button: InlineKeyboardButton; readonly row: number; readonly column: number }[] {
  return (markup?.inline_keyboard ?? []).flatMap((buttons, row) =>
    buttons.map((button, column) => ({ button, row, column })),
  );
}

function findButton(
  record: MessageRecord,
  choice: ButtonChoice,
  isStaleAllowed: boolean,
): InlineKeyboardButton {
  const earlier = isStaleAllowed ? record.versions.map(({ message }) => message).toReversed() : [];
  for (const message of [record.message, ...earlier]) {
    const found = buttonsOf(message.reply_markup).find(({ button, row, column }) =>
      "data" in choice
        ? "callback_data" in button && button.callback_data === choice.data
        : row === choice.row && column === choice.column,
    );
    if (found !== undefined) return found.button;
  }
  const where = "data" in choice ? `data "${choice.data}"` : `place ${choice.row}/${choice.column}`;
  throw new Error(
    `Message ${record.message.message_id} has no button with ${where}; it has ` +
      JSON.stringify(buttonsOf(record.message.reply_markup).map(({ button }) => button)),
  );
}

function dataOf(button: InlineKeyboardButton): string {
  if ("callback_data" in button) return button.callback_data;
  throw new Error(`The button "${button.text}" asks the bot nothing: ${JSON.stringify(button)}`);
}
