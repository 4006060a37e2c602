import { fileIdOf } from "./methods/media.ts";
import type {
  KnownChat,
  MessageRecord,
  MessageVersion,
  StoredFile,
  StoredMessage,
  World,
} from "./world.ts";

/** A message as it is now, with its past. */
export interface MessageView {
  /** As the Bot API returns it: text, entities, caption, document, reply_markup, reply_to_message ... */
  readonly message: StoredMessage;
  readonly byBot: boolean;
  /** Its document or photo. */
  readonly file?: StoredFile;
  /** How it looked before each edit, oldest first, the latest 50. */
  readonly versions: readonly MessageVersion[];
  readonly editCount: number;
  readonly revision: number;
}

export interface ChatView {
  readonly chat: KnownChat;
  /** Messages that are there, oldest first. */
  readonly messages: readonly MessageView[];
  /** Messages that were there, and who took them away. */
  readonly deleted: readonly (MessageView & { readonly by: "bot" | "person" })[];
  readonly started: boolean;
  readonly blocked: boolean;
}

/** A copy of the messages' state: it does not change while a test looks at it. */
export function viewChat(world: World, chatId: number): ChatView {
  const state = world.chats.get(chatId);
  if (state === undefined) throw new Error(`No chat ${chatId}`);
  const person = world.people.get(chatId);
  return {
    chat: state.chat,
    messages: state.records
      .filter(({ deleted }) => deleted === undefined)
      .map((record) => viewRecord(world, record)),
    deleted: state.records.flatMap((record) =>
      record.deleted === undefined ? [] : [{ ...viewRecord(world, record), by: record.deleted.by }],
    ),
    started: person?.started ?? false,
    blocked: person?.blocked ?? false,
  };
}

function viewRecord(world: World, record: MessageRecord): MessageView {
  const { message, byBot, versions, editCount, revision } = record;
  const fileId = fileIdOf(message);
  const file = fileId === undefined ? undefined : world.files.get(fileId);
  return {
    message,
    byBot,
    ...(file === undefined ? {} : { file }),
    versions: [...versions],
    editCount,
    revision,
  };
}
