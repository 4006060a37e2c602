import type { Redis } from "ioredis";
import { moneyScripts } from "../../src/money/scripts.ts";
import { orderScripts } from "../../src/orders/store/scripts.ts";
import { leaseScripts } from "../../src/redis/leases.ts";
import type { Lua, LuaArgument } from "../../src/redis/lua.ts";
import { leaseDrawers } from "./draws/lease.ts";
import { moneyDrawers } from "./draws/money.ts";
import { orderDrawers } from "./draws/orders.ts";
import { person, prefix, type Drawers } from "./draws/things.ts";
import { createKeyspace, watchedKeyspace, type Keyspace } from "./redis/keyspace.ts";
import type { Random } from "./random.ts";
import { compare, dumpRedis, type Dumped } from "./redis/dump.ts";
import {
  becomeMemory,
  mortal,
  noDeath,
  runMortal,
  stopClock,
  type Death,
  type Outcome,
} from "./redis/mortal.ts";
import { runScript, type ScriptName } from "./redis/scripts.ts";

/** One call of a sequence. */
interface Call {
  name: ScriptName;
  args: LuaArgument[];
}

function runSimulated(db: Keyspace, now: number, { name, args }: Call, death: Death): Outcome {
  let counted = 0;
  const mortalDb = watchedKeyspace(db, () => {
    counted += 1;
    if (counted >= death.first && counted <= death.last) throw new Error("dies on purpose");
  });
  try {
    return runScript(mortalDb, prefix, now, name, args);
  } catch {
    return "died";
  }
}

/**
 * Runs the same random calls on a real Redis and on the simulated one; answers the first difference, or null.
 * Some die at one of their commands, on purpose or because a key holds what no script put there.
 * With a `planted` bug its script, and those `beside` that lead up to it, are called every other time.
 */
export async function firstDifference(
  redis: Redis,
  random: Random,
  steps: number,
  planted?: { script: ScriptName; beside: readonly ScriptName[]; mutate(source: string): string },
): Promise<string | null> {
  await redis.flushdb();
  const source = (name: ScriptName, { source }: Lua): [ScriptName, string] => [
    name,
    planted?.script === name ? planted.mutate(mortal(source)) : mortal(source),
  ];
  const sources = new Map([
    ...orderScripts.names.map((name) => source(name, orderScripts.read(name))),
    ...leaseScripts.names.map((name) => source(name, leaseScripts.read(name))),
    ...moneyScripts.names.map((name) => source(name, moneyScripts.read(name))),
  ]);
  let now = 1_790_000_000_000;
  const db = createKeyspace(() => now);
  let last: Call | null = null;
  const wanted = planted === undefined ? [] : [planted.script, ...planted.beside];
  // Else most calls would only be told that another memory is meant.
  const forgetful = random.chance(0.3);
  await becomeMemory(redis, db.identity());
  for (let step = 0; step < steps; step += 1) {
    if (random.chance(0.05)) await spoil(redis, db, random, step);
    if (forgetful && random.chance(0.03)) {
      db.becomes(`memory${step}`);
      await becomeMemory(redis, db.identity());
    }
    const call: Call = last !== null && random.chance(0.25) ? last : drawCall(random, db, wanted);
    last = call;
    const death = drawDeath(random);
    // Rarely as long as a gap is kept before a shorter one is tried: confirmations do not live so long.
    now += random.chance(0.02)
      ? random.pick([-30_000, -30_000, 3_700_000])
      : random.pick([0, 0, 1, 1, 50, 50, 800, 800, 5_000, 130_000]);
    await stopClock(redis, now);
    const simulated = runSimulated(db, now, call, death);
    const where = `step ${step}: ${call.name} ${JSON.stringify(call.args)} dying at ${death.first} to ${death.last}`;
    const real = await runMortal(
      redis,
      sources.get(call.name) ?? "",
      [prefix, ...call.args],
      death,
    );
    if (JSON.stringify(real) !== JSON.stringify(simulated)) {
      return `${where}\n  Redis answered     ${JSON.stringify(real)}\n  simulation answered ${JSON.stringify(simulated)}`;
    }
    // The answers are compared at every step, all the data at every tenth: it takes a hundred times longer.
    if (step % 10 !== 9 && !(death !== noDeath && random.chance(0.3))) continue;
    const difference = compare(await dumpRedis(redis, prefix), dumpSimulated(db));
    if (difference !== null) return `${where}\n  ${difference}`;
  }
  return null;
}

function drawDeath(random: Random): Death {
  if (!random.chance(0.2)) return noDeath;
  const first = random.integer(1, 40);
  return { first, last: random.chance(0.5) ? first : 1_000_000 };
}

/** What a hand, a restored backup or another program may leave: a counter that cannot count, a key of a wrong type; or it is mended. */
async function spoil(redis: Redis, db: Keyspace, random: Random, step: number): Promise<void> {
  const user = person(random);
  const key = (name: string) => `${prefix}${name}`;
  const spent = key(`spent:${Math.floor((1_790_000_000_000 + 25_200_000) / 86_400_000)}`);
  const wrong = random.pick([
    "cards",
    "unfinished",
    "holds",
    "unseen",
    "state:placed",
    "state:sending",
    "outbox:7001",
    "outbox:due",
    "history:7001",
    ["alike:print1", "number:n1", "card:7001:print1"][step % 3] ?? "",
    "mirror",
    "chain:refs",
    "unclaimed",
    "trust:decisions",
    "pace",
    "turns",
    "books:account:sales",
    "books:account:purse:7001",
    "books:statement:purse:7001",
    "books:followed",
  ]);
  switch (random.pick(["counter", "type", "mended", "mended"])) {
    case "counter": {
      const value = random.pick(["12500.0", "9223372036854775000", "many"]);
      if (!db.exists(spent) || db.hget(spent, user) === null) return;
      await redis.hset(spent, user, value);
      return db.hset(spent, { [user]: value });
    }
    case "type": {
      await redis.set(key(wrong), "spoilt");
      return db.set(key(wrong), "spoilt");
    }
    case "mended":
      await redis.del(spent);
      db.del(spent);
      for (const name of await redis.keys(`${prefix}*`)) {
        if ((await redis.type(name)) !== "string" || (await redis.get(name)) !== "spoilt") continue;
        await redis.del(name);
        db.del(name);
      }
  }
}

const drawers: Drawers<ScriptName> = { ...orderDrawers, ...leaseDrawers, ...moneyDrawers };

/** The orders' own scripts come more often than the others. */
const often: readonly ScriptName[] = [
  "draft",
  "confirm",
  "confirm",
  "claim",
  "claim",
  "claim",
  "slower",
  "apply",
  "apply",
  "observe",
  "lease",
  "mend",
  "trust",
];

function drawCall(random: Random, db: Keyspace, wanted: readonly ScriptName[]): Call {
  for (;;) {
    const drawn = random.chance(0.6)
      ? random.pick(often)
      : random.pick([...orderScripts.names, ...leaseScripts.names, ...moneyScripts.names]);
    const name = wanted.length > 0 && random.chance(0.4) ? random.pick(wanted) : drawn;
    const args = drawers[name](random, db);
    if (args !== null) return { name, args };
  }
}

const dumpSimulated = (db: Keyspace): Dumped => db.dump();
