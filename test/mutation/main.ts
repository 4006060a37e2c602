import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { redisProgram } from "../../sandbox/redis/server.ts";
import { createRandom } from "../simulation/random.ts";
import { describe, kinds, type Change } from "./change.ts";
import { projectFiles, root } from "./copy.ts";
import { grounds, inOrder, steps, type Step } from "./grounds.ts";
import { changesInLua } from "./lua.ts";
import { named, shuffled } from "./sample.ts";
import { changesInTypeScript } from "./typescript.ts";
import { startWorker, type Measured, type Verdict, type Worker } from "./worker.ts";

/**
 * `npm run mutants -- --sample 60` plants that many small changes, one at a time, in copies of the project, runs the
 * tests that get to each, and says which changes no test noticed. The same `--seed` plants the same changes.
 */
const { values } = parseArgs({
  options: {
    sample: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    /** What an earlier run printed, whole or in part: the changes that survived it, and no others. */
    only: { type: "string" },
    /** Say what would be planted, and plant nothing. */
    list: { type: "boolean", default: false },
    /** Files or folders to plant in. */
    in: { type: "string", multiple: true, default: [...grounds] },
    /** Files or folders of tests that may notice. */
    tests: { type: "string", multiple: true, default: ["test"] },
    /** Copies at work side by side. */
    jobs: { type: "string", default: "2" },
    /** How many seeds of the simulation a change has to pass. */
    seeds: { type: "string", default: "60" },
  },
});

const sources = new Map<string, string>();
for (const file of projectFiles) {
  if (/\.(?:ts|lua)$/.test(file)) sources.set(file, await readFile(join(root, file), "utf8"));
}
const within = (file: string, places: readonly string[]) =>
  places.some((place) => file === place || file.startsWith(`${place.replace(/\/$/, "")}/`));
const changes = [...sources]
  .filter(([file]) => within(file, values.in))
  .flatMap(([file, source]) =>
    file.endsWith(".lua") ? changesInLua(file, source) : changesInTypeScript(file, source),
  );
const queue = await (values.only === undefined
  ? shuffled(changes, createRandom(Number(values.seed)))
  : earlier(values.only));
const sample = values.only === undefined ? Number(values.sample) : queue.length;
const shown = (change: Change) => describe(sources.get(change.file) ?? "", change);
if (values.list) {
  for (const change of queue.slice(0, sample)) console.log(shown(change));
  process.exit();
}

const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopped.abort());
const folder = await mkdtemp(join(tmpdir(), "osimesa-mutants-"));
try {
  await redisProgram();
  const workers = await Promise.all(
    Array.from({ length: Number(values.jobs) }, (_, job) =>
      startWorker(join(folder, String(job)), stopped.signal),
    ),
  );
  const measured = await measureAll(workers);
  summarize(await judgeAll(workers, measured));
} catch (error) {
  if (error !== stopped.signal.reason) throw error;
  process.exitCode = 130;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

async function earlier(file: string): Promise<Change[]> {
  const found = named(changes, sources, await readFile(file, "utf8"));
  for (const line of found.gone) console.log(`no longer there: ${line}`);
  return found.changes;
}

/** Where one fails, the others are ended first: nothing started here goes on without us. */
async function together(works: readonly Promise<void>[]): Promise<void> {
  await Promise.all(works).catch(async (error: unknown) => {
    const before = stopped.signal.aborted;
    stopped.abort();
    await Promise.allSettled(works);
    if (!before) throw new Error("a copy could not go on", { cause: error });
  });
  stopped.signal.throwIfAborted();
}

/**
 * Everything once on the unchanged project. What is red already would notice nothing: it is said and left out, for an hour's
 * work is not thrown away for one test; what the others catch is the least that is caught.
 */
async function measureAll(workers: readonly Worker[]): Promise<Measured[]> {
  const waiting = steps(
    projectFiles.filter((file) => within(file, values.tests)),
    Number(values.seeds),
  );
  const measured: Measured[] = [];
  const red: string[] = [];
  const measure = async (worker: Worker, step: Step) => {
    let ending = await worker.measure(step);
    // Two more chances for a test that has to share the machine.
    for (let again = 0; again < 2 && "end" in ending; again += 1)
      ending = await worker.measure(step);
    if ("end" in ending) red.push(`${step.name}: ${ending.what}\n${ending.output.slice(-2_000)}`);
    else measured.push(ending);
  };
  await together(
    workers.map(async (worker) => {
      for (let step = waiting.shift(); step; step = waiting.shift()) await measure(worker, step);
    }),
  );
  if (red.length > 0) {
    console.error(`Red without any change, and left out:\n${red.join("\n")}`);
    process.exitCode = 1;
  }
  return measured;
}

interface Judged {
  change: Change;
  verdict: Exclude<Verdict, { kind: "invalid" }>;
}

/** Takes the changes in order until as many as asked for could be judged. */
async function judgeAll(
  workers: readonly Worker[],
  measured: readonly Measured[],
): Promise<Judged[]> {
  const judged: Judged[] = [];
  let invalid = 0;
  let taken = 0;
  const work = async (worker: Worker) => {
    while (taken < sample) {
      const change = queue.shift();
      if (change === undefined) return;
      taken += 1;
      const verdict = await worker.judge(
        change,
        inOrder(
          change.file,
          measured.filter(({ coverage }) => coverage.ran(change.file, change.start)),
        ),
      );
      if (verdict.kind === "invalid") {
        taken -= 1;
        invalid += 1;
      } else {
        judged.push({ change, verdict });
        report(shown(change), verdict);
      }
    }
  };
  // One that ends while another may still find its change invalid leaves the rest to that other.
  await together(workers.map(work));
  console.log(`${invalid} more did not compile and do not count.`);
  return judged;
}

function report(change: string, verdict: Judged["verdict"]): void {
  if (verdict.kind !== "survived")
    return console.log(
      `${verdict.kind.padEnd(9)} ${change}\n          by ${verdict.by}: ${verdict.what}`,
    );
  const ran = verdict.ran.length === 0 ? "no test gets there" : `past ${verdict.ran.join(", ")}`;
  console.log(`SURVIVED  ${change}\n          ${ran}`);
}

function summarize(judged: readonly Judged[]): void {
  const survivors = judged.filter(({ verdict }) => verdict.kind === "survived");
  const timeOuts = judged.filter(({ verdict }) => verdict.kind === "time-out");
  console.log(`${caughtOf(judged)} planted changes caught, ${timeOuts.length} by a time-out:`);
  for (const kind of kinds) {
    const ofKind = judged.filter(({ change }) => change.kind === kind);
    if (ofKind.length > 0) console.log(`  ${kind} ${caughtOf(ofKind)}`);
  }
  console.log("Survivors:");
  for (const line of survivors.map(({ change }) => shown(change)).toSorted())
    console.log(`  ${line}`);
}

function caughtOf(judged: readonly Judged[]): string {
  const caught = judged.filter(({ verdict }) => verdict.kind !== "survived").length;
  return `${caught} of ${judged.length} (${((100 * caught) / Math.max(1, judged.length)).toFixed(0)} %)`;
}
