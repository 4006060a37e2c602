import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runNode } from "../mutation/run.ts";
import { bugs, type Bug } from "./bugs.ts";

/**
 * `npm run planted` plants each bug of `bugs.ts` in turn and runs the test file that has to miss it; exits 1 unless every
 * one is caught. `--bug "…"` plants one.
 */
const { values } = parseArgs({ options: { bug: { type: "string" } } });
const root = resolve(import.meta.dirname, "../..");
const hook = `--import=${new URL("./plant.ts", import.meta.url).href}`;
/** A test that hangs has missed it too. */
const limitMs = 2 * 60_000;

const wanted = bugs.filter(({ name }) => values.bug === undefined || name === values.bug);
if (wanted.length === 0) throw new Error(`no such bug: ${values.bug}; see bugs.ts`);
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopped.abort());
let survivors = 0;
for (const bug of wanted) {
  const what = await missedBy(bug);
  if (what === null) survivors += 1;
  const seen =
    what === null ? `SURVIVED  ${bug.name} (${bug.by})` : `caught    ${bug.name} (${what})`;
  console.log(seen);
}
console.log(`${wanted.length - survivors} of ${wanted.length} planted bugs caught`);
process.exitCode = survivors === 0 ? 0 : 1;

/** What failed first; null: nothing. */
async function missedBy({ name, by }: Bug): Promise<string | null> {
  const given = process.env["NODE_OPTIONS"] ?? "";
  const { end, what, output } = await runNode(["--test", "--test-reporter=tap", by], {
    cwd: root,
    env: { ...process.env, PLANTED: name, NODE_OPTIONS: `${given} ${hook}` },
    limitMs,
    failure: /^ *not ok \d+ - (.*)$/m,
    signal: stopped.signal,
  });
  if (output.includes("does not stand exactly once"))
    throw new Error(`"${name}": its text does not stand exactly once in its file`);
  return end === "passed" ? null : what;
}
