import { parseArgs } from "node:util";
import { killAtSteps } from "./kill-points.ts";
import { strikeAtRandom } from "./random-blows.ts";
import { killAtRandom } from "./random-kills.ts";

/**
 * `npm run torture`: the bot as a real process, killed at every I/O step of one order, then at random under load;
 * `--replicas`: three of them by webhook, struck down one after another, with one Redis, with sentinels and with a cluster.
 */
const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "600" },
    kills: { type: "string", default: "200" },
    orders: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
    replicas: { type: "boolean", default: false },
    blows: { type: "string", default: "60" },
  },
});

if (values.replicas) process.exit((await strikeReplicas()) ? 0 : 1);

let complaints = 0;
let points = 0;
let told = false;
function* everyStep(): Iterable<number> {
  for (let step = 1; step <= Number(values.steps) && !told; step += 1) yield step;
}
await killAtSteps(everyStep(), (kill) => {
  if (kill.reached) points += 1;
  else told = true;
  complaints += kill.complaints.length;
  for (const complaint of kill.complaints) console.log(`step ${kill.step}: ${complaint}`);
  if (kill.step % 25 === 0) console.log(`killed at ${points} steps so far`);
});
console.log(`${points} kill points of one order, ${complaints} complaints`);

const report = await killAtRandom({
  seed: Number(values.seed),
  kills: Number(values.kills),
  orders: Number(values.orders),
  resellers: 50,
});
for (const complaint of report.complaints) console.log(complaint);
console.log(
  `${report.kills} random kills over ${report.orders} orders by 50 resellers, ${report.reviewed} went to review, ${report.complaints.length} complaints`,
);
const few = report.orders < Number(values.orders);
if (few) console.log(`of the ${values.orders} orders wanted not all came to be: this says little`);
process.exit(complaints + report.complaints.length === 0 && !few ? 0 : 1);

async function strikeReplicas(): Promise<boolean> {
  let isWell = true;
  for (const redis of ["one", "sentinels", "cluster"] as const) {
    const { blows, orders, reviewed, complaints } = await strikeAtRandom({
      seed: Number(values.seed),
      blows: Number(values.blows),
      resellers: 50,
      redis,
    });
    for (const complaint of complaints) console.log(`${redis}: ${complaint}`);
    console.log(
      `${redis}: ${JSON.stringify(blows)} over ${orders} orders by 50 resellers, ${reviewed} went to review, ${complaints.length} complaints`,
    );
    isWell &&= complaints.length === 0;
  }
  return isWell;
}
