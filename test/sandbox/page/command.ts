/** `npm run sandbox`, as its process, on a machine that speaks English; killed when the test ends. */

import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { TestContext } from "node:test";

const MAIN = join(import.meta.dirname, "../../../sandbox/main.ts");

interface Run {
  readonly child: ChildProcess;
  /** Resolves with everything said so far once it holds the pattern, or at the end. */
  said(pattern: RegExp): Promise<string>;
}

export function runSandbox(
  t: TestContext,
  args: readonly string[],
  env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "en_US.UTF-8" },
): Run {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
  t.after(() => child.kill("SIGKILL"));
  let output = "";
  const told = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const tell of told) tell();
    });
  }
  return {
    child,
    said: (pattern) =>
      new Promise((resolve) => {
        const tell = () => pattern.test(output) && resolve(output);
        told.add(tell);
        child.once("close", () => resolve(output));
        if (child.exitCode === null) tell();
        else resolve(output);
      }),
  };
}
