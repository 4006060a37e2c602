import type { Clock } from "../clock.ts";
import type { RequestObserver } from "./client.ts";

/** How the upstream has been answering lately, over all kinds of requests. */
export interface SupplierHealth {
  observe: RequestObserver;
  /** Requests in a row that brought no answer, and since when; null: the latest was answered, or none was sent. */
  failing(): { inARow: number; forMs: number; outcome: string } | null;
  /** Whether any request was answered since the start. */
  answered(): boolean;
  /** The middle of the latest requests' durations; null: too few of late. */
  medianSeconds(): number | null;
}

const remembered = 20;
const enough = 5;
const lateMs = 10 * 60_000;
/** What the upstream said itself, good or bad, as against trouble on the way. */
const answers = new Set(["data", "list", "placed", "refused"]);

export function createSupplierHealth(clock: Clock): SupplierHealth {
  let latest: { atMs: number; seconds: number }[] = [];
  let failing: { inARow: number; sinceMs: number; outcome: string } | null = null;
  let answered = false;
  return {
    observe({ type, outcome, seconds }) {
      // A call that many have not got: how it is answered says nothing of the others.
      if (type === "profile") return;
      const atMs = clock.monotonicMs();
      latest = [...latest, { atMs, seconds }].slice(-remembered);
      if (answers.has(outcome)) {
        failing = null;
        answered = true;
      } else {
        failing = {
          inARow: (failing?.inARow ?? 0) + 1,
          sinceMs: failing?.sinceMs ?? atMs - seconds * 1_000,
          outcome,
        };
      }
    },
    failing: () =>
      failing && {
        inARow: failing.inARow,
        forMs: clock.monotonicMs() - failing.sinceMs,
        outcome: failing.outcome,
      },
    answered: () => answered,
    medianSeconds() {
      const sinceMs = clock.monotonicMs() - lateMs;
      const seconds = latest
        .filter(({ atMs }) => atMs >= sinceMs)
        .map((request) => request.seconds);
      if (seconds.length < enough) return null;
      return (
        seconds.toSorted((left, right) => left - right)[Math.floor(seconds.length / 2)] ?? null
      );
    },
  };
}
