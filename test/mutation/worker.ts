import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { plant, type Change } from "./change.ts";
import { copyProject } from "./copy.ts";
import { readCoverage, type Coverage } from "./coverage.ts";
import { failureSign, type Step } from "./grounds.ts";
import { runNode, type Ending } from "./run.ts";

/** A step that passes on the unchanged project: how long it takes, and where it gets to. */
export interface Measured {
  step: Step;
  seconds: number;
  coverage: Coverage;
}

export type Verdict =
  | { kind: "invalid" }
  | { kind: "caught" | "time-out"; by: string; what: string }
  | { kind: "survived"; ran: readonly string[] };

export interface Worker {
  /** Runs a step on the unchanged project, or says why that fails. */
  measure(step: Step): Promise<Measured | Ending>;
  /** Runs steps on the changed one, until one of them notices. */
  judge(change: Change, steps: readonly Measured[]): Promise<Verdict>;
}

/** What `npm run check` would refuse is no bug that tests have to find; what it only calls untidy is. */
const compile = [
  "node_modules/typescript/bin/tsc",
  "--incremental",
  "--noUnusedLocals",
  "false",
  "--noUnusedParameters",
  "false",
  "--allowUnreachableCode",
  "true",
];
const noteReads = new URL("note-reads.ts", import.meta.url).href;
const compileLimitMs = 120_000;
const unchangedLimitMs = 300_000;
/** A machine with other work is slower now than it was when a step was measured. */
const patience = { factor: 5, atLeastMs: 30_000 };

/** Works in a copy of the project in a folder of its own, where everything it starts keeps its files too. */
export async function startWorker(folder: string, signal: AbortSignal): Promise<Worker> {
  const top = join(folder, "project");
  const temporary = join(folder, "tmp");
  await mkdir(temporary, { recursive: true });
  await copyProject(top);
  const { NODE_V8_COVERAGE: _, ...inherited } = process.env;
  const env = { ...inherited, TMPDIR: temporary };
  const run = (args: readonly string[], limitMs: number, more: NodeJS.ProcessEnv = {}) =>
    runNode(args, { cwd: top, env: { ...env, ...more }, limitMs, failure: failureSign, signal });

  const compiles = async () => {
    const remembered = join(folder, "tsc.json");
    return (
      (await run([...compile, "--tsBuildInfoFile", remembered], compileLimitMs)).end === "passed"
    );
  };

  async function tryAll(steps: readonly Measured[]): Promise<Verdict> {
    for (const { step, seconds } of steps) {
      const limitMs = Math.max(patience.atLeastMs, Math.ceil(seconds * 1_000 * patience.factor));
      const first = await run(step.args, limitMs);
      if (first.end === "passed") continue;
      if (first.end === "time-out") return { kind: "time-out", by: step.name, what: first.what };
      // Twice, because a test that fails now and then has noticed nothing.
      const second = await run(step.args, limitMs);
      if (second.end !== "passed") return { kind: "caught", by: step.name, what: first.what };
    }
    return { kind: "survived", ran: steps.map(({ step }) => step.name) };
  }

  return {
    async measure(step) {
      const folderOfStep = join(temporary, "coverage");
      await mkdir(folderOfStep);
      const ending = await run(step.args, unchangedLimitMs, {
        NODE_V8_COVERAGE: folderOfStep,
        NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --import=${noteReads}`,
      });
      const coverage = await readCoverage(folderOfStep, top);
      await rm(folderOfStep, { recursive: true, force: true, maxRetries: 5 });
      if (ending.end !== "passed") return ending;
      return { step, seconds: ending.seconds, coverage };
    },
    async judge(change, steps) {
      const file = join(top, change.file);
      const source = await readFile(file, "utf8");
      await writeFile(file, plant(source, change));
      try {
        if (change.file.endsWith(".ts") && !(await compiles())) return { kind: "invalid" };
        return await tryAll(steps);
      } finally {
        await writeFile(file, source);
      }
    },
  };
}
