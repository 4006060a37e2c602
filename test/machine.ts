/** What the tests need of the machine beside npm's packages. */

import {
  installPackages,
  isOffered,
  isRootOnDebian,
  unpackBackport,
  updateLists,
  type InstallOptions,
} from "../sandbox/apt.ts";
import { redisProgram } from "../sandbox/redis/server.ts";
import { findNewerRedis, newerRedisFolder } from "./newer-redis.ts";
import { findCompiler } from "./power-loss/recorder.ts";
import { findBrowser } from "./sandbox/page/chromium.ts";

interface Need {
  readonly name: string;
  /** Debian's names. Without the first there is nothing to install. */
  readonly packages: readonly [string, ...string[]];
  /** The folder, or the file, of the tests that skip without it. */
  readonly folder: string;
  /** Where the first of the packages is unpacked from Debian's backports, if only those have it. */
  readonly backport?: string;
  find(): unknown;
}

const NEEDS: readonly Need[] = [
  {
    name: "Chromium",
    // With fonts, so that letters and the emoji on buttons look as they do to people.
    packages: ["chromium-headless-shell", "fonts-noto-color-emoji", "fonts-roboto-unhinted"],
    folder: "test/sandbox/page/",
    find: findBrowser,
  },
  {
    name: "a C compiler",
    packages: ["gcc", "libc6-dev"],
    folder: "test/power-loss/",
    find: findCompiler,
  },
  {
    name: "Redis from 7.2, or Valkey",
    packages: ["valkey-tools"],
    folder: "test/replicas/on-disk.test.ts",
    backport: newerRedisFolder,
    find: findNewerRedis,
  },
];

/**
 * Installs what these test files need, once and before any of them starts: two that installed at the same time would
 * be in each other's way; without `install` says what would be needed. Rejects where an installation fails, and where there is no Redis, without which hardly
 * anything can be tested.
 *
 * @returns whether a test may be skipped: only where something cannot be had
 */
export async function prepareMachine(
  files: readonly string[],
  { announce, install }: { announce: (line: string) => void; install: boolean },
): Promise<{ readonly maySkip: boolean }> {
  await redisProgram(install);
  const mayInstall = install && (await isRootOnDebian());
  const missing = await filter(
    NEEDS.filter(({ folder }) => files.some((file) => file.startsWith(folder))),
    async (need) => (await need.find()) === undefined,
  );
  if (!mayInstall) {
    for (const { name, packages, folder } of missing)
      announce(`No ${name} here, so ${folder} is not tested. On Debian: ${packages.join(", ")}`);
    return { maySkip: true };
  }
  if (missing.length === 0) return { maySkip: false };

  const options = { environment: process.env, announce };
  announce(`Fetching apt's package lists: ${missing.map(({ name }) => name).join(" and ")} …`);
  await updateLists(options);
  const offered = await filter(missing, ({ packages: [main] }) => isOffered(main, options));
  const packages = offered.flatMap((need) => need.packages);
  if (packages.length > 0) {
    announce(`Installing ${packages.join(", ")} with apt-get, some minutes …`);
    await installPackages(packages, options);
  }
  const brought = await filter(
    missing.filter((need) => !offered.includes(need)),
    (need) => bringBackport(need, options),
  );
  return { maySkip: offered.length + brought.length < missing.length };
}

async function bringBackport(
  { name, packages: [main], backport, folder, find }: Need,
  options: InstallOptions,
): Promise<boolean> {
  if (backport === undefined) return false;
  options.announce(`Fetching ${main} from Debian's backports, into node_modules …`);
  const why = await unpackBackport(main, backport, options).catch((error: unknown) => error);
  const isThere = (await find()) !== undefined;
  if (!isThere) options.announce(`No ${name} here, so ${folder} is not tested: ${String(why)}`);
  return isThere;
}

async function filter<T>(all: readonly T[], test: (one: T) => Promise<boolean>): Promise<T[]> {
  const passed = await Promise.all(all.map(test));
  return all.filter((_, index) => passed[index]);
}
