import type { Redis } from "ioredis";
import { factsSchema, stateSchema } from "../../src/orders/order.ts";
import {
  readScript,
  scriptNames,
  type ScriptArgument,
  type ScriptName,
} from "../../src/orders/redis.ts";
import { createKeyspace, type Keyspace } from "./keyspace.ts";
import type { Random } from "./random.ts";
import { runScript } from "./scripts.ts";

/** One call of a sequence. */
export interface Call {
  name: ScriptName;
  args: ScriptArgument[];
}

const prefix = "osimesa:{diff}:";
const clock =
  "  local time = redis.call('TIME')\n  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)";
const stoppedClock = "  return tonumber(redis.call('GET', 'diff:now'))";

/** The Lua as it is sent, but for the clock, which the test sets. `mutate` plants a bug in one script. */
function sourceOf(name: ScriptName, mutate?: (name: ScriptName, source: string) => string): string {
  const { source } = readScript(name);
  if (source.split(clock).length !== 2)
    throw new Error("common.lua reads the clock in another way than this test knows");
  const stopped = source.replace(clock, stoppedClock);
  return mutate ? mutate(name, stopped) : stopped;
}

/** Runs the same random calls on a real Redis and on the simulated one; answers the first difference, or null. */
export async function firstDifference(
  redis: Redis,
  random: Random,
  steps: number,
  mutate?: (name: ScriptName, source: string) => string,
): Promise<string | null> {
  await redis.flushdb();
  const sources = new Map(scriptNames.map((name) => [name, sourceOf(name, mutate)]));
  let now = 1_790_000_000_000;
  const db = createKeyspace(() => now);
  let last: Call | null = null;
  for (let step = 0; step < steps; step += 1) {
    const call: Call = last !== null && random.chance(0.2) ? last : drawCall(random, db);
    last = call;
    now += random.pick([0, 0, 1, 1, 50, 50, 800, 800, 5_000, 130_000]);
    await redis.set("diff:now", now);
    const simulated = runScript(db, prefix, now, call.name, call.args);
    const where = `step ${step}: ${call.name} ${JSON.stringify(call.args)}`;
    let real: unknown;
    try {
      real = await redis.eval(sources.get(call.name) ?? "", 1, prefix, ...call.args);
    } catch (error) {
      return `${where}\n  Redis refused: ${String(error)}`;
    }
    if (JSON.stringify(real) !== JSON.stringify(simulated)) {
      return `${where}\n  Redis answered     ${JSON.stringify(real)}\n  simulation answered ${JSON.stringify(simulated)}`;
    }
    // The answers are compared at every step, all the data at every tenth: it takes a hundred times longer.
    if (step % 10 !== 9) continue;
    const difference = compare(await dumpRedis(redis), dumpSimulated(db));
    if (difference !== null) return `${where}\n  ${difference}`;
  }
  return null;
}

const ids = [1, 2, 3, 4, 5, 6].map((number) => `ORDER0000${number}`);
const id = (random: Random) => random.pick(ids);
const ref = (random: Random) => `R${random.integer(1, 6)}`;
const print = (random: Random) => `print${random.integer(1, 2)}`;
const person = (random: Random) => random.pick(["7001", "7002"]);
const holder = (random: Random) => random.pick(["alpha", "beta"]);
const operators = JSON.stringify(["9001", "9002"]);
let tokens = 0;
const token = () => `token${(tokens += 1)}`;

const notices = (random: Random) =>
  JSON.stringify(
    Array.from({ length: random.integer(0, 2) }, () => ({
      chat: person(random),
      notice: JSON.stringify({ kind: "result", id: `n${random.integer(1, 6)}` }),
    })),
  );

const facts = (random: Random, orderId: string) =>
  JSON.stringify(
    factsSchema.parse({
      v: 1,
      id: orderId,
      line: "game",
      resellerId: 7001,
      chatId: 7001,
      service: { code: "P5", name: "P5", category: "Pulsa" },
      destination: [],
      priceRupiah: random.pick([5_000, 10_000]),
      fingerprint: print(random),
    }),
  );

const states = ["unknown", "review", "placed", "succeeded", "failed", "confirmed"] as const;

function drawState(random: Random): {
  name: string;
  json: string;
  ref: string;
  final: boolean;
  holds: boolean;
} {
  const name = random.pick(states);
  const own = ref(random);
  const placement = { ref: own, statusWord: "waiting", note: "" };
  const json = JSON.stringify(
    stateSchema.parse(
      {
        confirmed: { name: "confirmed" },
        unknown: { name: "unknown", why: "no answer" },
        review: { name: "review", why: "two fit" },
        placed: { name: "placed", ...placement },
        succeeded: { name: "succeeded", ...placement, voucher: "V1" },
        failed: { name: "failed", failure: { reason: "never-placed" } },
      }[name],
    ),
  );
  const attached = name === "placed" || name === "succeeded";
  return {
    name,
    json,
    ref: attached ? own : "",
    final: name === "succeeded" || name === "failed",
    holds: name === "unknown" || name === "review",
  };
}

/** The version an order really has, mostly; so that calls get through and some do not. */
const versionOf = (random: Random, db: Keyspace, orderId: string) =>
  random.chance(0.8)
    ? (db.hget(`${prefix}order:${orderId}`, "version") ?? "1")
    : String(random.integer(1, 4));

/** An order that is there, mostly: scripts are never called for one that never was, but for confirm. */
function knownId(random: Random, db: Keyspace): string | null {
  const known = ids.filter((one) => db.exists(`${prefix}order:${one}`));
  return known.length === 0 ? null : random.pick(known);
}

const drawers: Record<ScriptName, (random: Random, db: Keyspace) => ScriptArgument[] | null> = {
  draft: (random) => {
    const orderId = id(random);
    const user = person(random);
    return [
      `c${orderId}`,
      facts(random, orderId),
      user,
      random.chance(0.9) ? user : person(random),
      300_000,
      172_800_000,
    ];
  },
  confirm: (random, db) => {
    const orderId = id(random);
    const user = db.hget(`${prefix}confirmation:c${orderId}`, "user") ?? person(random);
    return [
      `c${orderId}`,
      orderId,
      user,
      random.chance(0.9) ? user : person(random),
      17,
      172_800_000,
      random.pick(["", "", "12000"]),
    ];
  },
  discard: (random) => [`c${id(random)}`, person(random), person(random)],
  claim(random, db) {
    const waiting = db.zrange(`${prefix}state:confirmed`, 0, -1).map(([member]) => member);
    const orderId =
      waiting.length > 0 && random.chance(0.8) ? random.pick(waiting) : knownId(random, db);
    if (orderId === null) return null;
    const epoch = db.hget(`${prefix}lease:engine`, "epoch") ?? "1";
    const owner = db.hget(`${prefix}lease:engine`, "holder") ?? "alpha";
    return [
      orderId,
      versionOf(random, db, orderId),
      token(),
      random.chance(0.9) ? owner : holder(random),
      epoch,
      12,
      '{"name":"sending"}',
    ];
  },
  apply(random, db) {
    const orderId = knownId(random, db);
    if (orderId === null) return null;
    const state = drawState(random);
    return [
      orderId,
      versionOf(random, db, orderId),
      token(),
      state.name,
      state.json,
      "because",
      random.chance(0.2) ? facts(random, orderId) : "",
      state.ref,
      state.holds ? 1 : 0,
      state.final ? 1 : 0,
      random.pick([0, 86_400_000]),
      notices(random),
    ];
  },
  observe(random) {
    const refs = Array.from({ length: random.integer(0, 5) }, () => ref(random));
    const begun = random.chance(0.8) ? random.integer(1_790_000_000_000, 1_790_001_000_000) : "";
    const shown = [...new Set(refs)].flatMap((one) => [
      one,
      1_790_000_000 + Number(one.slice(1)) * 100,
      `print${(Number(one.slice(1)) % 2) + 1}`,
      `{"ref":"${one}"}`,
    ]);
    return [2_592_000, begun, random.pick([0, 120_000]), ...shown];
  },
  sweep: () => [120_000, 86_400_000, operators],
  evidence: (random) => [
    id(random),
    print(random),
    1_790_000_000,
    1_790_000_000 + random.integer(100, 1_000),
  ],
  learn: (random) => [
    ref(random),
    1_790_000_000 + random.integer(0, 20),
    random.integer(-500, 500),
    random.chance(0.2) ? "wrong" : "",
    86_400_000,
    operators,
  ],
  correct(random, db) {
    const orderId = knownId(random, db);
    return orderId === null ? null : [orderId, "failed", notices(random)];
  },
  lease: (random) => ["engine", holder(random), random.pick([3_000, 600_000])],
  release: (random) => ["engine", holder(random)],
  owe: (random) => [notices(random)],
  trouble: (random) => [
    random.pick(["redis-full", "catalogue-empty"]),
    random.pick(["0", "1"]),
    notices(random),
  ],
  delivered: (random) => [
    person(random),
    JSON.stringify({ kind: "result", id: `n${random.integer(1, 6)}` }),
  ],
  shelve: (random) => [person(random)],
  unshelve: (random) => [
    person(random),
    random.pick([0, 60_000]),
    random.pick([60_000, 3_600_000]),
  ],
  bury: (random) => [
    person(random),
    JSON.stringify({ kind: "result", id: `n${random.integer(1, 6)}` }),
    `letter${random.integer(1, 9)}`,
    3,
    random.pick([0, 600_000]),
    random.pick([0, 60_000]),
  ],
  postpone: (random) => [
    random.pick(["outbox:due", "cards"]),
    random.pick([person(random), `${id(random)}@1`]),
    1_790_000_500_000,
  ],
  drawn: (random) => [id(random), random.integer(1, 3), random.pick(["", "55"])],
};

/** The orders' own scripts come more often than the others. */
const often: readonly ScriptName[] = [
  "draft",
  "confirm",
  "confirm",
  "claim",
  "claim",
  "claim",
  "apply",
  "apply",
  "observe",
  "lease",
];

function drawCall(random: Random, db: Keyspace): Call {
  for (;;) {
    const name = random.chance(0.6) ? random.pick(often) : random.pick(scriptNames);
    const args = drawers[name](random, db);
    if (args !== null) return { name, args };
  }
}

interface Dumped {
  [key: string]: { type: string; value: unknown; expires: boolean };
}

async function dumpRedis(redis: Redis): Promise<Dumped> {
  const dump: Dumped = {};
  for (const key of (await redis.keys(`${prefix}*`)).toSorted()) {
    const type = await redis.type(key);
    dump[key] = {
      type,
      value: await valueOf(redis, key, type),
      expires: (await redis.pttl(key)) > 0,
    };
  }
  return dump;
}

async function valueOf(redis: Redis, key: string, type: string): Promise<unknown> {
  switch (type) {
    case "string":
      return redis.get(key);
    case "hash":
      return redis.hgetall(key);
    case "set":
      return (await redis.smembers(key)).toSorted();
    case "list":
      return redis.lrange(key, 0, "-1");
    case "zset": {
      const flat: string[] = await redis.zrange(key, 0, "-1", "WITHSCORES");
      const scores: Record<string, number> = {};
      for (let place = 0; place + 1 < flat.length; place += 2)
        scores[flat[place] ?? ""] = Number(flat[place + 1]);
      return scores;
    }
    default:
      throw new Error(`a key of type ${type}`);
  }
}

const dumpSimulated = (db: Keyspace): Dumped => db.dump();

function compare(real: Dumped, simulated: Dumped): string | null {
  for (const key of new Set([...Object.keys(real), ...Object.keys(simulated)])) {
    const left = JSON.stringify(normal(real[key]));
    const right = JSON.stringify(normal(simulated[key]));
    if (left !== right)
      return `${key}\n  in Redis:          ${left}\n  in the simulation: ${right}`;
  }
  return null;
}

/** JSON inside text is compared by what it means: Lua's encoder orders keys in its own way. */
function normal(value: unknown): unknown {
  if (typeof value === "string") {
    if (!value.startsWith("{")) return value;
    return { json: normal(JSON.parse(value)) };
  }
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, normal(inner)]),
  );
}
