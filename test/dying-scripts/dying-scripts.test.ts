import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Redis } from "ioredis";
import { complaintScripts } from "../../src/complaints/scripts.ts";
import { moneyScripts } from "../../src/money/scripts.ts";
import { orderScripts } from "../../src/orders/store/scripts.ts";
import { peopleScripts } from "../../src/people/scripts.ts";
import { priceScripts } from "../../src/prices/price-list.ts";
import { leaseScripts } from "../../src/redis/leases.ts";
import type { Scripts } from "../../src/redis/scripts.ts";
import { shopScripts } from "../../src/shop/scripts.ts";
import { watchScripts } from "../../src/watch/scripts.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { compare, dumpRedis, type Dumped } from "../simulation/redis/dump.ts";
import { mortal, noDeath, runMortal, stopClock, type Death } from "../simulation/redis/mortal.ts";
import { moneyStories } from "./money.ts";
import { orderStories } from "./orders.ts";
import { peopleStories } from "./people.ts";
import { nowMs, prefix, type Call, type ScriptName, type Story } from "./story.ts";

/**
 * Redis does not roll back a script that dies. So whichever of its commands fails, or all from one on: repeated, and
 * with what is left mended, everything is as if it had not died. Only sums may be short.
 */

const stories: Readonly<Record<string, Story>> = {
  ...orderStories,
  ...moneyStories,
  ...peopleStories,
};

let server: Awaited<ReturnType<typeof startPrivateRedis>>;
let redis: Redis;
before(async () => {
  server = await startPrivateRedis({ settings: { appendonly: "no" } });
  redis = new Redis(server.url);
});
after(async () => {
  redis.disconnect();
  await server.close();
});

const sourcesOf = <Name extends ScriptName>({ names, read }: Scripts<Name>) =>
  names.map((name): [ScriptName, string] => [name, mortal(read(name).source)]);
const sources = new Map([
  ...sourcesOf(orderScripts),
  ...sourcesOf(moneyScripts),
  ...sourcesOf(leaseScripts),
  ...sourcesOf(peopleScripts),
  ...sourcesOf(priceScripts),
  ...sourcesOf(shopScripts),
  ...sourcesOf(watchScripts),
  ...sourcesOf(complaintScripts),
]);

function run([name, ...args]: Call, death: Death = noDeath) {
  return runMortal(redis, sources.get(name) ?? "", [prefix, ...args], death);
}

/** Tells a story; answers what is in Redis at its end. */
async function tell({ before: first = [], spoil, dies }: Story, death: Death): Promise<Dumped> {
  await redis.flushdb();
  await stopClock(redis, nowMs);
  for (const call of first) assert.notEqual(await run(call), "died");
  await spoil?.(redis, run);
  await run(dies, death);
  assert.notEqual(await run(dies), "died", "the repeat is carried out");
  await stopClock(redis, nowMs + 60_000);
  await run(["mend", 50, 60_000]);
  return withoutSums(await dumpRedis(redis, prefix));
}

/** Without what is no promise: sums, tries, the time when something is due, who stands twice among those still to be reached. */
function withoutSums(dump: Dumped): Dumped {
  const kept = Object.entries(dump).filter(([key]) => !/:(sums|spent):/.test(key));
  return Object.fromEntries(
    kept.map(([key, entry]) => [key, { ...entry, value: promised(key, entry.value) }]),
  );
}

function promised(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return key.endsWith(":to") ? [...new Set(value)] : value;
  if (typeof value !== "object" || value === null) return value;
  if (/:(cards|outbox:due)$/.test(key)) return Object.keys(value);
  return Object.fromEntries(
    Object.entries(value).filter(([field]) => !/^(reached|blocked|quiet|tries .*)$/.test(field)),
  );
}

/** No script of these stories has more. */
const mostCommands = 100;

for (const [name, story] of Object.entries(stories)) {
  test(`dies anywhere, repeated, as if it had not: ${name}`, async () => {
    const well = await tell(story, noDeath);
    assert.ok(Object.keys(well).length > 0, "the script leaves something");
    let struck = true;
    let first = 0;
    while (struck) {
      first += 1;
      assert.ok(first < mostCommands);
      for (const last of [first, Infinity]) {
        const difference = compare(await tell(story, { first, last }), well);
        assert.equal(difference, null, `died at command ${first} to ${last}`);
      }
      struck = (await redis.exists("mortal:struck")) === 1;
    }
    assert.ok(first > 1, "it has commands that can fail");
  });
}

test("every script that writes is tried", () => {
  const tried = new Set(Object.values(stories).map(({ dies: [name] }) => name));
  const reads: readonly string[] = ["evidence"];
  assert.deepEqual(
    [...sources.keys()].filter((name) => !tried.has(name) && !reads.includes(name)),
    [],
  );
});
