import type { Redis } from "ioredis";
import type { LuaArgument } from "../../../src/redis/lua.ts";
import { diesKey, diesText, noDeath, type Death, type Outcome } from "../redis/mortal.ts";

/**
 * Scripts sent to a real Redis many at a time, in order, none waiting for the answer of the one before. What is expected of
 * each is known when it is sent.
 */
export interface Batch {
  /** `expects`: what the answer has to begin with, one of these; left out: anything, also that it died. */
  run(
    script: string,
    args: readonly LuaArgument[],
    options?: { death?: Death; expects?: readonly Outcome[] },
  ): void;
  set(key: string, value: string): void;
  /** Empties the Redis, for another shop. */
  clear(): Promise<void>;
  /** Sends what is left and compares all answers. */
  flush(): Promise<void>;
  /** Whether so many wait that it is time to. */
  isFull(): boolean;
  /** Scripts run so far, and those of them that were to die. */
  counts: { scripts: number; deaths: number };
}

const size = 250;

export async function createBatch(
  redis: Redis,
  prefix: string,
  sources: ReadonlyMap<string, string>,
  onFault: (what: string) => void,
): Promise<Batch> {
  const shas = new Map<string, string>();
  for (const [name, source] of sources) shas.set(name, String(await redis.script("LOAD", source)));
  const counts = { scripts: 0, deaths: 0 };
  let pipeline = redis.pipeline();
  /** Of each command that was put into the pipeline. */
  let checks: ((reply: Outcome) => void)[] = [];
  let dies = "";

  function set(key: string, value: string): void {
    pipeline.set(key, value);
    checks.push(() => undefined);
  }

  return {
    counts,
    set,
    run(script, args, { death = noDeath, expects } = {}) {
      const wanted = diesText(death);
      if (wanted !== dies) set(diesKey, (dies = wanted));
      counts.scripts += 1;
      if (death !== noDeath) counts.deaths += 1;
      pipeline.evalsha(shas.get(script) ?? "", 1, prefix, ...args);
      checks.push((reply) => {
        if (expects === undefined || expects.some((one) => isSame(one, reply))) return;
        const [answer, wanted] = [reply, expects].map((one) => JSON.stringify(one));
        onFault(`${script} ${JSON.stringify(args)} answered ${answer}, not ${wanted}`);
      });
    },
    async clear() {
      await redis.flushdb();
      dies = "";
    },
    isFull: () => checks.length >= size,
    async flush() {
      const replies = (await pipeline.exec()) ?? [];
      const due = checks;
      pipeline = redis.pipeline();
      checks = [];
      for (const [place, check] of due.entries()) {
        const [error, reply] = replies[place] ?? [new Error("no answer")];
        if (error !== null && !/on purpose|WRONGTYPE/.test(error.message)) throw error;
        check(error !== null ? "died" : Array.isArray(reply) ? reply : [reply]);
      }
    },
  };
}

const isSame = (expected: Outcome, reply: Outcome) =>
  expected === "died" || reply === "died"
    ? expected === reply
    : expected.every((part, place) => String(part) === String(reply[place]));
