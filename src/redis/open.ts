import type { Log } from "../log.ts";
import type { RedisClient } from "./client.ts";
import { readDurability, type SettingProblem } from "./durability.ts";
import type { Redis } from "./redis.ts";
import { lookAtReplicas } from "./replica-settings.ts";
import { readRedisRole } from "./role.ts";

/** Why the bot does not start: lines for the operator, without secrets. */
export class StartError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "StartError";
    this.lines = lines;
  }
}

/** Connects to a Redis that keeps what it acknowledges; throws a `StartError` for any other. */
export async function openRedis(
  client: RedisClient,
  options: { allowVolatile: boolean; log: Log },
): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    throw new StartError([
      `REDIS_URL: Redis does not let the bot in (${startReason(error)}); wanted: a running Redis at that address, with its password`,
    ]);
  }
  await demandPrimary(client, options.log);
  await demandDurability(client.redis, options);
  await lookAtReplicas(client, options.log);
}

async function demandPrimary({ redis, address, primacy }: RedisClient, log: Log): Promise<void> {
  const found = await readRedisRole(redis, address.kind);
  switch (found.kind) {
    case "primary":
      break;
    case "unreadable":
      // Neither sentinels nor a cluster move on without telling what tells one memory from another.
      if (address.kind !== "server")
        throw new StartError([
          "REDIS_URL: Redis does not say what it is (INFO is forbidden); wanted: sentinels or a cluster whose Redis lets the bot run INFO",
        ]);
      log.warn(
        "Redis does not say what it is (INFO is forbidden); make sure that it is one primary, no replica and no Redis Cluster",
      );
      return;
    case "unfit":
      throw new StartError([found.problem]);
  }
  await primacy.confirm().catch((error: unknown) => {
    throw new StartError([
      `REDIS_URL: this Redis may not be the primary (${startReason(error)}); wanted: more than half of the sentinels, or a cluster, in working order`,
    ]);
  });
}

async function demandDurability(
  redis: Pick<Redis, "config">,
  { allowVolatile, log }: { allowVolatile: boolean; log: Log },
): Promise<void> {
  const found = await readDurability(redis);
  switch (found.kind) {
    case "durable":
      return;
    case "unreadable":
      log.warn(
        "Redis does not show its settings (CONFIG is forbidden); make sure of appendonly yes, appendfsync always, maxmemory-policy noeviction",
      );
      return;
    case "volatile":
      if (!allowVolatile)
        throw new StartError([
          ...found.problems.map(problemLine),
          "Set ALLOW_VOLATILE_REDIS=1 only where losing an order does not matter",
        ]);
      for (const problem of found.problems)
        log.warn(`${problemLine(problem)}; going on because ALLOW_VOLATILE_REDIS is set`);
  }
}

function problemLine({ setting, found, wanted, why }: SettingProblem): string {
  return `Redis setting ${setting} is ${JSON.stringify(found)}; wanted: ${wanted}, ${why}`;
}

export function startReason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if ("code" in error && typeof error.code === "string") return error.code;
  // Of several connections made at once ioredis says only that the last one failed.
  return error.message || error.name;
}
