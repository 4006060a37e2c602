import { connectRedis } from "../../redis/connect.ts";
import { readDurability, type SettingProblem } from "../../redis/durability.ts";
import { createLog } from "../../log.ts";
import { readRedisRole } from "../../redis/role.ts";

/** Whether the bot would start with this Redis. Nothing is written to it. */
export type RedisCheck =
  | {
      kind: "good";
      version: string;
      /** It does not show its settings: they have to be made sure of by hand. */
      readable: boolean;
    }
  | { kind: "unreachable"; why: string }
  | { kind: "wants-password" }
  /** No primary; a line for the operator. */
  | { kind: "unfit"; problem: string }
  | { kind: "volatile"; problems: readonly SettingProblem[] };

export async function checkRedis(url: string): Promise<RedisCheck> {
  const redis = connectRedis(url, createLog({ level: "silent", secrets: [] }));
  let refusal: unknown;
  redis.once("error", (error: unknown) => (refusal = error));
  try {
    await redis.connect();
    // A default user without a password is told so by its first command only.
    await redis.ping();
    const role = await readRedisRole(redis);
    if (role.kind === "unfit") return role;
    const durability = await readDurability(redis);
    if (durability.kind === "volatile") return durability;
    return {
      kind: "good",
      version: await versionOf(redis),
      readable: durability.kind === "durable" && role.kind === "primary",
    };
  } catch (error) {
    const why = whyOf(refusal ?? error);
    return /NOAUTH|WRONGPASS|invalid password/i.test(why)
      ? { kind: "wants-password" }
      : { kind: "unreachable", why };
  } finally {
    redis.disconnect();
  }
}

/** Redis's own, or Valkey's, which calls itself a Redis 7 besides. */
async function versionOf(redis: { info(section: "server"): Promise<string> }) {
  const info = await redis.info("server").catch(() => "");
  const found = (name: string) => new RegExp(`^${name}:(\\S+)`, "m").exec(info)?.[1];
  const valkey = found("valkey_version");
  return valkey === undefined ? (found("redis_version") ?? "?") : `Valkey ${valkey}`;
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return "?";
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
