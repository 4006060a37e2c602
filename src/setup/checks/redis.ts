import { createLog } from "../../log.ts";
import type { RedisAddress } from "../../redis/address.ts";
import { askRedis } from "../../redis/ask.ts";
import { readDurability, type Durability } from "../../redis/durability.ts";
import { readRedisMemory } from "../../redis/memory.ts";
import { createRedisNow } from "../../redis/now.ts";
import { startReason } from "../../redis/open.ts";
import { replicasIn } from "../../redis/replica-settings.ts";
import { readRedisRole, type RedisRole } from "../../redis/role.ts";

/** What Redis says of itself. Nothing is written to it. */
export type RedisCheck =
  | {
      kind: "let-in";
      version: string;
      role: RedisRole;
      durability: Durability;
      /** null: it does not say. */
      memory: { usedBytes: number; maxBytes: number } | null;
      /** How far its clock is ahead of this machine's; null: it does not say. */
      clockOffsetMs: number | null;
      /** How many replicas are connected; null: it does not say. */
      replicas: number | null;
      /** Where it keeps what it has to keep; null: it does not say. */
      folder: string | null;
    }
  /** `why`: a short name, or Redis's own words. */
  | { kind: "unreachable"; why: string }
  | { kind: "wants-password" };

export async function checkRedis(address: RedisAddress, prefix: string): Promise<RedisCheck> {
  const log = createLog({ level: "silent", secrets: [] });
  try {
    return await askRedis({ address, prefix, log }, async (redis) => {
      // A default user without a password is told so by its first command only.
      await redis.ping();
      return {
        kind: "let-in",
        version: await versionOf(redis),
        role: await readRedisRole(redis, address.kind),
        durability: await readDurability(redis),
        memory: await readRedisMemory(redis).catch(() => null),
        clockOffsetMs: await clockOffsetMs(createRedisNow(redis, prefix)),
        replicas: await redis.info("replication").then(
          (info) => replicasIn(info).length,
          () => null,
        ),
        folder: await folderOf(redis),
      };
    });
  } catch (error) {
    const why = startReason(error);
    const refusal = error instanceof Error ? error.message : "";
    return /NOAUTH|WRONGPASS|invalid password/i.test(refusal)
      ? { kind: "wants-password" }
      : { kind: "unreachable", why };
  }
}

/** Redis's own, or Valkey's, which calls itself a Redis 7 besides. */
async function versionOf(redis: { info(section: "server"): Promise<string> }): Promise<string> {
  const info = await redis.info("server").catch(() => "");
  const found = (name: string) => new RegExp(`^${name}:(\\S+)`, "m").exec(info)?.[1];
  const valkey = found("valkey_version");
  return valkey === undefined ? (found("redis_version") ?? "?") : `Valkey ${valkey}`;
}

async function clockOffsetMs(now: () => Promise<number>): Promise<number | null> {
  const beforeMs = Date.now();
  const theirMs = await now().catch((error: unknown) => {
    // A cluster that does not work still says what it is, and refuses the script alone.
    if (error instanceof Error && error.message.startsWith("CLUSTERDOWN ")) throw error;
    return null;
  });
  return theirMs === null ? null : theirMs - (beforeMs + Date.now()) / 2;
}

async function folderOf(redis: {
  config(subcommand: "GET", setting: string): Promise<unknown>;
}): Promise<string | null> {
  const reply = await redis.config("GET", "dir").catch(() => null);
  const folder: unknown = Array.isArray(reply) ? reply[1] : null;
  return typeof folder === "string" ? folder : null;
}
