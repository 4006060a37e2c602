/** Packages from Debian or Ubuntu, for what cannot come from npm. */

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { sandboxWordsIn } from "./words/words.ts";

const run = promisify(execFile);

/** apt-get on a slow mirror; after this the install counts as failed. */
const INSTALL_TIMEOUT_MS = 10 * 60_000;
/** A fresh machine's own update holds apt's locks for minutes. */
const LOCK_PATIENCE_MS = 5 * 60_000;
const LOCK_RETRY_MS = 1_000;
/** dpkg says a line or more for each of a few hundred packages. */
const OUTPUT_MAX_BYTES = 16 * 2 ** 20;

export interface InstallOptions {
  /** The whole environment of apt-get. */
  readonly environment: NodeJS.ProcessEnv;
  /** Told that another program holds apt's locks and is waited for. */
  readonly announce: (line: string) => void;
  /** What is said then; default English. */
  readonly locked?: string;
}

/** Fetches the lists of what there is: before anything is asked for or installed. */
export function updateLists(options: InstallOptions): Promise<void> {
  return aptGet(["update", "-qq"], options);
}

/** Whether the lists have this package: Ubuntu has no `chromium`. */
export async function isOffered(name: string, { environment }: InstallOptions): Promise<boolean> {
  const { stdout } = await run("apt-cache", ["policy", name], { env: plain(environment) });
  return /^ +Candidate: (?!\(none\))/mu.test(stdout);
}

/** Rejects when apt-get cannot, with what it said. */
export function installPackages(
  packages: readonly string[],
  options: InstallOptions,
): Promise<void> {
  return aptGet(["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
}

/**
 * Unpacks what only Debian's backports have into this folder, with sources and lists of its own: nothing of the machine
 * is changed, and nothing of it is offered from there later. Rejects where it is not to be had.
 */
export async function unpackBackport(
  name: string,
  folder: string,
  options: InstallOptions,
): Promise<void> {
  const codename = /^VERSION_CODENAME=(\w+)$/mu.exec(await readRelease())?.[1];
  const own = await mkdtemp(join(tmpdir(), "backports-"));
  try {
    const sources = join(own, "sources.list");
    const parts = join(own, "parts");
    const lists = join(own, "lists");
    await writeFile(sources, `deb http://deb.debian.org/debian ${codename}-backports main\n`);
    await Promise.all([mkdir(parts), mkdir(lists)]);
    const dirs = { "Etc::SourceList": sources, "Etc::SourceParts": parts, "State::Lists": lists };
    const ours = Object.entries(dirs).map(([dir, path]) => `-oDir::${dir}=${path}`);
    await aptGet([...ours, "update", "-qq"], options);
    await aptGet([...ours, "download", "-qq", name], options, own);
    const file = (await readdir(own)).find((one) => one.endsWith(".deb"));
    await mkdir(folder, { recursive: true });
    await run("dpkg", ["-x", join(own, file ?? ""), folder], { env: plain(options.environment) });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

export async function isRootOnDebian(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/mu.test(await readRelease());
}

function readRelease(): Promise<string> {
  return readFile("/etc/os-release", "utf8").catch(() => "");
}

/**
 * apt has several locks, and its DPkg::Lock::Timeout waits for dpkg's only: not for that of the lists, which
 * `update` takes, nor for that of the archives. So whatever is locked is tried again.
 */
async function aptGet(
  args: readonly string[],
  options: InstallOptions,
  cwd?: string,
): Promise<void> {
  const deadlineMs = performance.now() + LOCK_PATIENCE_MS;
  for (let announced = false; ; announced = true) {
    try {
      await run("apt-get", args, {
        timeout: INSTALL_TIMEOUT_MS,
        maxBuffer: OUTPUT_MAX_BYTES,
        env: plain(options.environment),
        ...(cwd !== undefined && { cwd }),
      });
      return;
    } catch (error) {
      if (!isLocked(error) || performance.now() > deadlineMs) throw error;
      if (!announced) options.announce(options.locked ?? sandboxWordsIn("en").redis.locked);
      await sleep(LOCK_RETRY_MS);
    }
  }
}

function isLocked(error: unknown): boolean {
  // "Could not get lock …", "Unable to lock directory …", "Unable to acquire the dpkg frontend lock …"
  return error instanceof Error && /^E: (Could not get|Unable to).* lock\b/mu.test(error.message);
}

/** Nothing asks, and errors are in the language they are looked for in. */
function plain(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
}
