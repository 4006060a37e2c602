import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { mutants, type Mutant } from "./mutants.ts";
import { play, type Forced, type Report } from "./play.ts";
import { faultNames, type FaultName } from "./policy.ts";

/**
 * `npm run simulate -- --seeds 1000` plays seeds and judges them; `--seed 7` replays one;
 * `--mutants` plants each bug in turn and exits 1 unless every one is caught; `--mutant "no gapless rule"` plants one.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    mutants: { type: "boolean", default: false },
    mutant: { type: "string" },
  },
});

/**
 * Within so many seeds every planted bug is caught, and it plays the same every time: a bug that needs more needs a
 * scenario (its faults) or a witness that sees it sooner.
 */
const mutantSeeds = 100;

if (values.mutants) process.exit(tryMutants(mutants) ? 0 : 1);
const wanted = mutants.filter((mutant) => mutant.name === values.mutant);
if (values.mutant !== undefined && process.env["MUTANT"] !== values.mutant) {
  if (wanted.length === 0) throw new Error(`no such mutant: ${values.mutant}; see mutants.ts`);
  process.exit(tryMutants(wanted) ? 0 : 1);
}
process.exit((await playSeeds(wanted[0])) ? 0 : 1);

/** Each in a process of its own, since a bug is planted as the code is loaded. */
function tryMutants(all: readonly Mutant[]): boolean {
  let survivors = 0;
  for (const { name } of all) {
    const run = spawnSync(
      process.execPath,
      [
        "--import",
        new URL("mutate.ts", import.meta.url).href,
        process.argv[1] ?? "",
        "--mutant",
        name,
        "--seeds",
        String(mutantSeeds),
      ],
      { env: { ...process.env, MUTANT: name }, encoding: "utf8" },
    );
    const caught = /^seed (\d+): (.*)$/m.exec(run.stdout);
    if (caught === null) survivors += 1;
    const problem =
      run.stderr
        .trim()
        .split("\n")
        .find((line) => line.includes("Error")) ?? "";
    console.log(
      caught === null
        ? `SURVIVED  ${name} ${problem}`
        : `caught    ${name} (seed ${caught[1]}: ${caught[2]})`,
    );
  }
  console.log(`${all.length - survivors} of ${all.length} planted bugs caught`);
  return survivors === 0;
}

/** Plays seeds; stops at the first bad one when a bug is planted. */
async function playSeeds(mutant: Mutant | undefined): Promise<boolean> {
  const forced: Forced =
    mutant === undefined
      ? {}
      : {
          faults: mutant.faults,
          ...(mutant.unmatchedPolicy ? { unmatchedPolicy: mutant.unmatchedPolicy } : {}),
          ...(mutant.policy ? { policy: mutant.policy } : {}),
        };
  const first = Number(values.seed ?? values.from);
  const count = values.seed === undefined ? Number(values.seeds) : 1;
  const reports: Report[] = [];
  const startedMs = performance.now();
  for (let seed = first; seed < first + count; seed += 1) {
    const report = await play(seed, forced);
    reports.push(report);
    if (values.seed !== undefined)
      console.log(
        `seed ${seed}: events ${report.events}, policy ${JSON.stringify({ ...report.policy, faults: [...report.policy.faults] })}`,
      );
    for (const { invariant, what } of report.violations)
      console.log(`seed ${seed}: invariant ${invariant}: ${what}`);
    if (mutant !== undefined && report.violations.length > 0) break;
  }
  summarize(reports, (performance.now() - startedMs) / 1_000);
  return reports.every((report) => report.violations.length === 0);
}

function summarize(reports: readonly Report[], seconds: number): void {
  const sum = (value: (report: Report) => number) =>
    reports.reduce((total, report) => total + value(report), 0);
  const struck = (fault: FaultName) => sum((report) => report.struck.get(fault) ?? 0);
  const drawn = (fault: FaultName) => sum((report) => (report.policy.faults.has(fault) ? 1 : 0));
  const orders = sum((report) => report.orders);
  console.log(
    `seeds ${reports.length}, orders ${orders}, simulated hours ${(sum((report) => report.simulatedMs) / 3_600_000).toFixed(1)}, in ${seconds.toFixed(0)} s`,
  );
  console.log(
    `faults (times struck / seeds that drew it): ${faultNames.map((fault) => `${fault} ${struck(fault) || "–"}/${drawn(fault)}`).join(", ")}`,
  );
  console.log(
    `violations ${sum((report) => report.violations.length)}; went to review ${((100 * sum((report) => report.reviewed)) / Math.max(1, orders)).toFixed(1)} %`,
  );
}
