import type { Bells } from "../bell.ts";
import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Reason } from "../reason.ts";
import type { Notice, TroubleName } from "../orders/state/notice.ts";
import type { OrderStore } from "../orders/store/store.ts";
import type { Term } from "../redis/lease.ts";

/**
 * Watches over the shop as a whole and tells the operators once when a trouble begins and once when it is over.
 * Which troubles are on is kept in Redis, written in one script with the notices, so that neither a restart nor
 * another process repeats them.
 */
export interface Watch {
  /** Beside the courier, by the lease holder. */
  run(term: Pick<Term, "signal">): Promise<void>;
}

/** What one look found. `unknown`: nothing that proves either, so the trouble stays as it is. */
export type Finding = { kind: "well" } | { kind: "trouble"; why: Reason } | { kind: "unknown" };

/** One thing that is looked after. */
export interface Probe {
  trouble: TroubleName;
  /** How often it is looked at. */
  everyMs: number;
  /** It is told once it has lasted this long; 0: at once. */
  begunAfterMs: number;
  /** It is over once all has been well for this long. */
  overAfterMs: number;
  look(): Finding | Promise<Finding>;
}

export interface WatchDependencies {
  store: Pick<OrderStore, "trouble">;
  probes: readonly Probe[];
  operators: () => readonly number[];
  clock: Clock;
  rng: Rng;
  log: Log;
  bells: Pick<Bells, "owed" | "shop">;
}

const tickMs = 1_000;
/** A trouble that comes back within this needs twice the calm to be over, and twice again, so that flapping is one trouble. */
const relapseMs = 6 * 3_600_000;
const longestCalmMs = 3_600_000;

/** What is remembered of one probe within a term. */
interface Standing {
  nextLookMs: number;
  /** Since when every look found this. */
  finding: Finding["kind"];
  sinceMs: number;
  /** As Redis has it; null: not known in this term. */
  on: boolean | null;
}

export function createWatch(deps: WatchDependencies): Watch {
  const { store, probes, clock, log, bells } = deps;
  const relapsesOf = new Map<TroubleName, { begunAtMs: number; count: number }>();
  let lastProblem = "";

  async function look(probe: Probe, standing: Standing): Promise<void> {
    const finding = await probe.look();
    const nowMs = clock.monotonicMs();
    standing.nextLookMs = nowMs + probe.everyMs;
    if (finding.kind !== standing.finding) {
      standing.finding = finding.kind;
      standing.sinceMs = nowMs;
    }
    const lastedMs = nowMs - standing.sinceMs;
    if (finding.kind === "trouble" && standing.on !== true && lastedMs >= probe.begunAfterMs) {
      if (await turn(probe.trouble, true, finding.why)) noteRelapse(probe.trouble, nowMs);
      standing.on = true;
    } else if (finding.kind === "well" && standing.on !== false && lastedMs >= calmMs(probe)) {
      await turn(probe.trouble, false, null);
      standing.on = false;
    }
  }

  /** Answers whether it was news. */
  async function turn(trouble: TroubleName, on: boolean, why: Reason | null): Promise<boolean> {
    const notice: Notice = {
      kind: "trouble",
      id: deps.rng.id(9),
      trouble,
      phase: on ? "begun" : "over",
      detail: why,
      atMs: Math.round(clock.wallMs()),
    };
    const news = await store.trouble(
      trouble,
      on,
      deps.operators().map((chatId) => ({ chatId, notice })),
    );
    if (!news) return false;
    log.warn({ trouble, phase: notice.phase, why: why?.code }, "operators told");
    bells.owed.ring();
    return true;
  }

  function noteRelapse(trouble: TroubleName, nowMs: number): void {
    const before = relapsesOf.get(trouble);
    const count =
      before !== undefined && nowMs - before.begunAtMs < relapseMs ? before.count + 1 : 0;
    relapsesOf.set(trouble, { begunAtMs: nowMs, count });
  }

  function calmMs(probe: Probe): number {
    const doubled =
      probe.overAfterMs * 2 ** Math.min(10, relapsesOf.get(probe.trouble)?.count ?? 0);
    return Math.max(probe.overAfterMs, Math.min(longestCalmMs, doubled));
  }

  async function lookAt(probe: Probe, standing: Standing): Promise<void> {
    try {
      await look(probe, standing);
    } catch (error) {
      // Redis is away, most likely: others say so already.
      standing.nextLookMs = clock.monotonicMs() + probe.everyMs;
      const why = error instanceof Error ? error.message : String(error);
      if (why !== lastProblem)
        log.warn({ trouble: probe.trouble, why }, "not looked after for now");
      lastProblem = why;
    }
  }

  return {
    async run(term) {
      const standings = probes.map((probe): [Probe, Standing] => [
        probe,
        newStanding(clock.monotonicMs()),
      ]);
      while (!term.signal.aborted) {
        const nowMs = clock.monotonicMs();
        await Promise.all(
          standings
            .filter(([, standing]) => standing.nextLookMs <= nowMs)
            .map(([probe, standing]) => lookAt(probe, standing)),
        );
        await bells.shop.wait(tickMs, term.signal);
      }
    },
  };
}

const newStanding = (nowMs: number): Standing => ({
  nextLookMs: nowMs,
  finding: "unknown",
  sinceMs: nowMs,
  on: null,
});
