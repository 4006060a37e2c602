import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { reason, type Reason } from "../reason.ts";

/**
 * One loop's rounds through its lists: one bad item never stops the others, and what keeps failing is noticed.
 */
export interface Rounds {
  /**
   * `act` for each item, in order, until `signal` is aborted. What rejects is noted, and the next one has its turn.
   * `atOnce` (default 1): so many at a time, whose commands to Redis then leave together.
   */
  each<T>(
    items: Iterable<T>,
    act: (item: T) => Promise<void>,
    options: { name: (item: T) => string; signal: AbortSignal; atOnce?: number },
  ): Promise<void>;
  /** Something failed in the round under way. */
  failed(why: Reason): void;
  /** The round is over. */
  over(): void;
  /** A term began or ended: what was before says nothing of it. */
  reset(): void;
  progress(): Progress;
}

export type Progress =
  | { kind: "well" }
  /** No round is over yet, or the latest failed and may have been unlucky. */
  | { kind: "unknown" }
  /** Something has failed in every round for a minute. */
  | { kind: "stuck"; why: Reason };

const stuckAfterMs = 60_000;
const stuckAfterRounds = 3;
const maxSaid = 100;

export function createRounds({ clock, log }: { clock: Clock; log: Log }): Rounds {
  let failures: Reason[] = [];
  let failing: { sinceMs: number; rounds: number; why: Reason } | null = null;
  let good = false;
  /** What the log has said since all was well. */
  const said = new Set<string>();

  function note(why: Reason): void {
    if (failures.length < maxSaid) failures.push(why);
  }

  return {
    async each(items, act, { name, signal, atOnce = 1 }) {
      type Item = Parameters<typeof act>[0];
      const one = async (item: Item) => {
        try {
          await act(item);
        } catch (error) {
          if (signal.aborted) return;
          const why = `${name(item)}: ${error instanceof Error ? error.message : String(error)}`;
          note(reason("work-failed", why));
          if (said.has(why) || said.size >= maxSaid) return;
          said.add(why);
          log.error({ item: name(item), err: error }, "passed over, the others go on");
        }
      };
      let together: Item[] = [];
      for (const item of items) {
        if (signal.aborted) return;
        together.push(item);
        if (together.length < atOnce) continue;
        await Promise.all(together.map(one));
        together = [];
      }
      if (!signal.aborted) await Promise.all(together.map(one));
    },
    failed: note,
    over() {
      const [why] = failures;
      failures = [];
      if (why === undefined) {
        failing = null;
        good = true;
        said.clear();
      } else {
        failing = {
          sinceMs: failing?.sinceMs ?? clock.monotonicMs(),
          rounds: (failing?.rounds ?? 0) + 1,
          why,
        };
      }
    },
    reset() {
      failures = [];
      failing = null;
      good = false;
    },
    progress() {
      if (failing === null) return { kind: good ? "well" : "unknown" };
      const forMs = clock.monotonicMs() - failing.sinceMs;
      return failing.rounds >= stuckAfterRounds && forMs >= stuckAfterMs
        ? { kind: "stuck", why: failing.why }
        : { kind: "unknown" };
    },
  };
}

/** The worst of several loops. */
export function worst(all: readonly Progress[]): Progress {
  return (
    all.find((one) => one.kind === "stuck") ??
    all.find((one) => one.kind === "unknown") ?? { kind: "well" }
  );
}
