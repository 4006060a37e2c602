/**
 * `npm test`: every check and every test; `npm test -- FILE …`: these test files and nothing else;
 * `npm run test:fast`: every test file that takes seconds, not minutes. `--no-install`: nothing is installed by apt;
 * what would be needed is said.
 */

import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { prepareMachine } from "./machine.ts";

/** What `npm run test:fast` leaves out; the others begin with it, so that nothing long is left to the end. */
const SLOW = [
  "test/simulation/",
  "test/torture/",
  "test/power-loss/",
  "test/sandbox/page/",
  "test/orders/dying-scripts.test.ts",
  "test/orders/rush.test.ts",
  "test/orders/waiting.test.ts",
];
/** Most files wait for Redis, timers and processes three times as long as they compute; two cores are busy with six. */
const FILES_AT_ONCE = 6;
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
  const [slow = [], quick = []] = [true, false].map((wanted) =>
    all.filter((file) => SLOW.some((start) => file.startsWith(start)) === wanted),
  );
  return values.fast ? quick : [...slow, ...quick];
}

/** Runs the files with a temporary folder of their own, in which nothing may be left. Answers the last lines. */
async function runTests(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "osimesa-test-"));
  process.env["TMPDIR"] = folder;
  // A hundred processes compile the same modules.
  process.env["NODE_COMPILE_CACHE"] ??= join(root, "node_modules/.cache/compiled");
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  const skipped: string[] = [];
  const running = run({ files, cwd: root, concurrency: FILES_AT_ONCE, signal: stopping.signal });
  running.on("test:pass", ({ name, skip }) => {
    if (skip !== undefined) skipped.push(`  ${name} (${skip === true ? "skipped" : skip})`);
  });
  running.on("test:fail", () => (process.exitCode = 1));
  const report = running.compose(new spec());
  report.pipe(process.stdout);
  await finished(report);

  const left = await leftIn(folder);
  await rm(folder, { recursive: true, force: true });
  if ((skipped.length > 0 && !maySkip) || left.length > 0) process.exitCode = 1;
  return [
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
