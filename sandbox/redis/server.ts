/**
 * The Redis of the sandbox and of the tests: always a real one, never an imitation.
 * REDIS_URL if set, else a private server on a free loopback port, installed if it must be.
 */

import { claimDatabase } from "./database.ts";
import { findRedis, installRedis, type RedisProgram } from "./program.ts";
import { startRedisProcess, type RedisProcess } from "./process.ts";

export interface OpenRedisOptions {
  /** Told, line by line, what a person may want to know: which Redis is used, an installation. */
  readonly announce: (line: string) => void;
  /** Keep a private server's data in this folder across restarts. Default: temporary. */
  readonly dir?: string;
  /**
   * With REDIS_URL only: take an empty numbered database (1–15) for oneself, so that test files
   * running at once do not meet; emptied on close. A private server is one's own anyway.
   */
  readonly ownDatabase?: boolean;
}

export interface OpenRedis {
  readonly url: string;
  /** Present when the server is private: fault tests and `--keep` use it. */
  readonly server: RedisProcess | undefined;
  close(): Promise<void>;
}

export async function openRedis(options: OpenRedisOptions): Promise<OpenRedis> {
  const given = process.env["REDIS_URL"];
  if (given !== undefined && given !== "") return openGiven(given, options);
  const server = await startPrivateRedis(options);
  options.announce(`Redis: private server on port ${server.port}.`);
  return { url: server.url, server, close: () => server.close() };
}

export interface PrivateRedisOptions {
  readonly announce?: (line: string) => void;
  readonly dir?: string;
  /** Further redis.conf settings, e.g. `{ appendfsync: "everysec" }` or `{ "cluster-enabled": "yes" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Added to the server's environment, e.g. LD_PRELOAD for a test that loses power. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A server of one's own whatever REDIS_URL says: for tests that kill, freeze or fill it. */
export async function startPrivateRedis(options: PrivateRedisOptions = {}): Promise<RedisProcess> {
  const { announce = () => undefined, env, ...rest } = options;
  const program = await redisProgram(announce);
  return startRedisProcess({ ...rest, program, environment: { ...process.env, ...env } });
}

/** Finds or installs the program; the test command calls it once before its files run. */
export async function redisProgram(announce: (line: string) => void): Promise<RedisProgram> {
  return (await findRedis(process.env)) ?? installRedis(process.env, announce);
}

async function openGiven(url: string, options: OpenRedisOptions): Promise<OpenRedis> {
  const shown = new URL(url);
  options.announce(
    `Redis: ${shown.host} from REDIS_URL${options.dir ? "; it keeps its own data" : ""}.`,
  );
  if (options.ownDatabase !== true) {
    return { url, server: undefined, close: async () => undefined };
  }
  const database = await claimDatabase(url);
  return { url: database.url, server: undefined, close: () => database.release() };
}
