import { chatOf } from "../chats.ts";
import type { MethodGroup } from "../method.ts";

/** Of what Telegram tells of a chat in full: what it has to. */
const USUAL = { accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: {} };

export const chatMethods: MethodGroup = {
  getChat: ({ world, params }) => ({ ...chatOf(world, params, "read").chat, ...USUAL }),
};
