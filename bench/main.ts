import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { catalogue, start } from "./boot.ts";
import { browsing } from "./browsing.ts";
import { flow } from "./flow.ts";
import { orders, push } from "./orders.ts";
import { restart } from "./restart.ts";
import { table, type Row } from "./table.ts";

const { only, old } = parseArgs({
  options: { only: { type: "string" }, old: { type: "string" } },
}).values;

/**
 * `npm run bench`: prints figures and writes nothing. `--only name` picks one; `--old folder`: another working copy, which
 * `flow` runs beside this one.
 */
const benches: Record<string, () => Promise<Row[]>> = {
  browsing,
  start,
  catalogue,
  orders,
  flow: () => flow(old),
  push,
  restart,
};

const chosen = Object.entries(benches).filter(([name]) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`--only ${only}: wanted one of ${Object.keys(benches).join(", ")}`);
  process.exit(1);
}
const [processor] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${processor?.model.trim() ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
);
console.log("Only ratios say something of other machines.");
for (const [name, bench] of chosen) {
  const startedMs = performance.now();
  const rows = await bench();
  console.log(
    `\n${table(`${name} (${((performance.now() - startedMs) / 1_000).toFixed(0)} s)`, rows)}`,
  );
}
