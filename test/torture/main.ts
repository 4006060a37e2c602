import { parseArgs } from "node:util";
import { killAtSteps } from "./kill-points.ts";
import { killAtRandom } from "./random-kills.ts";

/** `npm run torture`: the bot as a real process, killed at every I/O step of one order, then at random under load. */
const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "600" },
    kills: { type: "string", default: "200" },
    orders: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
  },
});

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
process.exit(complaints + report.complaints.length === 0 ? 0 : 1);
