import { chatOf } from "../chats.ts";
import { readInlineMarkup, sameKeyboard } from "../keyboards.ts";
import type { MethodGroup } from "../method.ts";
import type { Params } from "../params.ts";
import { changeRecord, recordOf } from "../records.ts";
import { refusal } from "../refusal.ts";
import { characterCount, messageText, TEXT_LENGTH_MAX } from "../text/formatted.ts";
import type { ChatState, MessageRecord, StoredMessage, World } from "../world.ts";
import { linkPreview } from "./messages.ts";

/** Editing what the bot has sent. Without a `reply_markup` an edit takes the keyboard away, as documented. */
export const editMethods: MethodGroup = {
  editMessageText({ world, params }) {
    const { text, entities } = messageText(params);
    const preview = linkPreview(params);
    const markup = readInlineMarkup(params);
    const { chat, record } = editable(world, params);
    if (record.message.text === undefined) throw refusal("There is no text in the message to edit");
    if (characterCount(text) > TEXT_LENGTH_MAX) throw refusal("MESSAGE_TOO_LONG");
    return apply(world, chat, record, {
      ...stripped(record.message, "entities", "link_preview_options"),
      text,
      ...(entities.length === 0 ? {} : { entities: [...entities] }),
      ...(preview === undefined ? {} : { link_preview_options: preview }),
      ...(markup === undefined ? {} : { reply_markup: markup }),
    });
  },

  editMessageReplyMarkup({ world, params }) {
    const markup = readInlineMarkup(params);
    const { chat, record } = editable(world, params);
    return apply(world, chat, record, {
      ...stripped(record.message),
      ...(markup === undefined ? {} : { reply_markup: markup }),
    });
  },
};

type Replaced = "entities" | "link_preview_options";

/** A message without what an edit replaces; its keyboard always is. */
function stripped(message: StoredMessage, ...replaced: readonly Replaced[]): StoredMessage {
  const copy = { ...message };
  delete copy.reply_markup;
  for (const name of replaced) delete copy[name];
  return copy;
}

function editable(world: World, params: Params): { chat: ChatState; record: MessageRecord } {
  if (params.text("chat_id") === "" && params.integer("message_id") === 0) {
    if (params.text("inline_message_id") === "") {
      throw refusal("Message identifier is not specified");
    }
    throw refusal("MESSAGE_ID_INVALID");
  }
  const chat = chatOf(world, params, "edit");
  const record = recordOf(chat, params, "message to edit");
  if (!record.byBot) throw refusal("Message can't be edited");
  return { chat, record };
}

function apply(
  world: World,
  chat: ChatState,
  record: MessageRecord,
  next: StoredMessage,
): StoredMessage {
  if (looksSame(record.message, next)) {
    throw refusal(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  changeRecord(world, chat, record, next);
  return record.message;
}

function looksSame(a: StoredMessage, b: StoredMessage): boolean {
  const content = ({
    text,
    entities,
    caption,
    caption_entities,
    link_preview_options,
  }: StoredMessage): string =>
    JSON.stringify([text, entities, caption, caption_entities, link_preview_options]);
  return content(a) === content(b) && sameKeyboard(a.reply_markup, b.reply_markup);
}
