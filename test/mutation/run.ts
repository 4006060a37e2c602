import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Ending {
  end: "passed" | "failed" | "time-out";
  /** What failed, as far as it was said. */
  what: string;
  output: string;
  seconds: number;
}

export interface Bounds {
  cwd: string;
  env: NodeJS.ProcessEnv;
  limitMs: number;
  /** Ended as soon as this is written; its first group that holds says what failed. */
  failure?: RegExp;
  signal: AbortSignal;
}

/** More than any run that passes writes; of one that writes without end the beginning is enough. */
const outputLimit = 4_000_000;

/** Runs Node with these arguments, as the head of a process group, which ends with it whatever it started. */
export async function runNode(args: readonly string[], bounds: Bounds): Promise<Ending> {
  bounds.signal.throwIfAborted();
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: bounds.cwd,
    env: bounds.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const end = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // All of the group have ended.
    }
  };
  const limit = AbortSignal.any([bounds.signal, AbortSignal.timeout(bounds.limitMs)]);
  limit.addEventListener("abort", end, { once: true });

  let output = "";
  let what: string | undefined;
  const hear = (chunk: string) => {
    if (output.length < outputLimit) output += chunk;
    if (what !== undefined || bounds.failure === undefined) return;
    const said = bounds.failure.exec(output);
    // Not before its line is whole.
    if (said === null || !output.includes("\n", said.index + said[0].length)) return;
    what = said.slice(1).find((group) => group !== undefined) ?? said[0];
    end();
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);
  const [code] = await once(child, "close");
  end();
  bounds.signal.throwIfAborted();
  const seconds = (performance.now() - startedMs) / 1_000;
  if (what !== undefined) return { end: "failed", what, output, seconds };
  if (limit.aborted) return { end: "time-out", what: "time-out", output, seconds };
  return code === 0
    ? { end: "passed", what: "", output, seconds }
    : { end: "failed", what: `exit code ${code}`, output, seconds };
}
