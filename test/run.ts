/**
 * `npm test`: every check and every test; `npm test -- FILE …`: these test files and nothing else;
 * `npm run test:fast`: every test file that is over in a moment, three tests in four. `--no-install`: nothing is
 * installed by apt; what would be needed is said.
 */

import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { prepareMachine } from "./machine.ts";
import { openSharedServer } from "./redis-database.ts";

/** Slow files have a process to themselves, the longest first: some wait most of their time, others keep a core busy. */
const SLOW = {
  waiting: [
    "test/torture/",
    "test/orders/rush.test.ts",
    "test/replicas/cluster-failover.test.ts",
    "test/replicas/sentinel-failover.test.ts",
    "test/story/queue.test.ts",
    "test/story/redis-trouble.test.ts",
    "test/replicas/",
    "test/story/secrets.test.ts",
    "test/story/lost-memory.test.ts",
    "test/sandbox/payments.test.ts",
    "test/sandbox/shop.test.ts",
    "test/run.test.ts",
    "test/doctor/",
    "test/setup/",
    "test/orders/waiting.test.ts",
  ],
  computing: [
    "test/simulation/",
    "test/sandbox/page/tour",
    "test/dying-scripts/",
    "test/power-loss/",
    "test/sandbox/page/",
  ],
};
/** Of the others, what takes seconds; like the slow ones not in `npm run test:fast`. */
const SECONDS = [
  "test/bot/effort.test.ts",
  "test/bot/history.test.ts",
  "test/export/export.test.ts",
  "test/http/server.test.ts",
  "test/orders/placing.test.ts",
  "test/orders/reconciling.test.ts",
  "test/orders/trust.test.ts",
  "test/osimesa/body.test.ts",
  "test/screens/orders.test.ts",
  "test/story/",
  "test/telling/at-once.test.ts",
  "test/telling/courier.test.ts",
  "test/watch/watch.test.ts",
];
/**
 * A process that runs one quick file is busy loading the bot and compiling it for most of its time: some share one,
 * which takes two thirds off the processor time of them all.
 */
const FILES_A_PROCESS = 25;
/** Most files wait for Redis, timers and processes three times as long as they compute; two cores are busy with nine. */
const PROCESSES_AT_ONCE = 9;
/** The last of a kind begins when so much of all has: the longest wait comes first, and no core is idle at the end. */
const BEGUN_BY = { waiting: 0.7, quick: 0.3, computing: 1 };
/** What hangs is named, and ends; nothing comes near it, also where the machine has eight other things to do. */
const HANGS_AFTER_MS = { test: 20 * 60_000, all: 60 * 60_000 };
/** What a killed process had in the temporary folder is removed by somebody else, a moment later. */
const CLEARED_WITHIN_MS = 5_000;

const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fast: { type: "boolean", default: false },
    "no-install": { type: "boolean", default: false },
  },
});
const files = positionals.length > 0 ? globSync(positionals).map(fromRoot) : everyFile();
if (files.length === 0) throw new Error(`no such test file: ${positionals.join(" ")}`);

const prepared = await prepareMachine(files, {
  announce: (line) => console.log(line),
  install: !values["no-install"],
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
const { maySkip } = prepared;
if (positionals.length === 0 && !values.fast) {
  const { status } = spawnSync("npm", ["run", "check"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
const complaints = await runTests();
for (const complaint of complaints) console.log(complaint);

function fromRoot(file: string): string {
  return relative(root, file);
}

function everyFile(): string[] {
  const all = globSync("test/**/*.test.ts", { cwd: root }).toSorted();
  return values.fast ? all.filter((file) => !isSlow(file) && !isOneOf(SECONDS, file)) : all;
}

function isSlow(file: string): boolean {
  return isOneOf([...SLOW.waiting, ...SLOW.computing], file);
}

function isOneOf(starts: readonly string[], file: string): boolean {
  return starts.some((start) => file.startsWith(start));
}

/** Those of `all` that begin with one of `starts`, in their order. */
function under(starts: readonly string[], all: readonly string[]): string[] {
  const placeOf = (file: string) => starts.findIndex((start) => file.startsWith(start));
  return all
    .filter((file) => placeOf(file) >= 0)
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((file) => join(root, file));
}

/**
 * Each slow file for itself; of the quick ones a file in `folder` for some, which loads them in turn: those that lie far
 * apart, for neighbours wait alike. All kinds are mixed, so that there is always something to compute.
 */
async function gather(all: readonly string[], folder: string): Promise<string[]> {
  const quick = all.filter((file) => !isSlow(file));
  const processes = Math.ceil(quick.length / FILES_A_PROCESS);
  const together: string[] = [];
  for (let place = 0; place < processes; place += 1) {
    const some = quick.filter((_, index) => index % processes === place);
    const [first = ""] = some;
    const entry = join(folder, `${first.replaceAll("/", "-")}-and-${some.length - 1}-more.mjs`);
    const loads = some.map((file) => `import "${pathToFileURL(join(root, file)).href}";\n`);
    await writeFile(entry, loads.join(""));
    together.push(entry);
  }
  const spread = (some: readonly string[], end: number) =>
    some.map((file, place) => ({ file, at: (place / some.length) * end }));
  return [
    ...spread(under(SLOW.waiting, all), BEGUN_BY.waiting),
    ...spread(together, BEGUN_BY.quick),
    ...spread(under(SLOW.computing, all), BEGUN_BY.computing),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ file }) => file);
}

/** Runs the files with a temporary folder of their own, in which nothing may be left. Answers the last lines. */
async function runTests(): Promise<string[]> {
  const gathered = await mkdtemp(join(tmpdir(), "osimesa-test-files-"));
  const folder = await mkdtemp(join(tmpdir(), "osimesa-test-"));
  process.env["TMPDIR"] = folder;
  // A hundred processes compile the same modules; those that are killed leave nothing compiled for the others.
  process.env["NODE_COMPILE_CACHE"] ??= join(root, "node_modules/.cache/compiled");
  spawnSync(process.execPath, ["--import", "./src/app.ts", "--eval", ""], { cwd: root });
  // Most need no more than a database to themselves; hundreds of servers would be started for them.
  const redis = await openSharedServer();
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  setTimeout(() => stopping.abort(), HANGS_AFTER_MS.all).unref();
  const skipped: string[] = [];
  const begun = positionals.length > 0 ? files : await gather(files, gathered);
  // Whose process a test ended sums up nothing, and counts as good.
  const cutOff = new Set(begun.map((file) => resolve(root, file)));
  const running = run({
    files: begun,
    cwd: root,
    execArgv:
      positionals.length > 0 ? [] : ["--import", new URL("untracked.ts", import.meta.url).href],
    concurrency: PROCESSES_AT_ONCE,
    signal: stopping.signal,
    timeout: HANGS_AFTER_MS.test,
  });
  running.on("test:pass", ({ name, skip }) => {
    if (skip !== undefined) skipped.push(`  ${name} (${skip === true ? "skipped" : skip})`);
  });
  running.on("test:fail", () => (process.exitCode = 1));
  running.on("test:summary", ({ file }) => void cutOff.delete(file ?? ""));
  const report = running.compose(new spec());
  report.pipe(process.stdout);
  await finished(report);
  await redis.close();

  const left = await leftIn(folder);
  for (const made of [folder, gathered]) await rm(made, { recursive: true, force: true });
  if ((skipped.length > 0 && !maySkip) || left.length > 0 || cutOff.size > 0) process.exitCode = 1;
  return [
    ...(cutOff.size > 0 ? ["Failed, for it ended before its tests:"] : []),
    ...[...cutOff].map((file) => `  ${file}`),
    ...(left.length > 0 ? ["Failed, for these were left in the temporary folder:"] : []),
    ...left.map((name) => `  ${name}`),
    ...(skipped.length === 0 ? [] : [maySkip ? "Not tested here:" : "Failed, for it was skipped:"]),
    ...skipped,
  ];
}

async function leftIn(folder: string): Promise<string[]> {
  const deadlineMs = performance.now() + CLEARED_WITHIN_MS;
  for (;;) {
    const names = await readdir(folder);
    if (names.length === 0 || performance.now() > deadlineMs) return names;
    await sleep(100);
  }
}
