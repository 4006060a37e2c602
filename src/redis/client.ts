import type { Cluster, Redis as Connection } from "ioredis";
import type { Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import { accountNodeOf, keepToAccountNode } from "./account-node.ts";
import type { HostPort, RedisAddress } from "./address.ts";
import {
  connectBriefly,
  connectCluster,
  connectPrimary,
  connectRedis,
  type CommandObserver,
} from "./connect.ts";
import { noteConnections } from "./connections.ts";
import type { AccountKeys } from "./keys.ts";
import {
  alwaysPrimary,
  createClusterPrimacy,
  createSentinelPrimacy,
  type Primacy,
} from "./primacy.ts";
import { readTogether } from "./reads-together.ts";
import type { Redis, Server } from "./redis.ts";
import { createReplicas, withoutReplicas, type Replicas } from "./replicas.ts";

/** Redis as this process is connected to it. */
export interface RedisClient {
  redis: Redis;
  replicas: Replicas;
  primacy: Primacy;
  address: RedisAddress;
  /** How many replicas are to have what matters. */
  wantedReplicas: number;
  /** Asks one of its servers something, with the same name and password. */
  ask<T>(where: HostPort, question: (server: Server) => Promise<T>): Promise<T>;
  /** Resolves when every connection stands; rejects when the first attempt fails. */
  connect(): Promise<void>;
  disconnect(): void;
}

export interface RedisClientOptions {
  address: RedisAddress;
  /** How many have to have an order before it is sent. */
  replicas: number;
  /** On disk, where Redis can say so. */
  durable: boolean;
  keys: AccountKeys;
  rng: Rng;
  log: Log;
  onCommand?: CommandObserver;
}

export function createRedisClient(options: RedisClientOptions): RedisClient {
  const { address, replicas: wantedReplicas, durable, keys } = options;
  const main = connectionTo(options);
  // What waits for replicas holds up what comes after it on its connection.
  const waiting = wantedReplicas > 0 ? connectionTo(options) : null;
  const replicas =
    waiting === null
      ? withoutReplicas(main)
      : createReplicas({
          node: accountNodeOf(waiting, keys.prefix),
          replicas: wantedReplicas,
          durable,
          markKey: keys.replicated,
          onMoved: () => refresh(waiting),
        });
  const all = waiting === null ? [main] : [main, waiting];
  const primacy = primacyOf(options, main, waiting);
  return {
    // While a cluster moves the account's slot, scripts are refused there; what is only read need not be.
    redis: "slots" in main ? main : readTogether(main, keys.prefix),
    replicas,
    primacy,
    address,
    wantedReplicas,
    async ask(where, question) {
      const server = connectBriefly(address, where);
      try {
        await server.connect();
        return await question(server);
      } finally {
        server.disconnect();
      }
    },
    async connect() {
      await Promise.all(all.map(connectFirst));
    },
    disconnect() {
      for (const connection of all) connection.disconnect();
      primacy.close();
    },
  };
}

/** For who only reads, beside a bot: nothing is noted of this connection, so that no memory is told by it. */
export async function connectReader(
  address: RedisAddress,
  log: Log,
): Promise<{ redis: Redis; disconnect(): void }> {
  const connection = connectionFor(address, log);
  try {
    await connectFirst(connection);
  } catch (error) {
    connection.disconnect();
    throw error;
  }
  return { redis: connection, disconnect: () => connection.disconnect() };
}

function connectionTo(options: RedisClientOptions): Connection | Cluster {
  const { address, keys, log, onCommand } = options;
  const connection = connectionFor(address, log, onCommand);
  noteConnections(connection, { ...options, prefix: keys.prefix });
  if ("slots" in connection) keepToAccountNode(connection, keys.prefix);
  return connection;
}

/** Without a note in Redis that it was made. */
export function connectionFor(address: RedisAddress, log: Log, onCommand?: CommandObserver) {
  switch (address.kind) {
    case "server":
      return connectRedis(address.url, log, onCommand);
    case "sentinels":
      return connectPrimary(address, log, onCommand);
    case "cluster":
      return connectCluster(address, log, onCommand);
  }
}

function primacyOf(
  { address, keys, log }: RedisClientOptions,
  main: Connection | Cluster,
  waiting: Connection | Cluster | null,
): Primacy {
  if ("slots" in main) return createClusterPrimacy({ node: accountNodeOf(main, keys.prefix), log });
  if (address.kind !== "sentinels") return alwaysPrimary;
  const others = waiting === null || "slots" in waiting ? [] : [waiting];
  return createSentinelPrimacy({ address, connections: [main, ...others], log });
}

function refresh(connection: Connection | Cluster): void {
  if ("slots" in connection) connection.refreshSlotsCache();
}

/** Sentinels and nodes are tried again for ever: the first that says why there is no connection ends the start. */
export async function connectFirst(connection: Connection | Cluster): Promise<void> {
  const refused = Promise.withResolvers<never>();
  connection.once("error", refused.reject);
  try {
    await Promise.race([connection.connect(), refused.promise]);
  } finally {
    connection.off("error", refused.reject);
  }
}
