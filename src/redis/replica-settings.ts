import type { Log } from "../log.ts";
import type { HostPort } from "./address.ts";
import type { RedisClient } from "./client.ts";
import { readDurability } from "./durability.ts";

/** A list longer than this is nobody's. */
const mostLookedAt = 16;

/**
 * Says at start which replicas may forget what they were given, by their addresses, and that there are fewer than
 * wanted. None of it is refused: a replica that is away today comes back, and orders wait for it.
 */
export async function lookAtReplicas(client: RedisClient, log: Log): Promise<void> {
  const { wantedReplicas, address } = client;
  if (wantedReplicas === 0) {
    if (address.kind !== "server")
      log.warn(
        "REDIS_REPLICAS is 0: when the primary fails, orders may have to be checked by hand",
      );
    return;
  }
  const info = await client.redis.info("replication").catch(() => null);
  if (info === null) return;
  const replicas = replicasIn(info);
  if (replicas.length < wantedReplicas)
    log.error(
      `Redis has ${replicas.length} replicas and REDIS_REPLICAS is ${wantedReplicas}: no order is sent until they are there`,
    );
  await Promise.all(
    replicas.slice(0, mostLookedAt).map(async (replica) => {
      const where = `${replica.host}:${replica.port}`;
      const found = await readReplica(client, replica);
      if (found === null)
        log.warn(`the settings of the Redis replica at ${where} cannot be read from here`);
      else if (found.length > 0)
        log.warn(
          `the Redis replica at ${where} may lose what it was given: ${found.join(", ")}; when it becomes the primary, orders that it forgot have to be checked by hand; from Redis 7.2 on, and with Valkey, it does not count for REDIS_REPLICAS`,
        );
    }),
  );
}

/** Those that are connected, as a primary lists them. */
export function replicasIn(info: string): HostPort[] {
  return [...info.matchAll(/^slave\d+:ip=([^,]+),port=(\d+),state=online/gm)].map(
    ([, host = "", port]) => ({ host, port: Number(port) }),
  );
}

/** What is not set as it must be; null: it cannot be read. */
async function readReplica(client: RedisClient, where: HostPort): Promise<string[] | null> {
  const found = await client
    .ask(where, (server) => readDurability(server))
    .catch(() => ({ kind: "unreadable" }) as const);
  if (found.kind === "unreadable") return null;
  return found.kind === "durable"
    ? []
    : found.problems.map((problem) => `${problem.setting} ${problem.found}`);
}
