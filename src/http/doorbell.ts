import { createHash, timingSafeEqual } from "node:crypto";
import type { Redis } from "../redis/redis.ts";
import type { Bell } from "../bell.ts";
import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Term } from "../redis/lease.ts";
import type { AccountKeys } from "../redis/keys.ts";

/**
 * Where the supplier, or whoever knows the address, says that something happened. It is only a bell: the account is
 * then read as ever, sooner than it would have been. What was posted is not read, so nothing in it can be believed.
 */
export interface Doorbell {
  /** Whether this is the secret of the address. In constant time; never where there is none. */
  knows(secret: string): boolean;
  /** Answers false where nobody could be told, so that it may be rung again. */
  ring(): Promise<boolean>;
  /** Hears what was rung at other processes. By the process that tracks. */
  run(term: Pick<Term, "signal">): Promise<void>;
}

/** `woken`: the tracker here. `passed-on`: to the process that tracks. `joined`: one with another ring of that second. */
export type RingOutcome = "woken" | "passed-on" | "joined" | "failed";

export interface DoorbellDependencies {
  /** null: there is no such address. */
  secret: string | null;
  /** The tracker's. */
  bell: Pick<Bell, "ring">;
  redis: Pick<Redis, "get" | "set">;
  keys: AccountKeys;
  clock: Clock;
  rng: Rng;
  log: Log;
  onRing?(outcome: RingOutcome): void;
}

/** The tracker is woken at most so often, and looks so often for rings elsewhere. */
const secondMs = 1_000;
/** One that nobody heard by then is of no use: every term begins with a page. */
const passedOnKeptMs = 60_000;

export function createDoorbell(deps: DoorbellDependencies): Doorbell {
  const { secret, bell, redis, clock, log } = deps;
  const key = deps.keys.rung;
  let tracksHere = false;
  let lastMs = -Infinity;
  let next: Promise<boolean> | null = null;
  /** The newest ring elsewhere that was heard. */
  let heard: string | null = null;

  async function deliver(): Promise<boolean> {
    lastMs = clock.monotonicMs();
    try {
      if (tracksHere) bell.ring();
      else await redis.set(key, deps.rng.id(6), "PX", passedOnKeptMs);
      deps.onRing?.(tracksHere ? "woken" : "passed-on");
      return true;
    } catch (error) {
      log.warn({ err: error }, "the doorbell was rung and nobody could be told");
      deps.onRing?.("failed");
      return false;
    }
  }

  async function afterTheSecond(): Promise<boolean> {
    await clock.sleep(Math.max(0, lastMs + secondMs - clock.monotonicMs()));
    next = null;
    return deliver();
  }

  async function listen(): Promise<void> {
    const newest = await redis.get(key);
    if (newest === null || newest === heard) return;
    heard = newest;
    bell.ring();
  }

  return {
    knows: (said) => secret !== null && timingSafeEqual(digest(said), digest(secret)),

    async ring() {
      if (next !== null) {
        deps.onRing?.("joined");
        return next;
      }
      next = afterTheSecond();
      return next;
    },

    async run({ signal }) {
      if (secret === null) return;
      tracksHere = true;
      while (!signal.aborted) {
        // Redis is away: others say so already, and the ring is kept for a minute.
        await listen().catch(() => undefined);
        await clock.sleep(secondMs, signal);
      }
      tracksHere = false;
    },
  };
}

/** Of one length whatever was said, as the comparison asks. */
const digest = (text: string) => createHash("sha256").update(text).digest();
