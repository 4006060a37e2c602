import { Redis } from "ioredis";
import type { Log } from "../log.ts";

/**
 * Connections and every key name.
 *
 * ioredis resends commands whose reply was lost, which doubles what is not idempotent and hides that the outcome
 * is unknown. Here a lost reply rejects at once and means "unknown, read again".
 */
export function connectRedis(
  url: string,
  log: Log,
  onCommand: CommandObserver = () => undefined,
): Redis {
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
  tendCommands(redis, onCommand);
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

/** How long a command took, by its name, answered or not. */
export type CommandObserver = (command: string, seconds: number) => void;

/**
 * Times every command, and lets those of one turn of the event loop leave in one write: fifty chats at once would
 * otherwise make a system call for each of their commands. Unlike ioredis's own pipelining it changes nothing else:
 * each command keeps its timeout and its fate, and none waits for the reply to another.
 */
function tendCommands(redis: Redis, observe: CommandObserver): void {
  const send = redis.sendCommand.bind(redis);
  let gathering = false;
  redis.sendCommand = (command, writeTo) => {
    const startedMs = performance.now();
    const timed = () => observe(command.name, (performance.now() - startedMs) / 1_000);
    command.promise.then(timed, timed);
    const { stream } = redis;
    if (!gathering && redis.status === "ready") {
      gathering = true;
      stream.cork();
      setImmediate(() => {
        gathering = false;
        stream.uncork();
      });
    }
    return send(command, writeTo);
  };
}

/**
 * Keys of one upstream account: one hash tag, so that a script may touch several on a Redis Cluster.
 * The scripts in `orders/lua/` get `prefix` and use the same names below it.
 */
export function accountKeys(account: string) {
  const prefix = `osimesa:{${account}}:`;
  return {
    prefix,
    /** hash: the last good service list, gzipped, and when it was fetched */
    catalogue: `${prefix}services`,
    /** hash: user id -> language */
    languages: `${prefix}languages`,
    /** hash: one order */
    order: (id: string) => `${prefix}order:${id}`,
    /** string: the order a transaction belongs to */
    ref: (ref: string) => `${prefix}ref:${ref}`,
    /** hash: one mirrored transaction and its fingerprint */
    transaction: (ref: string) => `${prefix}transaction:${ref}`,
    /** string that lives as long as a refused or never-placed order is watched */
    watching: `${prefix}watching`,
    /** sorted set by first sight: refs that no order has claimed yet */
    unclaimed: `${prefix}unclaimed`,
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
    /** hash: notice that Telegram refused -> when first and last, unix ms; until it is delivered or given up */
    outboxRefused: (chatId: number) => `${prefix}outbox:refused:${chatId}`,
    /** sorted set: chats with refused notices, by when one may be tried again */
    outboxAgain: `${prefix}outbox:again`,
    /** list: notices given up, with why */
    deadLetters: `${prefix}outbox:dead`,
    /** sorted set by due time: `<order>@<version>` whose card has to be drawn again */
    cards: `${prefix}cards`,
    /** hash: what became of one day's orders; a day is counted from 1 January 1970 in Jakarta */
    sums: (day: number) => `${prefix}sums:${day}`,
    /** hash: `ok|bad|ms <service code>` of one day */
    serviceSums: (day: number) => `${prefix}sums:${day}:services`,
    /** hash: reseller -> rupiah of one day's orders that did not fail, `<reseller>:orders` -> how many */
    spent: (day: number) => `${prefix}spent:${day}`,
    /** hash: reseller -> daily limit in rupiah, or `none` */
    limits: `${prefix}limits`,
    /** hash: why orders are not taken, since when and by whom; absent while they are */
    pause: `${prefix}pause`,
    /** string: when an operator last said that sending may go on */
    resumed: `${prefix}resumed`,
    /** hash: user -> `in|out <operator> <unix ms>`: access given or taken by an operator */
    roster: `${prefix}roster`,
    /** hash: user -> name as Telegram last had it */
    names: `${prefix}names`,
    /** sorted set: who asked for access in the last hour */
    requests: `${prefix}requests`,
    /** string: when operators were last reminded of orders in review, unix ms; absent while there is none */
    reminded: `${prefix}reminded`,
    /** hash: the latest request for access of one person */
    request: (userId: number) => `${prefix}request:${userId}`,
    /** hash: chat -> message that shows a notice which may have to change */
    shown: (noticeId: string) => `${prefix}shown:${noticeId}`,
    /** list: broadcasts under way, first one first */
    broadcasts: `${prefix}broadcasts`,
    /** hash: one broadcast and how far it is */
    broadcast: (id: string) => `${prefix}broadcast:${id}`,
    /** list: who has not got it yet */
    broadcastTo: (id: string) => `${prefix}broadcast:${id}:to`,
    /** string: a broadcast that its operator has not confirmed yet */
    broadcastDraft: (id: string) => `${prefix}broadcast:${id}:draft`,
    /** set: chats that were given the operators' command menu */
    operatorMenus: `${prefix}operator-menus`,
  };
}
export type AccountKeys = ReturnType<typeof accountKeys>;

/** grammY's own state has the chat's hash tag; no script touches both. */
export const sessionPrefix = "session:";
export const conversationPrefix = "conversation:";
