import type { OrderRedis } from "../../../src/orders/store/redis.ts";
import { UnreplicatedError } from "../../../src/redis/replicas.ts";
import { attempt, watchedKeyspace, type Keyspace } from "./keyspace.ts";
import type { Loop } from "../loop.ts";
import type { Process } from "../process.ts";
import type { RunScript, RunScriptIn } from "../../../src/redis/scripts.ts";
import { runScript, type ScriptName } from "./scripts.ts";

/** Takes the lease's scripts too. */
export interface SimulatedRedis extends OrderRedis {
  run: RunScript<ScriptName>;
  runIn: RunScriptIn<ScriptName>;
}

/** What happens to one command on its way. */
export type RedisFate = "fine" | "refused" | "reply-lost" | "hangs";

export interface RedisSide {
  /** The server that this process's commands go to now. */
  db(): Keyspace;
  loop: Loop;
  prefix: string;
  /** `script`: its name; null: another command. */
  fate(script: string | null): RedisFate;
  latencyMs(): number;
  /** Whether enough replicas have what was written there last; left out: none are asked for. */
  replicated?(db: Keyspace): boolean;
  /** Called before each script. */
  beforeScript?(db: Keyspace, name: string): void;
  /** Whether a script that runs now dies in the middle: which of its commands fail, counted from 1. */
  death?(): { first: number; last: number } | null;
  /** Called after each script with what it answered, or nothing if it died, for invariants that hold at every step. */
  afterScript(
    db: Keyspace,
    name: string,
    args: readonly (string | number)[],
    reply: readonly (string | number)[],
  ): void;
}

/** What becomes of a script that too few replicas have in time (`src/redis/replicas.ts`, `createOrderRedis`). */
const withoutThem: Readonly<Record<string, "rejects" | "not-begun" | "goes-on">> = {
  confirm: "rejects",
  claim: "not-begun",
  apply: "goes-on",
};
const replicatedWithinMs = 500;

const commandTimeoutMs = 3_000;
const longestHangMs = 9_000;

/** A process's connection to the simulated Redis. A command may be applied though its caller was told nothing. */
export function connectSimulatedRedis(side: RedisSide, process: Process): SimulatedRedis {
  const { loop } = side;
  const wait = (ms: number) => new Promise<void>((resolve) => loop.after(ms, resolve));

  async function command<T>(script: string | null, actOn: (db: Keyspace) => T): Promise<T> {
    await process.gate();
    const db = side.db();
    const act = () => actOn(db);
    switch (side.fate(script)) {
      case "refused":
        throw new Error("Connection is closed.");
      case "hangs": {
        // It lies in a buffer: carried out some time, before or after its caller gives up, or never.
        const appliedAfterMs = side.latencyMs() * 1_000;
        if (appliedAfterMs < longestHangMs) loop.after(appliedAfterMs, () => void attempt(act));
        await wait(commandTimeoutMs);
        await process.gate();
        throw new Error("Command timed out");
      }
      case "reply-lost":
        await wait(side.latencyMs());
        attempt(act);
        await process.gate();
        throw new Error("Connection is closed.");
      case "fine": {
        await wait(side.latencyMs());
        const reply = act();
        await wait(side.latencyMs());
        await process.gate();
        return reply;
      }
    }
  }

  /** The data as one script gets at it: what it wrote before it dies stays. */
  function mortal(db: Keyspace): Keyspace {
    const death = side.death?.() ?? null;
    if (death === null) return db;
    let commands = 0;
    return watchedKeyspace(db, () => {
      commands += 1;
      if (commands >= death.first && commands <= death.last)
        throw new Error("ERR a command failed inside a script");
    });
  }

  const runOnce: SimulatedRedis["runIn"] = (identity, name, ...args) =>
    command(name, (db) => {
      if (identity !== null && identity !== db.identity()) throw new Error("IDENTITY another one");
      side.beforeScript?.(db, name);
      let reply: (string | number)[] = [];
      try {
        reply = runScript(mortal(db), side.prefix, loop.now(), name, args);
        return reply;
      } finally {
        side.afterScript(db, name, args, reply);
      }
    });

  /** Whether the replicas had the latest that waited for them. */
  let enough = true;
  async function acknowledged(): Promise<boolean> {
    const has = side.replicated?.(side.db()) ?? true;
    await wait(has ? side.latencyMs() : replicatedWithinMs);
    await process.gate();
    return has;
  }

  const runIn: SimulatedRedis["runIn"] = async (identity, name, ...args) => {
    const without = withoutThem[name];
    if (side.replicated === undefined || without === undefined)
      return runOnce(identity, name, ...args);
    if (without === "not-begun" && !enough && !(enough = await acknowledged()))
      throw new UnreplicatedError(false);
    const reply = await runOnce(identity, name, ...args);
    enough = await acknowledged();
    if (!enough && without !== "goes-on") throw new UnreplicatedError(true);
    return reply;
  };

  return {
    run: (name, ...args) => runIn(null, name, ...args),
    runIn,
    nowMs: () => command(null, () => Math.floor(loop.now())),
    text: (key) => command(null, (db) => db.get(key)),
    hash: (key) => command(null, (db) => db.hgetall(key)),
    async *hashSlices(key) {
      yield Object.entries(await command(null, (db) => db.hgetall(key)));
    },
    hashField: (key, field) => command(null, (db) => db.hget(key, field)),
    hashFields: (key, fields) => command(null, (db) => db.hmget(key, fields)),
    ranked: (key, first, last, options = {}) =>
      command(null, (db) =>
        (options.newestFirst === true
          ? db.zrevrange(key, first, last)
          : db.zrange(key, first, last)
        ).map(([member, score]) => ({ member, score })),
      ),
    scored: (key, min, max, limit) => command(null, (db) => db.zrangebyscore(key, min, max, limit)),
    size: (key) => command(null, (db) => db.zcard(key)),
    isMember: (key, member) => command(null, (db) => db.sismember(key, member)),
    list: (key, first, last) => command(null, (db) => db.lrange(key, first, last)),
  };
}
