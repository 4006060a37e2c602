import { systemRng } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import { readRedisAddress } from "../../src/redis/address.ts";
import { createRedisClient, type RedisClient } from "../../src/redis/client.ts";
import { accountKeys } from "../../src/redis/keys.ts";

/** Redis as a bot with this REDIS_URL is connected to it. */
export function clientOf(
  url: string,
  log: Log,
  { replicas = 0, durable = false }: { replicas?: number; durable?: boolean } = {},
): RedisClient {
  const read = readRedisAddress(url);
  if (!read.ok) throw new Error(read.problem);
  return createRedisClient({
    address: read.address,
    replicas,
    durable,
    keys: accountKeys("10001"),
    rng: systemRng,
    log,
  });
}
