import type { Redis } from "ioredis";
import { readDurability, type SettingProblem } from "./durability.ts";
import type { Log } from "../log.ts";
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

/** Connects to a single Redis that keeps what it acknowledges; throws a `StartError` for any other. */
export async function openRedis(
  redis: Redis,
  options: { allowVolatile: boolean; log: Log },
): Promise<void> {
  let refusal: unknown;
  redis.once("error", (error: unknown) => (refusal = error));
  await redis.connect().catch((error: unknown) => {
    const why = refusal instanceof Error ? refusal.message : startReason(error);
    throw new StartError([
      `REDIS_URL: Redis does not let the bot in (${why}); wanted: a running Redis at that address, with its password`,
    ]);
  });
  await demandPrimary(redis, options.log);
  await demandDurability(redis, options);
}

async function demandPrimary(redis: Redis, log: Log): Promise<void> {
  const found = await readRedisRole(redis);
  switch (found.kind) {
    case "primary":
      return;
    case "unreadable":
      log.warn(
        "Redis does not say what it is (INFO is forbidden); make sure that it is one primary, no replica and no Redis Cluster",
      );
      return;
    case "unfit":
      throw new StartError([found.problem]);
  }
}

async function demandDurability(
  redis: Redis,
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
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
