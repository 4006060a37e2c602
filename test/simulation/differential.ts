import type { Redis } from "ioredis";
import { factsSchema, stateSchema } from "../../src/orders/state/order.ts";
import { moneyScripts } from "../../src/money/scripts.ts";
import { orderScripts } from "../../src/orders/store/scripts.ts";
import { leaseScripts } from "../../src/redis/leases.ts";
import type { Lua, LuaArgument } from "../../src/redis/lua.ts";
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

const prefix = "osimesa:{diff}:";
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

const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `ORDER0000${number}`);
const id = (random: Random) => random.pick(ids);
const ref = (random: Random) => `R${random.integer(1, 6)}`;
/** One that is built, and one that is not yet: by the number at the end of an id or a ref. */
const lineFor = (name: string) => (Number(name.slice(-1)) % 3 === 0 ? "prepaid" : "game");
const print = (random: Random) => `print${random.integer(1, 2)}`;
const person = (random: Random) => random.pick(["7001", "7002"]);
const holder = (random: Random) => random.pick(["alpha", "beta"]);
const operators = JSON.stringify(["9001", "9002"]);
let tokens = 0;
const token = () => `token${(tokens += 1)}`;

function resultNotice(random: Random): string {
  const number = random.integer(1, 6);
  return JSON.stringify({ kind: "result", id: `n${number}`, orderId: `ORDER0000${number}` });
}

const notices = (random: Random) =>
  JSON.stringify(
    Array.from({ length: random.integer(0, 2) }, () => ({
      chat: person(random),
      notice: resultNotice(random),
    })),
  );

const facts = (random: Random, orderId: string) =>
  JSON.stringify({
    ...factsSchema.parse({
      v: 2,
      id: orderId,
      line: "game",
      resellerId: 7001,
      chatId: 7001,
      service: { code: "P5", name: "P5", category: "Pulsa" },
      destination: [],
      costRupiah: 4_500,
      priceRupiah: random.pick([5_000, 10_000]),
      fingerprint: print(random),
    }),
    line: lineFor(orderId),
  });

const states = ["unknown", "review", "placed", "succeeded", "failed", "confirmed"] as const;
/** Where an order goes from where it stands, mostly: else few would ever come far. */
const usualNext: Partial<Record<string, readonly (typeof states)[number][]>> = {
  sending: ["placed", "placed", "placed", "unknown"],
  unknown: ["placed", "review", "failed"],
  review: ["placed", "failed"],
  placed: ["succeeded", "succeeded", "failed"],
};

/** `from`: the name of the state it stands in. */
function drawState(
  random: Random,
  from: string,
): {
  name: string;
  json: string;
  ref: string;
} {
  const name = random.pick(random.chance(0.6) ? (usualNext[from] ?? states) : states);
  const own = ref(random);
  const placement = { ref: own, statusWord: "waiting", note: "" };
  const json = JSON.stringify(
    stateSchema.parse(
      {
        confirmed: { name: "confirmed" },
        unknown: { name: "unknown", why: "no answer" },
        review: {
          name: "review",
          why: random.pick(["two fit", { code: "none-fits", detail: "" }]),
        },
        placed: { name: "placed", ...placement },
        succeeded: {
          name: "succeeded",
          ...placement,
          voucher: "V1",
          ...random.pick([{}, { chargedRupiah: 4_700 }]),
        },
        failed: { name: "failed", failure: { reason: "never-placed" } },
      }[name],
    ),
  );
  const attached = name === "placed" || name === "succeeded";
  return {
    name,
    json,
    ref: attached ? own : "",
  };
}

/** The version an order really has, mostly; so that calls get through and some do not. */
const versionOf = (random: Random, db: Keyspace, orderId: string) =>
  random.chance(0.8)
    ? (db.hget(`${prefix}order:${orderId}`, "version") ?? "1")
    : String(random.integer(1, 4));

/** An order that is there, mostly: scripts are never called for one that never was, but for confirm. */
function knownId(random: Random, db: Keyspace): string | null {
  const known = ids.filter((one) => db.hget(`${prefix}order:${one}`, "name") !== null);
  return known.length === 0 ? null : random.pick(known);
}

/** One that is over, mostly. */
function finalId(random: Random, db: Keyspace): string | null {
  const final = ids.filter((one) =>
    ["succeeded", "failed"].includes(db.hget(`${prefix}order:${one}`, "name") ?? ""),
  );
  return final.length > 0 && random.chance(0.8) ? random.pick(final) : knownId(random, db);
}

/** The numbers a card is for, and what it knows of: by its id, so that more of them would draw nothing else. */
function told(orderId: string): [numbers: string, knows: string] {
  const place = Number(orderId.slice(-1));
  const knows = place % 2 === 1 ? "*" : place % 4 === 2 ? "" : `ORDER0000${place - 1}`;
  return [["", "n1", "n1 n2"][place % 3] ?? "", knows];
}

const drawers: Record<ScriptName, (random: Random, db: Keyspace) => LuaArgument[] | null> = {
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
      random.pick(["", "short"]),
      ...told(orderId),
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
      random.pick(["", "", "12000"]),
      random.pick(["", "", "", "0", "20000", "none"]),
      random.pick(["", "", "5000", "10000"]),
    ];
  },
  discard(random) {
    const orderId = id(random);
    return [`c${orderId}`, orderId, person(random), person(random)];
  },
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
      random.pick([1, 1, 2, 12]),
      '{"name":"sending"}',
      // Mostly none, for a claim that comes too soon shows nothing else.
      random.pick(["", 0, 0, 0, 0, 800]),
      random.pick([0, 1]),
    ];
  },
  slower: (random) => [
    random.pick(["game", "game", "prepaid"]),
    random.pick([token(), `token${random.integer(1, tokens)}`]),
    random.pick([1_790_000_000_000, 1_790_100_000_000]),
    random.pick(["", 700, 6_000, 400_000]),
  ],
  apply(random, db) {
    const orderId = knownId(random, db);
    if (orderId === null) return null;
    const standing = db.hget(`${prefix}order:${orderId}`, "name") ?? "";
    const state = drawState(random, standing);
    const [from] = random.pick([[], [standing], ["sending"]]);
    const voucher = ["", "", random.pick(["none", "v1", "v1", "v2"]), random.pick(["", "told"])];
    const more = random.pick([
      [],
      ["ref"],
      ["", random.pick(["earned", "earned", "needed", "lost"])],
      voucher,
      ...(state.name === "succeeded" ? [voucher, voucher, voucher] : []),
      ["", "", "", "", random.pick(["", "matched", "attached"])],
    ]);
    return [
      orderId,
      versionOf(random, db, orderId),
      token(),
      state.name,
      state.json,
      "because",
      random.chance(0.2) ? facts(random, orderId) : "",
      state.ref,
      random.pick([0, 86_400_000]),
      notices(random),
      ...(from === undefined && more.length === 0 ? [] : [from ?? "", ...more]),
    ];
  },
  mend: () => [50, 60_000],
  observe(random) {
    const refs = Array.from({ length: random.integer(0, 5) }, () => ref(random));
    const begun = random.chance(0.8) ? random.integer(1_790_000_000_000, 1_790_001_000_000) : "";
    const shown = [...new Set(refs)].flatMap((one) => [
      one,
      1_790_000_000 + Number(one.slice(1)) * 100,
      `print${((Number(one.slice(1)) + random.pick([0, 0, 0, 1])) % 2) + 1}`,
      `{"ref":"${one}","statusWord":"${random.pick(["waiting", "waiting", "success"])}"}`,
    ]);
    return [lineFor(refs[0] ?? "1"), 2_592_000, begun, random.pick([0, 120_000]), ...shown];
  },
  sweep: (_random, db) => [
    db.exists(`${prefix}prepaid:unclaimed`) ? "prepaid" : "game",
    120_000,
    86_400_000,
    operators,
  ],
  forgotten(random) {
    const one = ref(random);
    const createdS = random.pick([0, 1_790_000_000 + Number(one.slice(1)) * 100]);
    return [lineFor(one), 2_592_000, one, createdS, print(random), `{"ref":"${one}"}`];
  },
  evidence(random) {
    const orderId = id(random);
    return [
      lineFor(orderId),
      orderId,
      print(random),
      1_790_000_000,
      1_790_000_000 + random.integer(100, 1_000),
    ];
  },
  learn(random) {
    const own = ref(random);
    return [
      lineFor(own),
      own,
      1_790_000_000 + random.integer(0, 20),
      random.integer(-500, 500),
      random.chance(0.2) ? "wrong" : "",
      86_400_000,
      operators,
    ];
  },
  correct(random, db) {
    const orderId = knownId(random, db);
    const doubt = random.pick([[], [""], ["turned-up\tR1"]]);
    return orderId === null ? null : [orderId, "failed", notices(random), ...doubt];
  },
  trust: (random) => [random.pick(["game", "game", "prepaid"]), random.pick(["", 1, 2]), operators],
  lease: (random) => [
    "engine",
    holder(random),
    random.pick([3_000, 600_000]),
    ...random.pick([
      ["", ""],
      ["memory0", 1_790_000_000_000],
    ]),
  ],
  release: (random) => ["engine", holder(random)],
  owe: (random) => [
    notices(random),
    ...random.pick([[], [random.pick(["game", "prepaid"]), "answer-contradicts\tORDER00001"]]),
  ],
  trouble: (random) => [
    random.pick(["redis-full", "catalogue-empty"]),
    random.pick(["0", "1"]),
    notices(random),
  ],
  delivered: (random) => [person(random), resultNotice(random)],
  shelve: (random) => [person(random)],
  unshelve: (random) => [
    person(random),
    random.pick([0, 60_000]),
    random.pick([60_000, 3_600_000]),
  ],
  bury: (random) => [
    person(random),
    resultNotice(random),
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
  pack(random, db) {
    const orderId = finalId(random, db);
    if (orderId === null) return null;
    const one = ref(random);
    return [
      orderId,
      versionOf(random, db, orderId),
      random.pick(["", one]),
      lineFor(one),
      "a",
      "b",
    ];
  },
  remove(random, db) {
    const orderId = finalId(random, db);
    if (orderId === null) return null;
    const one = ref(random);
    return [
      orderId,
      random.chance(0.9) ? (db.hget(`${prefix}order:${orderId}`, "name") ?? "failed") : "failed",
      random.pick([1_790_000_000_000, 1_800_000_000_000, 1_800_000_000_000]),
      person(random),
      person(random),
      random.pick(["", one]),
      lineFor(one),
      ...random.pick([[], ["n1"], ["n1", "n2"]]),
    ];
  },
  transfer(random) {
    const purse = `purse:${person(random)}`;
    const [debit, credit] = random.pick([
      ["correction", purse],
      [purse, "correction"],
      [purse, `purse:${person(random)}`],
      ["sales", purse],
    ]);
    const kind = random.pick(["correction", "transfer"]);
    const moved = [`hand:${random.integer(1, 9)}`, debit, credit, random.pick([5_000, 30_000])];
    return [...moved, kind, "", random.pick(["", "9001"]), "why", owedOne(random)];
  },
  "open-ticket": (random) => [
    ticket(random),
    person(random),
    random.pick([10_000, 10_500, 9_999]),
    random.pick([1, 999]),
    random.pick([1_000, 86_400_000]),
    random.pick([1_000, 604_800_000]),
    random.pick([1, 3]),
    owedOne(random),
  ],
  "end-ticket": (random) => [
    ticket(random),
    random.pick(["", person(random)]),
    random.pick(["cancelled", "refused"]),
    random.pick(["", "9001"]),
    owedOne(random),
  ],
  "pay-ticket": (random) => [
    ticket(random),
    random.pick([10_000, 10_001, 9_000]),
    random.pick(["9001", "9002"]),
    JSON.stringify([{ chat: person(random), notice: '{"kind":"purse","id":"$payment"}' }]),
  ],
  "take-payment": (random) => [
    `hook:${random.integer(1, 6)}`,
    "hook",
    random.pick([10_000, 10_001, 10_001, 10_002, 11_499]),
    1_790_000_000_000,
    "note",
    random.pick(["", "", ticket(random)]),
    random.pick([0, 0, 86_400_000]),
    JSON.stringify([{ chat: "$reseller", notice: '{"kind":"purse","id":"$ticket"}' }]),
    owedOne(random),
    owedOne(random),
  ],
  "assign-payment": (random) => {
    const payment = `hook:${random.integer(1, 6)}`;
    return [
      payment,
      random.pick(["", person(random)]),
      random.pick(["", ticket(random)]),
      random.pick(["9001", "9002"]),
      owedOne(random),
      JSON.stringify([{ chat: "$reseller", notice: '{"kind":"purse","id":"$ticket"}' }]),
      payment === "hook:6" ? 10_001 : "",
    ];
  },
};

const ticket = (random: Random) => `T${random.integer(1, 4)}`;

function owedOne(random: Random): string {
  const notice = JSON.stringify({ kind: "purse", id: `purse:${random.integer(1, 9)}` });
  return random.chance(0.3) ? "[]" : JSON.stringify([{ chat: person(random), notice }]);
}

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
