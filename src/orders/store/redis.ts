import type { BooksRedis } from "../../books/redis.ts";
import { createRedisNow } from "../../redis/now.ts";
import type { Redis } from "../../redis/redis.ts";
import { withoutReplicas, type Replicas } from "../../redis/replicas.ts";
import { createScriptsIn, type RunScript, type RunScriptIn } from "../../redis/scripts.ts";
import { hashSlices, type HashSlice } from "../../redis/slices.ts";
import { orderScripts, type OrderScript } from "./scripts.ts";

/**
 * What orders need of Redis: every write is a script, reads are plain. All may reject; that says nothing of
 * their effect. Narrow, so that a simulation can stand in for Redis and be compared with it.
 */
export interface OrderRedis extends BooksRedis {
  run: RunScript<OrderScript>;
  runIn: RunScriptIn<OrderScript>;
  /** Redis's own clock, unix ms. */
  nowMs(): Promise<number>;
  text(key: string): Promise<string | null>;
  /** A hash in parts, for those that grow with the shop; a field may come twice. */
  hashSlices(key: string): AsyncIterable<HashSlice>;
  isMember(key: string, member: string): Promise<boolean>;
}

/** `replicas`: what makes an order, sends it and moves its money is to survive the server it was done on. */
export function createOrderRedis(
  redis: Redis,
  prefix: string,
  replicas: Replicas = withoutReplicas(redis),
): OrderRedis {
  const runIn = createScriptsIn(redis, prefix, orderScripts, {
    confirm: replicas.demanded,
    claim: replicas.needed,
    apply: replicas.awaited,
  });
  return {
    run: (name, ...args) => runIn(null, name, ...args),
    runIn,
    nowMs: createRedisNow(redis, prefix),
    text: (key) => redis.get(key),
    hash: (key) => redis.hgetall(key),
    hashSlices: (key) => hashSlices(redis, key),
    hashField: (key, field) => redis.hget(key, field),
    hashFields: (key, fields) => redis.hmget(key, ...fields),
    async ranked(key, first, last, { newestFirst = false } = {}) {
      const flat: string[] = newestFirst
        ? await redis.zrevrange(key, first, last, "WITHSCORES")
        : await redis.zrange(key, first, String(last), "WITHSCORES");
      const members: { member: string; score: number }[] = [];
      for (let place = 0; place + 1 < flat.length; place += 2) {
        members.push({ member: flat[place] ?? "", score: Number(flat[place + 1]) });
      }
      return members;
    },
    scored: (key, min, max, limit) => redis.zrangebyscore(key, min, max, "LIMIT", 0, limit),
    size: (key) => redis.zcard(key),
    isMember: async (key, member) => (await redis.sismember(key, member)) === 1,
    list: (key, first, last) => redis.lrange(key, first, String(last)),
  };
}
