import { claimDatabase } from "../sandbox/redis/database.ts";
import { openRedis } from "../sandbox/redis/server.ts";

/** Where `npm test` says which server runs for all its test files. */
export const sharedServer = "TESTS_REDIS_URL";

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
