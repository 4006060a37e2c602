import type { Redis } from "ioredis";
import type { RedisProcess } from "../../sandbox/redis/process.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import {
  ask,
  briefAnswerMs,
  eventually,
  followersOf,
  quickReplication,
} from "../../sandbox/redis/sentinel-set.ts";

/** Three primaries, each with a third of the slots and a replica. */
export interface ClusterSet {
  /** For REDIS_URL. */
  url: string;
  servers: readonly RedisProcess[];
  /** Which server has the slot of this key, by the word of the others. */
  ownerOf(key: string): Promise<RedisProcess>;
  /** Resolves once another server than this one has it, and says that all is well. */
  promoted(before: RedisProcess, key: string): Promise<RedisProcess>;
  close(): Promise<void>;
}

const nodeTimeoutMs = 1_500;
const slots = 16_384;

export async function startClusterSet(): Promise<ClusterSet> {
  const servers = await Promise.all(Array.from({ length: 6 }, startClusterNode));
  const [first] = servers;
  if (first === undefined) throw new Error("no node");
  for (const { port } of servers.slice(1))
    await ask(first, (redis) => redis.cluster("MEET", "127.0.0.1", port));
  const primaries = servers.slice(0, 3);
  for (const [place, primary] of primaries.entries()) {
    const from = Math.floor((place * slots) / 3);
    const to = Math.floor(((place + 1) * slots) / 3) - 1;
    await ask(primary, (redis) => redis.call("CLUSTER", "ADDSLOTSRANGE", from, to));
  }
  const ids = await Promise.all(
    primaries.map((primary) => ask(primary, (redis) => redis.cluster("MYID"))),
  );
  for (const [place, replica] of servers.slice(3).entries())
    await eventually("a replica of the cluster", () =>
      ask(replica, (redis) => redis.cluster("REPLICATE", ids[place] ?? "")),
    );
  await eventually("a whole cluster", async () => {
    const views = await Promise.all(servers.map((node) => isWhole(node)));
    return views.every(Boolean) ? true : null;
  });
  for (const primary of primaries)
    await eventually(
      "a replica that follows",
      async () => (await followersOf(primary)) > 0 || null,
    );

  const find = async (key: string): Promise<RedisProcess | null> => {
    const votes = (await Promise.all(servers.map((node) => ownerPort(node, key)))).filter(
      (port) => port !== null,
    );
    const port = votes.find(
      (one) => votes.filter((other) => other === one).length > servers.length / 2,
    );
    return servers.find((server) => server.port === port) ?? null;
  };
  return {
    url: `redis+cluster://${servers.map(({ port }) => `127.0.0.1:${port}`).join(",")}`,
    servers,
    ownerOf: (key) => eventually("nodes that agree", () => find(key)),
    promoted: (before, key) =>
      eventually("a promotion", async () => {
        const now = await find(key);
        if (now === null || now === before) return null;
        return (await ask(now, saysAllIsWell, briefAnswerMs)) ? now : null;
      }),
    async close() {
      await Promise.all(servers.map((one) => one.close()));
    },
  };
}

/** A cluster of one primary, which has all slots. */
export async function startLonePrimary(): Promise<RedisProcess> {
  const server = await startClusterNode();
  await ask(server, (redis) => redis.call("CLUSTER", "ADDSLOTSRANGE", 0, slots - 1));
  await eventually("a whole cluster", () => ask(server, saysAllIsWell, briefAnswerMs));
  return server;
}

export async function startClusterNode(): Promise<RedisProcess> {
  return startPrivateRedis({
    settings: {
      ...quickReplication,
      "cluster-enabled": "yes",
      "cluster-config-file": "nodes.conf",
      "cluster-announce-ip": "127.0.0.1",
      "cluster-node-timeout": String(nodeTimeoutMs),
      "cluster-require-full-coverage": "yes",
      "cluster-replica-validity-factor": "0",
    },
  });
}

async function saysAllIsWell(redis: Redis): Promise<true | null> {
  return (await redis.cluster("INFO")).includes("cluster_state:ok") || null;
}

async function isWhole(node: RedisProcess): Promise<boolean> {
  const [isWell, nodes] = await ask(node, (redis) =>
    Promise.all([saysAllIsWell(redis), redis.cluster("NODES")]),
  );
  const replicas = String(nodes).match(/ (myself,)?slave .* connected/g) ?? [];
  return isWell === true && replicas.length === 3;
}

async function ownerPort(node: RedisProcess, key: string): Promise<number | null> {
  const find = async (redis: Redis) => {
    const slot = await redis.cluster("KEYSLOT", key);
    const ranges: unknown = await redis.cluster("SLOTS");
    return Array.isArray(ranges)
      ? ranges.find(
          (range: unknown) =>
            Array.isArray(range) && Number(range[0]) <= slot && slot <= Number(range[1]),
        )
      : null;
  };
  const found = await ask(node, find, briefAnswerMs).catch(() => null);
  return Array.isArray(found) && Array.isArray(found[2]) ? Number(found[2][1]) : null;
}
