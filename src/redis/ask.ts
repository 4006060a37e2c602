import type { Log } from "../log.ts";
import { keepToAccountNode } from "./account-node.ts";
import type { RedisAddress } from "./address.ts";
import { connectFirst, connectionFor } from "./client.ts";
import type { Scripted, Server } from "./redis.ts";

/**
 * Asks the server that has the account's keys something, and leaves: unlike a bot's connection this one is not noted
 * in Redis, which would look like a bot's start. Rejects where it is not let in. `prefix`: of the account's keys.
 */
export async function askRedis<Answer>(
  { address, prefix, log }: { address: RedisAddress; prefix: string; log: Log },
  question: (redis: Server & Scripted) => Promise<Answer>,
): Promise<Answer> {
  const connection = connectionFor(address, log);
  if ("slots" in connection) keepToAccountNode(connection, prefix);
  try {
    await connectFirst(connection);
    return await question(connection);
  } finally {
    connection.disconnect();
  }
}
