import type { Clock } from "../clock.ts";
import type { RequestObserver } from "./client.ts";

/** How the upstream has been answering lately, over all kinds of requests. */
export interface SupplierHealth {
  observe: RequestObserver;
  /** Since when requests have brought no answer, and what instead; null: the latest was answered, or none was sent. */
  failing(): { forMs: number; outcome: string } | null;
  /** What an order would meet now, as far as others' requests met it; null: nothing is known to be in its way. */
  obstacle(): Obstacle | null;
  /** Whether any request was answered since the start. */
  answered(): boolean;
  /** The middle of how long the latest answers took; null: too few of late. */
  medianSeconds(): number | null;
}

/** Every request is refused to the shop's account, or to everybody for maintenance, or none is answered. */
type Obstacle = "shop" | "maintenance" | "silence";

const remembered = 20;
const enough = 5;
const lateMs = 10 * 60_000;
/** What the upstream said itself, good or bad, as against trouble on the way. */
const answers = new Set(["data", "list", "placed", "refused", "not-now"]);
/** Fewer requests in a row without an answer are a slip. */
const silentInARow = 3;

export function createSupplierHealth(clock: Clock): SupplierHealth {
  let latest: { atMs: number; seconds: number }[] = [];
  let failing: { inARow: number; sinceMs: number; outcome: string } | null = null;
  let answered = false;
  let refusesAccount = false;
  return {
    observe({ type, outcome, seconds }) {
      // A call that many have not got: how it is answered says nothing of the others.
      if (type === "profile") return;
      const atMs = clock.monotonicMs();
      if (answers.has(outcome)) {
        latest = [...latest, { atMs, seconds }].slice(-remembered);
        failing = null;
        answered = true;
        // A "no" to an order or to a question for one of them may be of that one alone.
        if (outcome !== "refused") refusesAccount = false;
        else if (type === "service") refusesAccount = true;
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
        forMs: clock.monotonicMs() - failing.sinceMs,
        outcome: failing.outcome,
      },
    obstacle() {
      if (failing === null) return refusesAccount ? "shop" : null;
      if (failing.outcome === "maintenance") return "maintenance";
      return failing.inARow >= silentInARow ? "silence" : null;
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
