import { parseArgs } from "node:util";
import { catalogue, start } from "./boot.ts";
import { before } from "./before.ts";
import { browsing } from "./browsing.ts";
import { confirming } from "./confirming.ts";
import { exporting } from "./exporting.ts";
import { flow } from "./flow.ts";
import { heap } from "./heap.ts";
import { keeping } from "./keeping.ts";
import { machine } from "./machine.ts";
import { operators } from "./operators.ts";
import { orders, push } from "./orders.ts";
import { receipts } from "./receipts.ts";
import { failover, intake, waiting } from "./replicas.ts";
import { repricing } from "./repricing.ts";
import { restart } from "./restart.ts";
import { searching } from "./searching.ts";
import { rowText, type Row } from "./table.ts";

/** Each row is printed as soon as it comes. */
type Bench = () => AsyncIterable<Row>;

const { only, old } = parseArgs({
  options: { only: { type: "string" }, old: { type: "string" } },
}).values;

/**
 * `npm run bench`: prints figures and writes nothing. `--only name` picks one; `--old folder`: another working copy, which
 * `flow` and `before` run beside this one.
 */
const benches: Record<string, Bench> = {
  browsing,
  start,
  catalogue,
  repricing,
  searching,
  exporting,
  keeping,
  receipts,
  operators,
  heap,
  confirming,
  orders,
  flow: () => flow(old),
  push,
  restart,
  intake,
  waiting,
  failover,
  ...(old === undefined ? {} : { before: () => before(old) }),
};

const chosen = Object.entries(benches).filter(([name]) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`--only ${only}: wanted one of ${Object.keys(benches).join(", ")}`);
  process.exit(1);
}
console.log(await machine());
let failed = false;
for (const [name, bench] of chosen) {
  console.log(`\n${name}\n${"-".repeat(name.length)}`);
  const startedMs = performance.now();
  try {
    for await (const row of bench()) console.log(rowText(row));
  } catch (error) {
    // The others have figures all the same.
    failed = true;
    console.log(`${name} failed:`, error);
  }
  console.log(`(${((performance.now() - startedMs) / 1_000).toFixed(0)} s)`);
}
// What a failed bench left open must not keep this from ending.
process.exit(failed ? 1 : 0);
