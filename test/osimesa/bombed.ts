import { systemClock } from "../../src/clock.ts";
import { createOsimesa } from "../../src/osimesa/client.ts";
import { account, lists, orders } from "./supplier.ts";

/** The client in a process of its own: what each call came to, and how far its memory grew meanwhile. */
const baseUrl = process.argv[2];
if (baseUrl === undefined) throw new Error("wanted: the supplier's address");
// However busy the machine: it is memory that is measured.
const osimesa = createOsimesa(
  { ...account, baseUrl, timeoutMs: 300_000, maxRequestsPerSecond: 1_000 },
  { clock: systemClock },
);
const beforeBytes = process.memoryUsage.rss();
let peakBytes = beforeBytes;
const look = () => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss()));
const looking = setInterval(look, 2);

const order = await orders({ osimesa });
look();
const page = await osimesa.page();
look();
const { answer } = await lists({ osimesa });
look();
clearInterval(looking);
process.send?.({
  order: order.kind,
  page: page.kind === "trouble" ? page.cause : page.kind,
  services: answer.kind === "trouble" ? answer.cause : answer.kind,
  grownBytes: peakBytes - beforeBytes,
});
