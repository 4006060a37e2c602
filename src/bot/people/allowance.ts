import type { Clock } from "../../clock.ts";

/** `told`: refused, and they have heard so in this window. */
type Taken = "allowed" | "refused" | "told";

/** How much of something one person may do. */
export interface Allowance {
  take(userId: number): Taken | Promise<Taken>;
  /** Whether all is taken and they have heard so. Takes nothing. */
  spent(userId: number): boolean;
}

export interface PersonLimits {
  updates: Allowance;
  /** Confirmation cards: each lies in Redis for two days. */
  cards: Allowance;
  /** Files of all that is kept of a person. */
  exports: Allowance;
  /** Deposit tickets: each keeps a sum from everybody else for more than a week, also one that is taken back. */
  tickets: Allowance;
  /** Photos of transfers: each goes to every operator at once. */
  proofs: Allowance;
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
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const cardsAnHour = 300;
const exportsAnHour = 5;
const ticketsADay = 30;
const proofsAnHour = 10;
const filesAtOnce = 3;
const maxPeople = 20_000;

/** What is allowed of one thing, for whoever counts it. */
export interface AllowanceSettings {
  what: string;
  most: number;
  windowMs: number;
}

/** `count`: where it is counted; left out: in this process, because one process polls. */
export function createPersonLimits(options: {
  clock: Clock;
  updatesIn10S: number;
  count?: (settings: AllowanceSettings) => Allowance;
}): PersonLimits {
  const count =
    options.count ??
    (({ most, windowMs }: AllowanceSettings) => createAllowance(options.clock, most, windowMs));
  return {
    updates: count({ what: "updates", most: options.updatesIn10S, windowMs: updateWindowMs }),
    cards: count({ what: "cards", most: cardsAnHour, windowMs: hourMs }),
    exports: count({ what: "exports", most: exportsAnHour, windowMs: hourMs }),
    tickets: count({ what: "tickets", most: ticketsADay, windowMs: dayMs }),
    proofs: count({ what: "proofs", most: proofsAnHour, windowMs: hourMs }),
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

/** `most` in each window, which begins with the first; counted in this process. */
export function createAllowance(
  clock: Clock,
  most: number,
  windowMs: number,
): Omit<Allowance, "take"> & { take(userId: number): Taken } {
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
