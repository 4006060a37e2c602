import { chatOf, plainBot, userOf } from "../chats.ts";
import type { MethodGroup } from "../method.ts";
import { recordOf } from "../records.ts";
import { refusal } from "../refusal.ts";

const ACTIONS = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
  "cancel",
]);

/** Reading chats, and what a bot does in one beside sending. */
export const chatMethods: MethodGroup = {
  getChat({ world, params }) {
    const { chat, pinned, records } = chatOf(world, params, "read");
    const pin = records.find(({ message }) => message.message_id === pinned.at(-1));
    return {
      ...chat,
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: true,
        limited_gifts: true,
        unique_gifts: true,
        premium_subscription: true,
        gifts_from_channels: true,
      },
      ...(pin === undefined ? {} : { pinned_message: pin.message }),
    };
  },

  getChatMember({ world, params }) {
    const userId = Math.max(params.integer("user_id"), 0);
    if (userId === 0) throw refusal("Invalid user_id specified");
    const chat = chatOf(world, params, "read");
    const user = userOf(world)(userId);
    if (user === undefined) throw refusal("member not found");
    const isBot = userId === world.bot.id;
    const isThere = isBot ? chat.bot === "member" : chat.members.has(userId);
    return { user: isBot ? plainBot(world) : user, status: isThere ? "member" : "left" };
  },

  sendChatAction({ world, params }) {
    const name = params.text("action");
    if (!ACTIONS.has(name)) throw refusal("Wrong parameter action in request");
    const chat = chatOf(world, params, "write");
    if (name === "cancel") delete chat.action;
    else chat.action = { name, atMs: world.now() };
    world.events.emit("chatAction", { chatId: chat.chat.id, action: name });
    return true;
  },

  pinChatMessage({ world, params }) {
    const chat = chatOf(world, params, "write");
    const { message } = recordOf(chat, params, "message to pin");
    const earlier = chat.pinned.indexOf(message.message_id);
    if (earlier !== -1) chat.pinned.splice(earlier, 1);
    chat.pinned.push(message.message_id);
    world.events.emit("pinned", { chatId: chat.chat.id, messageIds: [...chat.pinned] });
    return true;
  },

  unpinChatMessage({ world, params }) {
    const chat = chatOf(world, params, "write");
    const wanted = params.integer("message_id", chat.pinned.at(-1) ?? 0);
    const at = chat.pinned.indexOf(wanted);
    if (at === -1) throw refusal("Message to unpin not found");
    chat.pinned.splice(at, 1);
    world.events.emit("pinned", { chatId: chat.chat.id, messageIds: [...chat.pinned] });
    return true;
  },

  unpinAllChatMessages({ world, params }) {
    const chat = chatOf(world, params, "write");
    chat.pinned.length = 0;
    world.events.emit("pinned", { chatId: chat.chat.id, messageIds: [] });
    return true;
  },

  leaveChat({ world, params }) {
    const chat = chatOf(world, params, "edit");
    if (chat.chat.type === "private")
      throw refusal("chat member status can't be changed in private chats");
    chat.bot = "left";
    world.events.emit("chat", { chatId: chat.chat.id });
    return true;
  },
};
