/**
 * Finds a Redis program on this machine, or gets one where that can be done without asking.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { installPackages, isRootOnDebian, updateLists } from "../apt.ts";
import { sandboxWordsIn, type SandboxWords } from "../words/words.ts";
import { howToGetRedis } from "./how-to-get.ts";

/** How to start a server: the file, and the name it must see itself started under. */
export interface RedisProgram {
  readonly file: string;
  readonly startedAs: string;
}

/**
 * In the order tried. Debian and Ubuntu link `redis-server` to `redis-check-rdb`, one binary that
 * looks at the name it was started under: `redis-tools` alone therefore holds the whole server.
 */
const CANDIDATES: readonly (readonly [file: string, startedAs: string])[] = [
  ["redis-server", "redis-server"],
  ["valkey-server", "valkey-server"],
  ["redis-check-rdb", "redis-server"],
  ["valkey-check-rdb", "valkey-server"],
];

/** Looks through the PATH; a candidate must also answer `--version` as a server does, with one that is wanted. */
export async function findRedis(
  environment: NodeJS.ProcessEnv,
  isWanted: (version: number) => boolean = () => true,
): Promise<RedisProgram | undefined> {
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((entry) => entry !== "");
  for (const [name, startedAs] of CANDIDATES) {
    for (const folder of folders) {
      const program = { file: join(folder, name), startedAs };
      if (!(await isExecutable(program.file))) continue;
      const version = await versionOf(program);
      if (version !== undefined && isWanted(version)) return program;
    }
  }
  return undefined;
}

/**
 * Installs a Redis with apt-get when this process is root on Debian or Ubuntu, saying so first, else throws an error
 * with the line that gets one on this platform. `redis-tools` is chosen over `redis-server` because the latter also
 * makes a system service and starts it on port 6379; nothing but our own server may be left running.
 */
export async function installRedis(
  environment: NodeJS.ProcessEnv,
  announce: (line: string) => void,
  mayInstall: () => Promise<boolean> = isRootOnDebian,
  words: SandboxWords["redis"] = sandboxWordsIn("en").redis,
): Promise<RedisProgram> {
  if (!(await mayInstall())) throw new Error(await howToGetRedis());
  announce(words.installing);
  const options = { environment, announce, locked: words.locked };
  try {
    await updateLists(options);
    await installPackages(["redis-tools"], options);
  } catch (error) {
    throw new Error(`${words.aptFailed}\n${await howToGetRedis()}`, { cause: error });
  }
  const program = await findRedis(environment);
  if (program === undefined) {
    throw new Error(`${words.noServer}\n${await howToGetRedis()}`);
  }
  announce(words.installed(program.file));
  return program;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Its first two numbers, as `7.2`; undefined: it is no server. */
async function versionOf({ file, startedAs }: RedisProgram): Promise<number | undefined> {
  const child = spawn(file, ["--version"], {
    argv0: startedAs,
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 5000,
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await once(child, "close").catch(() => undefined);
  const version = /server v=(\d+\.\d+)/iu.exec(said)?.[1];
  return version === undefined ? undefined : Number(version);
}
