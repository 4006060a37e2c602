import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import { openRedis } from "../../sandbox/redis/server.ts";
import type { Mutant } from "./planted/mutant.ts";
import { runBooks, type RunReport } from "./books/books-run.ts";
import { runDeposits } from "./books/deposits-run.ts";
import { mutants } from "./planted/mutants.ts";
import { play, type Forced, type Report } from "./play.ts";
import { faultNames, noMoney, type FaultName } from "./policy.ts";

/**
 * `npm run simulate -- --seeds 1000` plays seeds and judges them; `--seed 7` replays one;
 * `--mutants` plants each bug in turn and exits 1 unless every one is caught; `--mutant "no gapless rule"` plants one.
 * `--books` and `--deposits` run that many random operations, and histories of deposits, on a real Redis beside a model;
 * `--from` is their seed.
 */
const usual = { "--books": 1_000_000, "--deposits": 100_000 } as const;
const given = process.argv.slice(2).flatMap((word, place, words) => {
  const isBare =
    (word === "--books" || word === "--deposits") && !/^\d+$/.test(words[place + 1] ?? "");
  return isBare ? [word, String(usual[word])] : [word];
});
const { values } = parseArgs({
  args: given,
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    mutants: { type: "boolean", default: false },
    mutant: { type: "string" },
    books: { type: "string" },
    deposits: { type: "string" },
  },
});

/**
 * Within so many seeds every planted bug is caught, and it plays the same every time: a bug that needs more needs a
 * scenario (its faults) or a witness that sees it sooner.
 */
const mutantSeeds = 100;

if (values.books !== undefined || values.deposits !== undefined)
  process.exit((await runOnRedis(Number(values.books ?? 0), Number(values.deposits ?? 0))) ? 0 : 1);
if (values.mutants) process.exit(tryMutants(mutants) ? 0 : 1);
const wanted = mutants.filter((mutant) => mutant.name === values.mutant);
if (values.mutant !== undefined && process.env["MUTANT"] !== values.mutant) {
  if (wanted.length === 0) throw new Error(`no such mutant: ${values.mutant}; see mutants.ts`);
  process.exit(tryMutants(wanted) ? 0 : 1);
}
process.exit((await playSeeds(wanted[0])) ? 0 : 1);

/** In a Redis of its own, unless REDIS_URL names one with a database that is free. */
async function runOnRedis(operations: number, histories: number): Promise<boolean> {
  const server = await openRedis({ announce: () => undefined, ownDatabase: true });
  const redis = new Redis(server.url);
  if (server.server !== undefined) await redis.config("SET", "appendonly", "no");
  const seed = Number(values.from);
  let isWell = true;
  const say = (what: string, { operations, deaths, seconds, faults }: RunReport) => {
    for (const fault of faults) console.log(fault);
    console.log(
      `${what}: ${operations} scripts run, ${deaths} of them to die, in ${seconds.toFixed(0)} s; ${faults.length} faults`,
    );
    isWell &&= faults.length === 0;
  };
  if (operations > 0) say("books", await runBooks(redis, { operations, seed }));
  if (histories > 0) {
    const report = await runDeposits(redis, { histories, seed });
    say(`${report.histories} deposits`, report);
  }
  redis.disconnect();
  await server.close();
  return isWell;
}

/** Each in a process of its own, since a bug is planted as the code is loaded. */
function tryMutants(all: readonly Mutant[]): boolean {
  let survivors = 0;
  for (const { name, shows = "" } of all) {
    const run = spawnSync(
      process.execPath,
      [
        "--import",
        new URL("./planted/mutate.ts", import.meta.url).href,
        process.argv[1] ?? "",
        "--mutant",
        name,
        "--seeds",
        String(mutantSeeds),
      ],
      { env: { ...process.env, MUTANT: name }, encoding: "utf8" },
    );
    const said = [...run.stdout.matchAll(/^seed (\d+): (.*)$/gm)];
    const caught = said.find(([line]) => line.includes(shows)) ?? null;
    if (caught === null) survivors += 1;
    const problem =
      run.stderr
        .trim()
        .split("\n")
        .find((line) => line.includes("Error")) ?? "";
    console.log(
      caught === null
        ? `SURVIVED  ${name} ${said[0]?.[0] ?? problem}`
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
          policy: { ...noMoney, ...mutant.policy },
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
