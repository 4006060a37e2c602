import type { Message } from "grammy/types";
import { chatOf } from "../chats.ts";
import type { MethodGroup } from "../method.ts";
import type { Params } from "../params.ts";
import { recordOf } from "../records.ts";
import { type Content, sendContent } from "../sending.ts";
import type { StoredMessage, World } from "../world.ts";
import { caption } from "./media.ts";

/** Copies and forwards of one message. Keyboards do not travel along. */
export const copyMethods: MethodGroup = {
  copyMessage({ world, params }) {
    const original = originalOf(world, params, "message to copy");
    const content = {
      ...contentOf(original),
      ...(params.has("caption") ? caption(world, params) : {}),
    };
    return { message_id: sendContent(world, params, content).message_id };
  },

  forwardMessage({ world, params }) {
    const original = originalOf(world, params, "message to forward");
    return sendContent(world, params, {
      ...contentOf(original),
      forward_origin: { type: "user", sender_user: original.from, date: original.date },
    });
  },
};

function originalOf(world: World, params: Params, role: string): StoredMessage {
  const chat = chatOf(world, params, "read", "from_chat_id");
  return recordOf(chat, params, role).message;
}

/** Who, when, where and the keyboard are left behind; the send makes its own. */
const OWN_FIELDS = [
  "message_id",
  "from",
  "chat",
  "date",
  "edit_date",
  "reply_markup",
  "reply_to_message",
  "forward_origin",
] as const;

function contentOf(message: StoredMessage): Content {
  const copy: Partial<Message> = { ...message };
  for (const name of OWN_FIELDS) delete copy[name];
  return copy;
}
