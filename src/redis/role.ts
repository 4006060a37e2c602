import type { InfoSource } from "./memory.ts";

/** Whether this Redis is one that the bot works with: one primary that takes every write itself. */
export type RedisRole =
  | { kind: "primary" }
  /** A line for the operator: what it is instead, and what is wanted. */
  | { kind: "unfit"; problem: string }
  /** INFO is forbidden, as on some hosted ones: it cannot be told. */
  | { kind: "unreadable" };

export async function readRedisRole(redis: InfoSource): Promise<RedisRole> {
  let info: string;
  try {
    info = `${await redis.info("server")}\n${await redis.info("replication")}`;
  } catch (error) {
    if (error instanceof Error && /^(ERR unknown command|NOPERM)/i.test(error.message))
      return { kind: "unreadable" };
    throw error;
  }
  const mode = /^redis_mode:(\w+)/m.exec(info)?.[1] ?? "standalone";
  const role = /^role:(\w+)/m.exec(info)?.[1] ?? "master";
  if (mode === "cluster")
    return unfit("is a node of a Redis Cluster, which is not supported yet; wanted: one Redis");
  if (mode === "sentinel") return unfit("is a Sentinel; wanted: the address of Redis itself");
  if (role !== "master")
    return unfit("is a replica, which takes no orders; wanted: the address of its primary");
  return { kind: "primary" };
}

const unfit = (what: string): RedisRole => ({ kind: "unfit", problem: `REDIS_URL: this ${what}` });
