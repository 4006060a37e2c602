import { Redis } from "ioredis";
import type { Log } from "./log.ts";

/**
 * Connections and every key name.
 *
 * ioredis resends commands whose reply was lost, which doubles what is not idempotent and hides that the outcome
 * is unknown. Here a lost reply rejects at once and means "unknown, read again".
 */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    commandTimeout: 3_000,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 3_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
    // A primary that became a replica answers READONLY: connect again, it may have moved.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
    lazyConnect: true,
  });
  let down = false;
  redis.on("error", (error: Error) => {
    if (!down) log.error({ why: error.message }, "redis: connection lost, trying again");
    down = true;
  });
  redis.on("ready", () => {
    if (down) log.info("redis: connected again");
    down = false;
  });
  return redis;
}

/**
 * Keys of one upstream account: one hash tag, so that a script may touch several on a Redis Cluster.
 * The scripts in `orders/lua/` get `prefix` and use the same names below it.
 */
export function accountKeys(account: string) {
  const prefix = `osimesa:{${account}}:`;
  return {
    prefix,
    /** gzip of the last good service list. */
    catalogue: `${prefix}catalogue`,
    /** hash: user id -> language */
    languages: `${prefix}languages`,
    /** hash: one order */
    order: (id: string) => `${prefix}order:${id}`,
    /** string: the order a transaction belongs to */
    ref: (ref: string) => `${prefix}ref:${ref}`,
    /** hash: one mirrored transaction and its fingerprint */
    transaction: (ref: string) => `${prefix}transaction:${ref}`,
    /** sorted set: `<ref> <offset in ms>` of the newest of our own transactions */
    offsets: `${prefix}offsets`,
    /** sorted set by confirmation: orders in one state */
    state: (name: string) => `${prefix}state:${name}`,
    /** sorted set by confirmation: everything a reseller ordered */
    history: (resellerId: number) => `${prefix}history:${resellerId}`,
    /** sorted set by confirmation: a reseller's unfinished orders */
    open: (resellerId: number) => `${prefix}open:${resellerId}`,
    /** sorted set by confirmation: `<order>:<reseller>` of one fingerprint, for two days */
    alike: (fingerprint: string) => `${prefix}alike:${fingerprint}`,
    /** list: notices owed to one chat, in order */
    outbox: (chatId: number) => `${prefix}outbox:${chatId}`,
    /** sorted set by due time: chats with notices */
    outboxDue: `${prefix}outbox:due`,
    /** set: chats whose notices wait for the person's next update */
    outboxShelved: `${prefix}outbox:shelved`,
    /** list: notices Telegram will never take, with why */
    deadLetters: `${prefix}outbox:dead`,
    /** sorted set by due time: `<order>@<version>` whose card has to be drawn again */
    cards: `${prefix}cards`,
  };
}
export type AccountKeys = ReturnType<typeof accountKeys>;

/** grammY's own state has the chat's hash tag; no script touches both. */
export const sessionPrefix = "session:";
export const conversationPrefix = "conversation:";
