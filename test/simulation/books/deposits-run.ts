import type { Redis } from "ioredis";
import { createBooks } from "../../../src/books/books.ts";
import { createBell } from "../../../src/bell.ts";
import { systemClock } from "../../../src/clock.ts";
import { createDeposits } from "../../../src/money/deposits.ts";
import { moneyScripts, type MoneyScript } from "../../../src/money/scripts.ts";
import { createOrderRedis } from "../../../src/orders/store/redis.ts";
import { accountKeys } from "../../../src/redis/keys.ts";
import type { RunScript } from "../../../src/redis/scripts.ts";
import { createBatch, type Batch } from "./batch.ts";
import type { RunReport } from "./books-run.ts";
import { createBooksView } from "./books-view.ts";
import { createDepositWitness } from "../judge/deposit-witness.ts";
import { decide, deposit, take } from "../deposits.ts";
import { compare, dumpRedis, type Dumped } from "../redis/dump.ts";
import { judgeDeposits } from "../judge/judge-deposits.ts";
import { createKeyspace, watchedKeyspace, type Keyspace } from "../redis/keyspace.ts";
import { createLoop } from "../loop.ts";
import { mortal, noDeath, type Death, type Outcome } from "../redis/mortal.ts";
import { during, type Setting } from "../people.ts";
import { createRandom, type Random } from "../random.ts";
import { runScript } from "../redis/scripts.ts";
import { createTruth } from "../truth.ts";

/** A shop is closed and forgotten after about so many, which bounds what it takes of Redis and of this process. */
const shopHistories = 2_000;
/** So that totals come free again before it closes. */
const meanBetweenMs = 600_000;
const mostFaults = 20;
const keys = accountKeys("deposits");
const policy = { resellers: 20, ticketMs: 7_200_000 };

/**
 * Histories of deposits on simulated time, many at once: by the Lua in a real Redis, which has to answer each as its
 * simulation does and to keep the same data; by its end no payment may be credited twice or lost.
 */
export async function runDeposits(
  redis: Redis,
  { histories, seed }: { histories: number; seed: number },
): Promise<RunReport & { histories: number }> {
  const startedMs = performance.now();
  const faults: string[] = [];
  const note = (what: string) => void (faults.length < mostFaults && faults.push(what));
  const sources = moneyScripts.names.map((name): [string, string] => [
    name,
    mortal(moneyScripts.read(name).source),
  ]);
  const batch = await createBatch(redis, keys.prefix, new Map(sources), note);
  let played = 0;
  for (let shop = 0; played < histories && faults.length === 0; shop += 1) {
    await batch.clear();
    const wanted = Math.min(shopHistories, histories - played);
    played += await playShop(redis, batch, createRandom(seed + shop), wanted, note);
  }
  return {
    histories: played,
    operations: batch.counts.scripts,
    deaths: batch.counts.deaths,
    seconds: (performance.now() - startedMs) / 1_000,
    faults,
  };
}

/** Answers how many histories were played. */
async function playShop(
  redis: Redis,
  batch: Batch,
  random: Random,
  wanted: number,
  note: (what: string) => void,
): Promise<number> {
  const loop = createLoop();
  const db = createKeyspace(loop.now);
  const truth = createTruth();
  const changesMs: number[] = [];
  const become = (identity: string) => {
    db.becomes(identity);
    batch.set("mortal:identity", identity);
  };
  become("memory1");
  const stormMs = wanted * meanBetweenMs;
  const witness = createDepositWitness((_invariant, what) => note(what));
  const bot = createTeller({ db, batch, random: random.fork(), loop, witness });
  const setting: Setting = {
    world: { loop, truth },
    random,
    policy: { ...policy, stormMs },
    bots: { any: () => bot },
  };

  let histories = 0;
  during(
    setting,
    meanBetweenMs,
    () => void (histories < wanted && deposit(setting, `T${(histories += 1)}`)),
  );
  during(setting, 3_600_000, () => decide(setting));
  if (random.chance(0.5))
    during(setting, stormMs / 4, () => {
      changesMs.push(loop.now());
      become(`memory${changesMs.length + 1}`);
    });
  const restMs = loop.now() + stormMs + 2 * policy.ticketMs;
  while (loop.now() < restMs) {
    await loop.runUntil(loop.now() + 600_000);
    if (batch.isFull()) await batch.flush();
  }
  bot.heal();
  for (const payment of truth.payments) take(setting, payment);
  await loop.runUntil(loop.now() + 60_000);
  await batch.flush();

  const real = await dumpRedis(redis, keys.prefix);
  const difference = compare(withoutLives(real), withoutLives(db.dump()));
  if (difference !== null) note(difference);
  const memory = { changesMs, forgotten: new Set<string>() };
  const world = { books: createBooksView(db, keys), truth, memory };
  judgeDeposits(world, policy, { violate: (_invariant, what) => note(what) });
  const audit = await createBooks({ redis: createOrderRedis(redis, keys.prefix), keys }).audit();
  for (const fault of audit.faults) note(`the books: ${JSON.stringify(fault)}`);
  return histories;
}

/** A shop takes longer than a dump's times to live allow for: only whether a key is kept for ever is compared. */
const withoutLives = (dumped: Dumped): Dumped =>
  Object.fromEntries(
    Object.entries(dumped).map(([key, { livesMs, ...entry }]) => [
      key,
      { ...entry, livesMs: livesMs === Infinity ? Infinity : 0 },
    ]),
  );

interface TellerDeps {
  db: Keyspace;
  batch: Batch;
  random: Random;
  loop: ReturnType<typeof createLoop>;
  witness: ReturnType<typeof createDepositWitness>;
}

/** Runs each script in both; some die, and of some the answer is lost. */
function createTeller({ db, batch, random, loop, witness }: TellerDeps) {
  let stormy = true;
  let clockMs = 0;

  const run: RunScript<MoneyScript> = (name, ...args) => {
    const nowMs = Math.floor(loop.now());
    if (nowMs !== clockMs) batch.set("mortal:now", String((clockMs = nowMs)));
    const death = stormy && random.chance(0.04) ? drawDeath(random) : noDeath;
    const outcome = simulated(db, death, (mortalDb) =>
      runScript(mortalDb, keys.prefix, nowMs, name, args),
    );
    batch.run(name, args, { death, expects: [outcome] });
    const reply =
      outcome === "died"
        ? []
        : outcome.map((part) => (typeof part === "number" ? part : String(part)));
    witness.afterScript({ db, prefix: keys.prefix, atMs: nowMs, name, args, reply });
    const isLost = stormy && random.chance(0.04);
    return outcome === "died" || isLost
      ? Promise.reject(new Error("unknown"))
      : Promise.resolve(reply);
  };

  const redis = {
    hash: (key: string) => Promise.resolve(db.hgetall(key)),
    scored: (key: string, min: number, max: number, limit: number) =>
      Promise.resolve(db.zrangebyscore(key, min, max, limit)),
    nowMs: () => Promise.resolve(Math.floor(loop.now())),
  };
  return {
    deposits: createDeposits({
      run,
      reading: { redis, keys },
      bells: { owed: createBell(systemClock) },
      // So few that tickets come to each other's totals.
      rng: { fraction: () => random.fraction() * 0.003, id: () => "" },
      operators: () => [9001, 9002],
      openMs: policy.ticketMs,
    }),
    heal: () => void (stormy = false),
  };
}

function simulated(
  db: Keyspace,
  { first, last }: Death,
  run: (db: Keyspace) => readonly unknown[],
): Outcome {
  let counted = 0;
  const mortalDb = watchedKeyspace(db, () => {
    counted += 1;
    if (counted >= first && counted <= last) throw new Error("dies on purpose");
  });
  try {
    return run(mortalDb);
  } catch {
    return "died";
  }
}

function drawDeath(random: Random): Death {
  const first = random.integer(1, 30);
  return { first, last: random.chance(0.5) ? first : Infinity };
}
