import { chatOf } from "../chats.ts";
import type { MethodGroup } from "../method.ts";
import { deleteRecords, recordOf } from "../records.ts";
import { refusal } from "../refusal.ts";
import type { MessageRecord, World } from "../world.ts";

export const deletionMethods: MethodGroup = {
  deleteMessage({ world, params }) {
    if (params.text("chat_id") === "") throw refusal("Chat identifier is not specified");
    if (params.integer("message_id") === 0) throw refusal("Message identifier is not specified");
    const chat = chatOf(world, params, "edit");
    const record = recordOf(chat, params, "message to delete");
    if (!deletable(world, record)) throw refusal("Message can't be deleted for everyone");
    deleteRecords(world, chat, [record], "bot");
    return true;
  },
};

/** For 48 hours: the bot's own messages anywhere, others' in private chats. */
function deletable(world: World, { message, byBot }: MessageRecord): boolean {
  const isYoung = world.now() - message.date * 1000 < world.limits.deletableMs;
  return isYoung && (byBot || message.chat.type === "private");
}
