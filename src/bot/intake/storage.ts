import { RedisAdapter } from "@grammyjs/storage-redis";
import type { ConversationData, VersionedState } from "@grammyjs/conversations";
import type { StorageAdapter } from "grammy";
import type { Redis } from "ioredis";
import { conversationPrefix, sessionPrefix } from "../../redis/keys.ts";
import { sessionSchema, type SessionData } from "../context.ts";

/** Idle sessions and forms are forgotten after 30 days. */
const ttlS = 30 * 24 * 60 * 60;

/** Each chat's own hash tag, so that a cluster spreads chats and keeps one chat together. */
export const chatTag = (chatId: number) => `{${chatId}}`;

/** What cannot be read any more (an older layout) counts as no session. */
export function sessionStorage(redis: Redis): StorageAdapter<SessionData> {
  const adapter = new RedisAdapter<unknown>({ instance: redis, ttl: ttlS });
  return {
    read: async (key) => sessionSchema.safeParse(await adapter.read(sessionPrefix + key)).data,
    write: (key, value) => adapter.write(sessionPrefix + key, value),
    delete: (key) => adapter.delete(sessionPrefix + key),
  };
}

/** A form's state; its version is the conversations plugin's own. */
export function conversationStorage(redis: Redis) {
  const adapter = new RedisAdapter<VersionedState<ConversationData>>({
    instance: redis,
    ttl: ttlS,
  });
  return {
    read: (key: string) => adapter.read(conversationPrefix + key),
    write: (key: string, state: VersionedState<ConversationData>) =>
      adapter.write(conversationPrefix + key, state),
    delete: (key: string) => adapter.delete(conversationPrefix + key),
  };
}
