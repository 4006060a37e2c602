import { Redis } from "ioredis";
import { claimDatabase } from "../sandbox/redis/database.ts";
import { openRedis, startPrivateRedis } from "../sandbox/redis/server.ts";

/** Where `npm test` says which server runs for all its test files. */
const sharedServer = "TESTS_REDIS_URL";

/** What all the others would feel is refused there; a user of their own (ACL) is felt by nobody else. */
const notShared = [
  "flushall",
  "swapdb",
  "shutdown",
  "debug",
  "replicaof",
  "slaveof",
  "config|set",
  "config|resetstat",
  "client|pause",
  "client|kill",
];

/** A server for all test files; processes started from now on find it. */
export async function openSharedServer(): Promise<{ close(): Promise<void> }> {
  const server = await startPrivateRedis();
  const redis = new Redis(server.url);
  await redis.acl("SETUSER", "default", ...notShared.map((command) => `-${command}`));
  redis.disconnect();
  process.env[sharedServer] = server.url;
  return server;
}

/**
 * A Redis database of a test's own, empty: in the server that runs for all of them, else in one of its own. Who kills a
 * server, fills it or counts what it does starts one of its own.
 */
export async function openDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const shared = process.env[sharedServer];
  if (shared === undefined) return openRedis({ announce: () => undefined, ownDatabase: true });
  const { url, release } = await claimDatabase(shared);
  return { url, close: release };
}
