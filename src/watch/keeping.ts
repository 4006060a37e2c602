import type { Bells } from "../bell.ts";
import type { Clock } from "../clock.ts";
import { jakartaDay, jakartaDayMs } from "../jakarta.ts";
import type { Log } from "../log.ts";
import type { Notice } from "../orders/state/notice.ts";
import { createOrderKeeping, finalNames, type FinalName } from "../orders/store/keeping.ts";
import { owedJson } from "../orders/store/owed.ts";
import { createOrderRedis } from "../orders/store/redis.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { Term } from "../redis/lease.ts";
import type { Redis } from "../redis/redis.ts";
import { createScripts } from "../redis/scripts.ts";
import { watchScripts } from "./scripts.ts";

/**
 * Keeps old orders small and in bounds: what ended a month ago is packed, what was confirmed `keepOrdersDays` ago leaves
 * Redis. What it does follows from what lies there, so that whoever comes after it only goes on.
 */
export interface Keeping {
  run(term: Pick<Term, "signal">): Promise<void>;
}

const dayMs = 24 * 3_600_000;
const wholeForDays = 30;
/** So long operators have to export what goes first. */
const noticeDays = 7;
const restMs = 3_600_000;
/** Of so many orders in a round each is packed and removed at most once. */
const ordersARound = 100;
const betweenRoundsMs = 1_000;

export function createKeeping(deps: {
  settings: { keepOrdersDays: number };
  redis: Redis;
  keys: AccountKeys;
  operators: () => readonly number[];
  bells: Pick<Bells, "owed">;
  clock: Clock;
  log: Log;
}): Keeping {
  const { settings, redis, keys, operators, bells, clock, log } = deps;
  const { keepOrdersDays } = settings;
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const orders = createOrderKeeping({ redis: orderRedis, keys });
  const run = createScripts(redis, keys.prefix, watchScripts);

  /** All of one state that may be packed, once, oldest first. */
  async function walk(name: FinalName, signal: AbortSignal): Promise<void> {
    const nowMs = await orderRedis.nowMs();
    const endedBeforeMs = nowMs - wholeForDays * dayMs;
    const goneBeforeMs = await leavingBeforeMs(nowMs);
    // Those that stay.
    let first = 0;
    while (!signal.aborted) {
      const some = await orders.ended(name, {
        beforeMs: endedBeforeMs,
        first,
        limit: ordersARound,
      });
      if (some.length === 0) return;
      const whole = await orders.whole(some.map(({ id }) => id));
      for (const { id, confirmedAtMs } of some) {
        if (signal.aborted) return;
        if (whole.has(id)) await packed(id, endedBeforeMs);
        const outcome =
          confirmedAtMs < goneBeforeMs ? await removed(id, name, goneBeforeMs) : "kept";
        if (outcome === "kept") first += 1;
      }
      await clock.sleep(betweenRoundsMs, signal);
    }
  }

  /** One that cannot be read holds up no other. */
  async function packed(id: string, endedBeforeMs: number): Promise<void> {
    try {
      await orders.pack(id, endedBeforeMs);
    } catch (error) {
      log.warn({ order: id, err: error }, "not packed");
    }
  }

  async function removed(id: string, name: FinalName, beforeMs: number) {
    try {
      return await orders.remove(id, name, beforeMs);
    } catch (error) {
      log.warn({ order: id, err: error }, "not removed");
      return "kept";
    }
  }

  /** What was confirmed earlier goes, by whole days; -Infinity: nothing does yet. */
  async function leavingBeforeMs(nowMs: number): Promise<number> {
    const beforeAt = (atMs: number) => jakartaDayMs(jakartaDay(atMs) - keepOrdersDays);
    const oldestMs = await orders.oldestMs();
    const soonMs = nowMs + noticeDays * dayMs;
    if (oldestMs === null || oldestMs >= beforeAt(soonMs)) return -Infinity;
    const notice: Notice = {
      kind: "leaving",
      id: `leaving:${keepOrdersDays}`,
      keepOrdersDays,
      fromMs: soonMs,
      oldestMs,
    };
    const owed = owedJson(operators().map((chatId) => ({ chatId, notice })));
    const [from] = await run("tell-leaving", keepOrdersDays, soonMs, owed);
    bells.owed.ring();
    return Number(from) <= nowMs ? beforeAt(nowMs) : -Infinity;
  }

  return {
    async run({ signal }) {
      while (!signal.aborted) {
        for (const name of finalNames)
          try {
            await walk(name, signal);
          } catch (error) {
            log.warn({ err: error }, "old orders stay as they are for now");
          }
        await clock.sleep(restMs, signal);
      }
    },
  };
}
