/**
 * What the bot asks of Redis, whether one server stands behind it, a primary that sentinels watch, or a cluster. A
 * rejection says nothing of the effect: "unknown, read again".
 *
 * So that all of it works on a cluster: every key has a hash tag, what a script or a command with several keys touches
 * has one tag only, and there is no command without a key (`TIME`, `SCAN`), which any node would answer.
 */
export interface Redis extends Scripted, Server {
  get(key: string): Promise<string | null>;
  mget(...keys: string[]): Promise<(string | null)[]>;
  set(key: string, value: string | number): Promise<unknown>;
  set(key: string, value: string, unit: "EX", life: number): Promise<unknown>;
  set(key: string, value: string, unit: "EX", life: number, when: "NX"): Promise<unknown>;
  set(key: string, value: string, unit: "PX", life: number): Promise<unknown>;
  set(key: string, value: string, unit: "PX", life: number, when: "NX"): Promise<unknown>;
  del(key: string): Promise<number>;
  expire(key: string, seconds: number): Promise<number>;
  type(key: string): Promise<string>;

  hget(key: string, field: string): Promise<string | null>;
  hgetall(key: string): Promise<Record<string, string>>;
  hgetallBuffer(key: string): Promise<Record<string, Buffer>>;
  hkeys(key: string): Promise<string[]>;
  hmget(key: string, ...fields: string[]): Promise<(string | null)[]>;
  hscan(key: string, cursor: string, unit: "COUNT", count: number): Promise<[string, string[]]>;
  hset(key: string, field: string, value: string | number): Promise<number>;
  hset(key: string, values: Record<string, string | number | Buffer>): Promise<number>;
  hdel(key: string, ...fields: string[]): Promise<number>;

  lindex(key: string, index: number): Promise<string | null>;
  llen(key: string): Promise<number>;
  lrange(key: string, first: number, last: number | string): Promise<string[]>;

  sadd(key: string, member: string): Promise<number>;
  scard(key: string): Promise<number>;
  sismember(key: string, member: string): Promise<number>;
  smembers(key: string): Promise<string[]>;
  srem(key: string, member: string): Promise<number>;
  sscan(key: string, cursor: string, unit: "COUNT", count: number): Promise<[string, string[]]>;

  hlen(key: string): Promise<number>;
  zadd(key: string, score: number, member: string): Promise<unknown>;
  zcard(key: string): Promise<number>;
  zrange(key: string, first: number, last: string): Promise<string[]>;
  zrange(key: string, first: number, last: string, scores: "WITHSCORES"): Promise<string[]>;
  zrangebyscore(
    key: string,
    min: number | string,
    max: number | string,
    ...slice: ["LIMIT", number, number]
  ): Promise<string[]>;
  zrangebyscore(
    key: string,
    min: number | string,
    max: number | string,
    ...slice: ["WITHSCORES", "LIMIT", number, number]
  ): Promise<string[]>;
  zrem(key: string, member: string): Promise<number>;
  zrevrange(key: string, first: number, last: number, scores: "WITHSCORES"): Promise<string[]>;
  zrevrangebyscore(
    key: string,
    max: number | string,
    min: number | string,
    ...slice: ["WITHSCORES", "LIMIT", number, number]
  ): Promise<string[]>;
}

/** What runs scripts (`lua.ts`). */
export interface Scripted {
  evalsha(sha: string, keys: number, ...keysAndArgs: (string | number)[]): Promise<unknown>;
  eval(source: string, keys: number, ...keysAndArgs: (string | number)[]): Promise<unknown>;
}

/** The server that has the account's keys, and what it says of itself as far as it may be asked. */
export interface Server {
  ping(): Promise<string>;
  info(section: "server" | "replication" | "memory"): Promise<string>;
  config(subcommand: "GET", setting: string): Promise<unknown>;
}
