import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { RedisProcess } from "./process.ts";
import { startPrivateRedis } from "./server.ts";

/** A primary with two replicas, and three sentinels that watch them. */
export interface SentinelSet {
  /** For REDIS_URL. */
  url: string;
  servers: readonly RedisProcess[];
  sentinels: readonly RedisProcess[];
  /** Who is the primary by the word of more than half of the sentinels that answer. */
  primary(): Promise<RedisProcess>;
  /** Resolves once they call another server the primary than this one, and it is one. */
  promoted(before: RedisProcess): Promise<RedisProcess>;
  /** Resolves once the primary has two replicas that follow it. */
  whole(): Promise<void>;
  close(): Promise<void>;
}

const primaryName = "shop";
/** Sentinels promote a replica so long after the primary's last sign of life; on a busy machine one lives that is slow. */
const downAfterMs = 2_000;
const longestMs = 60_000;
/** Who is asked again and again, and may be frozen, is not waited for so long as who is asked once. */
const answersWithinMs = 10_000;
export const briefAnswerMs = 1_000;
/** A sentinel that was itself held up for two seconds does nothing for half a minute ("tilt"). */
const longestPromotionMs = 180_000;

/** Followed at once: as a rule a primary waits five seconds for more replicas to come. */
export const quickReplication = {
  "repl-diskless-sync-delay": "0",
  "repl-ping-replica-period": "1",
};

export async function startSentinelSet(
  settings: Readonly<Record<string, string>> = {},
): Promise<SentinelSet> {
  const start = () => startPrivateRedis({ settings: { ...quickReplication, ...settings } });
  const servers = await Promise.all([start(), start(), start()]);
  const [first] = servers;
  for (const replica of servers.slice(1))
    await ask(replica, (redis) => redis.replicaof("127.0.0.1", first.port));
  await eventually("two replicas", async () => (await followersOf(first)) === 2 || null);
  const sentinel = [
    `sentinel monitor ${primaryName} 127.0.0.1 ${first.port} 2`,
    `sentinel down-after-milliseconds ${primaryName} ${downAfterMs}`,
    `sentinel failover-timeout ${primaryName} 6000`,
    `sentinel parallel-syncs ${primaryName} 2`,
  ];
  const watch = () => startPrivateRedis({ sentinel });
  const sentinels = await Promise.all([watch(), watch(), watch()]);
  await Promise.all(sentinels.map(knowsAll));

  const named = async (): Promise<RedisProcess | null> => {
    const votes = await Promise.all(sentinels.map((one) => primaryPort(one)));
    const port = votes.find((one) => votes.filter((other) => other === one).length >= 2);
    return servers.find((server) => server.port === port) ?? null;
  };
  const set: SentinelSet = {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(",")}/${primaryName}`,
    servers,
    sentinels,
    primary: () => eventually("sentinels that agree", named),
    promoted: (before) =>
      eventually(
        "a promotion",
        async () => {
          const now = await set.primary();
          return now !== before && (await roleOf(now)) === "master" ? now : null;
        },
        longestPromotionMs,
      ),
    async whole() {
      // Whoever is the primary by then: it may change again meanwhile.
      await eventually(
        "two replicas",
        async () => (await followersOf(await set.primary())) === 2 || null,
      );
    },
    async close() {
      await Promise.all([...sentinels, ...servers].map((one) => one.close()));
    },
  };
  return set;
}

async function knowsAll(sentinel: RedisProcess): Promise<void> {
  await eventually("sentinels that know one another", async () => {
    const flat = await ask(
      sentinel,
      (redis) => redis.call("SENTINEL", "MASTER", primaryName),
      briefAnswerMs,
    );
    const value = (field: string) =>
      Array.isArray(flat) ? Number(flat[flat.indexOf(field) + 1]) : 0;
    return value("num-slaves") === 2 && value("num-other-sentinels") === 2 ? true : null;
  });
}

async function primaryPort(sentinel: RedisProcess): Promise<number | null> {
  const answer = await ask(
    sentinel,
    (redis) => redis.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", primaryName),
    briefAnswerMs,
  ).catch(() => null);
  return Array.isArray(answer) ? Number(answer[1]) : null;
}

/** How many replicas follow this server, each with all it has. */
export async function followersOf(server: RedisProcess): Promise<number> {
  const info = await ask(server, (redis) => redis.info("replication"), briefAnswerMs);
  return info.match(/state=online/g)?.length ?? 0;
}

async function roleOf(server: RedisProcess): Promise<string> {
  const info = await ask(server, (redis) => redis.info("replication"), briefAnswerMs);
  return /^role:(\w+)/m.exec(info)?.[1] ?? "";
}

/** One question on a connection of its own. */
export async function ask<T>(
  { port }: { port: number },
  question: (redis: Redis) => Promise<T>,
  withinMs = answersWithinMs,
): Promise<T> {
  const redis = new Redis(port, "127.0.0.1", {
    lazyConnect: true,
    commandTimeout: withinMs,
    connectTimeout: withinMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
  });
  redis.on("error", () => undefined);
  const end = new Promise((resolve) => redis.once("end", resolve));
  try {
    await redis.connect();
    return await question(redis);
  } finally {
    redis.disconnect();
    await end;
  }
}

/** Asked again until it is there; a question that fails is asked again too. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null>,
  withinMs = longestMs,
): Promise<T> {
  const deadlineMs = performance.now() + withinMs;
  let why: unknown;
  while (performance.now() < deadlineMs) {
    const found = await look().catch((error: unknown) => {
      why = error;
      return null;
    });
    if (found !== null) return found;
    await sleep(50);
  }
  throw new Error(`${what}: not within ${withinMs} ms`, { cause: why });
}
