/** Packages from Debian or Ubuntu, for what cannot come from npm. */

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** apt-get on a slow mirror; after this the install counts as failed. */
const INSTALL_TIMEOUT_MS = 5 * 60_000;

/** Rejects when apt-get cannot; the environment is the child's whole one. */
export async function installPackages(
  environment: NodeJS.ProcessEnv,
  ...packages: readonly string[]
): Promise<void> {
  await aptGet(environment, "update", "-qq");
  await aptGet(environment, "install", "-y", "-qq", "--no-install-recommends", ...packages);
}

async function aptGet(environment: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<void> {
  // Two test files, or a system update, may hold dpkg's lock: wait for it instead of failing.
  await run("apt-get", ["-o", "DPkg::Lock::Timeout=240", ...args], {
    timeout: INSTALL_TIMEOUT_MS,
    env: { ...environment, DEBIAN_FRONTEND: "noninteractive" },
  });
}

export async function isRootOnDebian(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/mu.test(release);
}
