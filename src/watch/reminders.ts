import type { Bells } from "../bell.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Term } from "../redis/lease.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { WatchScript } from "./scripts.ts";

/** Reminds operators of orders that wait for their decision. */
export interface Reminders {
  run(term: Pick<Term, "signal">): Promise<void>;
}

export interface ReminderDependencies {
  run: RunScript<WatchScript>;
  clock: Clock;
  log: Log;
  operators: () => readonly number[];
  atNight: boolean;
  bells: Pick<Bells, "owed">;
  /** Default 1 h. When the last one was written stands in Redis, so a restart repeats none. */
  everyMs?: number;
}

const usuallyEveryMs = 3_600_000;
const looksPerReminder = 60;

export function createReminders(deps: ReminderDependencies): Reminders {
  const everyMs = deps.everyMs ?? usuallyEveryMs;
  return {
    async run({ signal }) {
      while (!signal.aborted) {
        try {
          const quiet = deps.atNight ? 0 : 1;
          const [kind] = await deps.run(
            "remind",
            everyMs,
            quiet,
            JSON.stringify(deps.operators().map(String)),
          );
          if (kind === "reminded") deps.bells.owed.ring();
        } catch (error) {
          deps.log.warn({ err: error }, "no reminder for now");
        }
        await deps.clock.sleep(everyMs / looksPerReminder, signal);
      }
    },
  };
}
