import type { Bells } from "../bell.ts";
import type { Redis } from "../redis/redis.ts";
import type { Clock } from "../clock.ts";
import type { Gate } from "../orders/placing/gate.ts";
import type { Term } from "../redis/lease.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import { broadcastKeptMs, type Announcement } from "./broadcasts.ts";
import type { ShopScript } from "./scripts.ts";

/** The operators' switch: whether orders are taken. The confirm script looks at it too. */
export interface Pausing {
  /** Null while orders are taken. */
  current(): Promise<Pause | null>;
  /** Once for each `act`. `over`: that was done before, and the pause has ended since. */
  pause(reason: string, operatorId: number, act?: string): Promise<"paused" | "over">;
  /**
   * Also says that sending may go on after trouble, and where the pause was told of, tells these people that it is over.
   * Once for each `act`. Answers the pause that ended, null when there was none; `over`: that was done before, and the
   * shop was closed again since.
   */
  resume(
    operatorId: number,
    recipients: readonly number[],
    act?: string,
  ): Promise<Pause | null | "over">;
  /** When an operator last said that sending may go on, in any process: opaque, changes with every /resume. */
  resumedMark(): Promise<string | null>;
}

interface Pause {
  /** In the operator's words; may be empty. */
  reason: string;
  /** Redis time, unix ms. */
  sinceMs: number;
}

export function createPausing(deps: {
  redis: Pick<Redis, "hmget" | "get">;
  run: RunScript<ShopScript>;
  keys: AccountKeys;
  bells: Pick<Bells, "broadcast">;
}): Pausing {
  const { redis, run, keys, bells } = deps;
  return {
    async current() {
      const [reason, at] = await redis.hmget(keys.pause, "reason", "at");
      return typeof reason !== "string" ? null : { reason, sinceMs: Number(at) };
    },
    async pause(reason, operatorId, act = "") {
      const [kind] = await run("pause", reason, operatorId, act);
      return kind === "over" ? kind : "paused";
    },
    async resume(operatorId, recipients, act = "") {
      const what: Announcement = { kind: "resumed" };
      const [kind, reason, at] = await run(
        "resume",
        JSON.stringify(what),
        operatorId,
        JSON.stringify(recipients.map(String)),
        broadcastKeptMs,
        act,
      );
      if (kind === "over") return kind;
      bells.broadcast.ring();
      return kind === "resumed" ? { reason: String(reason), sinceMs: Number(at) } : null;
    },
    resumedMark: () => redis.get(keys.resumed),
  };
}

const lookMs = 1_000;

/** Lets sending go on when an operator says so in any process. */
export function createResumes({
  pausing,
  gate,
  clock,
}: {
  pausing: Pick<Pausing, "resumedMark">;
  gate: Pick<Gate, "disturbed" | "resume">;
  clock: Clock;
}): { run(term: Pick<Term, "signal">): Promise<void> } {
  return {
    async run({ signal }) {
      /** The latest mark since sending was held up; undefined: none was read since. */
      let seen: string | null | undefined;
      while (!signal.aborted) {
        try {
          const mark = gate.disturbed() ? await pausing.resumedMark() : undefined;
          if (seen !== undefined && mark !== undefined && mark !== seen) gate.resume();
          seen = mark;
        } catch {
          // Redis is away: others say so, and the next look will tell.
        }
        await clock.sleep(lookMs, signal);
      }
    },
  };
}
