/**
 * The Redis of the sandbox and of the tests: always a real one, never an imitation.
 * REDIS_URL if set, else a private server on a free loopback port, installed if it must be.
 */

import { isRootOnDebian } from "../apt.ts";
import { claimDatabase } from "./database.ts";
import { findRedis, installRedis, type RedisProgram } from "./program.ts";
import { startRedisProcess, type RedisProcess } from "./process.ts";
import { sandboxWordsIn, type SandboxWords } from "../words/words.ts";

/** Of the tests, and of whoever asks for no other. */
const english = sandboxWordsIn("en").redis;

export interface OpenRedisOptions {
  /** Told which Redis is used. */
  readonly announce: (line: string) => void;
  /** Of what is announced; default English. */
  readonly words?: SandboxWords["redis"];
  /** Keep a private server's data in this folder across restarts. Default: temporary. */
  readonly dir?: string;
  /**
   * With REDIS_URL only: take an empty numbered database (1–15) for oneself, so that test files
   * running at once do not meet; emptied on close. A private server is one's own anyway.
   */
  readonly ownDatabase?: boolean;
  /** false: where there is no Redis nothing is installed, and the error says what would be needed. */
  readonly mayInstall?: boolean;
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
  const { dir, mayInstall, words = english } = options;
  const server = await startPrivateRedis({
    words,
    ...(dir === undefined ? {} : { dir }),
    ...(mayInstall === undefined ? {} : { mayInstall }),
  });
  options.announce(words.own(server.port));
  return { url: server.url, server, close: () => server.close() };
}

export interface PrivateRedisOptions {
  /** Default: the one found, or installed. */
  readonly program?: RedisProgram;
  readonly mayInstall?: boolean;
  readonly words?: SandboxWords["redis"];
  readonly dir?: string;
  /** Further redis.conf settings, e.g. `{ appendfsync: "everysec" }` or `{ "cluster-enabled": "yes" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Start it as a Sentinel with these lines of configuration. */
  readonly sentinel?: readonly string[];
  /** Added to the server's environment, e.g. LD_PRELOAD for a test that loses power. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A server of one's own whatever REDIS_URL says: for tests that kill, freeze or fill it. */
export async function startPrivateRedis(options: PrivateRedisOptions = {}): Promise<RedisProcess> {
  const { mayInstall = true, words = english, env, ...rest } = options;
  const { program = await redisProgram(mayInstall, words) } = options;
  return startRedisProcess({ ...rest, program, words, environment: { ...process.env, ...env } });
}

/** Looked for once: of many servers each would have it asked for its version. */
let found: RedisProgram | undefined;

/**
 * Finds or installs the program; the test command calls it once before its files run. Nobody is so quiet that an
 * installation goes unsaid: it is told on stderr, before it begins.
 */
export async function redisProgram(mayInstall = true, words = english): Promise<RedisProgram> {
  found ??= await findRedis(process.env);
  if (found !== undefined) return found;
  const announce = (line: string) => console.error(line);
  return installRedis(
    process.env,
    announce,
    mayInstall ? isRootOnDebian : async () => false,
    words,
  );
}

async function openGiven(url: string, options: OpenRedisOptions): Promise<OpenRedis> {
  const shown = new URL(url);
  const { words = english } = options;
  options.announce(words.given(shown.host, options.dir !== undefined));
  if (options.ownDatabase !== true) {
    return { url, server: undefined, close: async () => undefined };
  }
  const database = await claimDatabase(url);
  return { url: database.url, server: undefined, close: () => database.release() };
}
