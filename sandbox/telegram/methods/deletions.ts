import { chatOf } from "../chats.ts";
import type { MethodGroup } from "../method.ts";
import { deleteRecords, findRecord, recordOf } from "../records.ts";
import { refusal } from "../refusal.ts";
import type { MessageRecord, World } from "../world.ts";

const BATCH_MAX = 100;

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

  /** What cannot be found is skipped, as documented. */
  deleteMessages({ world, params }) {
    const ids = params.json("message_ids", "Can't parse message_ids JSON object");
    if (ids === undefined) throw refusal("Message identifiers are not specified");
    if (!Array.isArray(ids)) throw refusal("Expected an Array of message identifiers");
    if (ids.length > BATCH_MAX) throw refusal("Too many message identifiers specified");
    if (ids.length === 0) throw refusal("Message identifiers are not specified");
    const chat = chatOf(world, params, "edit");
    const records = ids.flatMap((id: unknown) => {
      const record = findRecord(chat, messageId(id));
      return record !== undefined && deletable(world, record) ? [record] : [];
    });
    if (records.length > 0) deleteRecords(world, chat, records, "bot");
    return true;
  },
};

function messageId(value: unknown): number {
  if (typeof value !== "number" && typeof value !== "string") {
    throw refusal("Message identifier must be a Number");
  }
  const id = Number(value);
  if (!Number.isSafeInteger(id)) throw refusal("Can't parse message identifier as a Number");
  if (id <= 0) throw refusal("Invalid message identifier specified");
  return id;
}

/** For 48 hours: the bot's own messages anywhere, others' in private chats. */
function deletable(world: World, { message, byBot }: MessageRecord): boolean {
  const isYoung = world.now() - message.date * 1000 < world.limits.deletableMs;
  return isYoung && (byBot || message.chat.type === "private");
}
