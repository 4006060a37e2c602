import type { Redis } from "ioredis";
import { readLua, runLua, type Lua } from "../../redis/lua.ts";

/** Every script of `lua/`. What each reads and writes stands at its top. */
export const scriptNames = [
  "draft",
  "confirm",
  "discard",
  "claim",
  "apply",
  "mend",
  "observe",
  "sweep",
  "evidence",
  "learn",
  "correct",
  "lease",
  "release",
  "owe",
  "delivered",
  "shelve",
  "unshelve",
  "bury",
  "postpone",
  "drawn",
  "trouble",
] as const;
export type ScriptName = (typeof scriptNames)[number];

export type ScriptArgument = string | number;

/**
 * What orders need of Redis: every write is a script, reads are plain. All may reject; that says nothing of
 * their effect. Narrow, so that a simulation can stand in for Redis and be compared with it.
 */
export interface OrderRedis {
  run(script: ScriptName, ...args: ScriptArgument[]): Promise<(string | number)[]>;
  /** Redis's own clock, unix ms. */
  nowMs(): Promise<number>;
  text(key: string): Promise<string | null>;
  /** Empty when there is none. */
  hash(key: string): Promise<Record<string, string>>;
  hashField(key: string, field: string): Promise<string | null>;
  /** Members of a sorted set by rank, `last` included, lowest score first unless `newestFirst`. */
  ranked(
    key: string,
    first: number,
    last: number,
    options?: { newestFirst?: boolean },
  ): Promise<{ member: string; score: number }[]>;
  /** Members with a score of at least `min` and at most `max`. */
  scored(key: string, min: number, max: number, limit: number): Promise<string[]>;
  size(key: string): Promise<number>;
  isMember(key: string, member: string): Promise<boolean>;
  list(key: string, first: number, last: number): Promise<string[]>;
}

export function createOrderRedis(redis: Redis, prefix: string): OrderRedis {
  const scripts = new Map(scriptNames.map((name) => [name, readScript(name)]));
  return {
    async run(name, ...args) {
      const script = scripts.get(name);
      if (!script) throw new Error(`no script ${name}`);
      return runLua(redis, script, prefix, args);
    },
    async nowMs() {
      const [seconds, microseconds] = await redis.time();
      return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
    },
    text: (key) => redis.get(key),
    hash: (key) => redis.hgetall(key),
    hashField: (key, field) => redis.hget(key, field),
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

/** Scripts that count days need their part of that too. */
const countsDays: readonly ScriptName[] = ["confirm", "apply"];

/** One script as it is sent: what it builds on before its own part. */
export function readScript(name: ScriptName): Lua {
  const parts = ["common", ...(countsDays.includes(name) ? ["day"] : []), name];
  return readLua(...parts.map((part) => new URL(`./lua/${part}.lua`, import.meta.url)));
}
