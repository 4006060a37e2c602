import type { MethodGroup } from "../method.ts";
import type { Params } from "../params.ts";
import { Refusal } from "../refusal.ts";
import type { UpdateType } from "../update-queue.ts";
import type { World } from "../world.ts";

const TIMEOUT_MAX_S = 50;
const LIMIT_MAX = 100;
const MAX_CONNECTIONS_DEFAULT = 40;

const UPDATE_TYPES: readonly UpdateType[] = [
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "business_connection",
  "business_message",
  "edited_business_message",
  "deleted_business_messages",
  "message_reaction",
  "message_reaction_count",
  "inline_query",
  "chosen_inline_result",
  "callback_query",
  "shipping_query",
  "pre_checkout_query",
  "purchased_paid_media",
  "poll",
  "poll_answer",
  "my_chat_member",
  "chat_member",
  "chat_join_request",
  "chat_boost",
  "removed_chat_boost",
];

/** Who the bot is and how it gets its updates. By polls or, while one is set, by webhook. */
export const updateMethods: MethodGroup = {
  getMe: ({ world }) => world.bot,

  async getUpdates({ world, params, signal }) {
    if (world.webhook.url() !== "") {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    allowUpdates(world, params);
    const timeoutS = Math.min(Math.max(params.integer("timeout"), 0), TIMEOUT_MAX_S);
    return world.updates.take({
      offset: params.integer("offset"),
      limit: Math.min(Math.max(params.integer("limit", LIMIT_MAX), 1), LIMIT_MAX),
      timeoutMs: timeoutS * 1000,
      signal,
    });
  },

  setWebhook({ world, params }) {
    const url = params.text("url");
    if (params.flag("drop_pending_updates")) world.updates.clear();
    allowUpdates(world, params);
    if (url === "") world.webhook.delete();
    else
      world.webhook.set({
        url,
        secretToken: params.text("secret_token"),
        maxConnections: params.integer("max_connections", MAX_CONNECTIONS_DEFAULT),
      });
    return true;
  },

  deleteWebhook({ world, params }) {
    world.webhook.delete();
    if (params.flag("drop_pending_updates")) world.updates.clear();
    return true;
  },

  getWebhookInfo({ world }) {
    const allowed = world.updates.allowed();
    return {
      ...world.webhook.info(),
      pending_update_count: world.updates.pending().length,
      ...(allowed === undefined ? {} : { allowed_updates: allowed }),
    };
  },
};

/** Absent means: as before. Unknown names are ignored, an empty list means the default. */
function allowUpdates(world: World, params: Params): void {
  const wanted = params.json("allowed_updates", "Can't parse allowed_updates JSON object");
  if (!Array.isArray(wanted)) return;
  world.updates.setAllowed(UPDATE_TYPES.filter((type) => wanted.includes(type)));
}
