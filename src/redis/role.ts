import type { RedisAddress } from "./address.ts";
import type { InfoSource } from "./memory.ts";

/** Whether this Redis is what REDIS_URL calls it, and a primary: one that takes every write itself. */
export type RedisRole =
  | { kind: "primary" }
  /** A line for the operator: what it is instead, and what is wanted. */
  | { kind: "unfit"; problem: string }
  /** INFO is forbidden, as on some hosted ones: it cannot be told. */
  | { kind: "unreadable" };

export async function readRedisRole(
  redis: InfoSource,
  kind: RedisAddress["kind"] = "server",
): Promise<RedisRole> {
  let info: string;
  try {
    info = `${await redis.info("server")}\n${await redis.info("replication")}`;
  } catch (error) {
    if (error instanceof Error && /^(ERR unknown command|NOPERM)/i.test(error.message))
      return { kind: "unreadable" };
    throw error;
  }
  // Valkey has its own name for it.
  const mode = /^(?:redis|server)_mode:(\w+)/m.exec(info)?.[1] ?? "standalone";
  const role = /^role:(\w+)/m.exec(info)?.[1] ?? "master";
  if (mode === "sentinel")
    return unfit("is a Sentinel; wanted: the address of Redis itself, or redis+sentinel://");
  if (mode === "cluster" && kind !== "cluster")
    return unfit("is a node of a Redis Cluster; wanted: redis+cluster:// with several of them");
  if (mode !== "cluster" && kind === "cluster")
    return unfit("is no node of a Redis Cluster; wanted: redis:// or redis+sentinel://");
  if (role !== "master")
    return unfit(
      "is a replica, which takes no orders; wanted: the address of its primary, or redis+sentinel://",
    );
  return { kind: "primary" };
}

const unfit = (what: string): RedisRole => ({ kind: "unfit", problem: `REDIS_URL: this ${what}` });
