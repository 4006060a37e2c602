import type { Clock } from "../../clock.ts";

/** How much of something one person may do. Kept in this process, because one process polls. */
export interface Allowance {
  /** `told`: refused, and they have heard so in this window. */
  take(userId: number): "allowed" | "refused" | "told";
  /** Whether all is taken and they have heard so. Takes nothing. */
  spent(userId: number): boolean;
}

export interface PersonLimits {
  updates: Allowance;
  /** Confirmation cards: each lies in Redis for two days. */
  cards: Allowance;
  /** Files of all that is kept of a person. */
  exports: Allowance;
  /** Files being made. */
  files: UnderWay;
}

/** What takes a while: one of a person at once, and `most` of all. */
interface UnderWay {
  /** `own`: they have one under way; `full`: so many others have. What began has to `end`. */
  begin(userId: number): "begun" | "own" | "full";
  end(userId: number): void;
}

const updateWindowMs = 10_000;
const cardWindowMs = 3_600_000;
const cardsAnHour = 300;
const exportsAnHour = 5;
const filesAtOnce = 3;
const maxPeople = 20_000;

export function createPersonLimits(options: { clock: Clock; updatesIn10S: number }): PersonLimits {
  return {
    updates: createAllowance(options.clock, options.updatesIn10S, updateWindowMs),
    cards: createAllowance(options.clock, cardsAnHour, cardWindowMs),
    exports: createAllowance(options.clock, exportsAnHour, cardWindowMs),
    files: createUnderWay(filesAtOnce),
  };
}

function createUnderWay(most: number): UnderWay {
  const people = new Set<number>();
  return {
    begin(userId) {
      if (people.has(userId)) return "own";
      if (people.size >= most) return "full";
      people.add(userId);
      return "begun";
    },
    end: (userId) => void people.delete(userId),
  };
}

/** `most` in each window, which begins with the first. */
export function createAllowance(clock: Clock, most: number, windowMs: number): Allowance {
  const windows = new Map<number, { endsMs: number; count: number }>();
  return {
    take(userId) {
      const nowMs = clock.monotonicMs();
      let window = windows.get(userId);
      if (window === undefined || window.endsMs <= nowMs) {
        // Set anew, so that the first of the map is the one that began first.
        windows.delete(userId);
        window = { endsMs: nowMs + windowMs, count: 0 };
        windows.set(userId, window);
        forgetOld(nowMs);
      }
      window.count += 1;
      if (window.count <= most) return "allowed";
      return window.count === most + 1 ? "refused" : "told";
    },
    spent(userId) {
      const window = windows.get(userId);
      return window !== undefined && window.endsMs > clock.monotonicMs() && window.count > most;
    },
  };

  function forgetOld(nowMs: number): void {
    for (const [userId, { endsMs }] of windows) {
      if (endsMs > nowMs && windows.size <= maxPeople) return;
      windows.delete(userId);
    }
  }
}
