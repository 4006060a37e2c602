import type { Bells } from "../bell.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Term } from "../redis/lease.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { WatchScript } from "./scripts.ts";

/** Tells operators afterwards from when until when the bot did not work: while it does not, it cannot. */
export interface Absences {
  run(term: Pick<Term, "signal">): Promise<void>;
}

const noteEveryMs = 30_000;
/** Longer than a restart, an update of the machine or a failover takes. */
const gapMs = 5 * 60_000;

export function createAbsences({
  run,
  operators,
  bells,
  clock,
  log,
}: {
  run: RunScript<WatchScript>;
  operators: () => readonly number[];
  bells: Pick<Bells, "owed">;
  clock: Clock;
  log: Log;
}): Absences {
  return {
    async run({ signal }) {
      while (!signal.aborted) {
        try {
          const [outcome] = await run("note-work", gapMs, JSON.stringify(operators().map(String)));
          if (outcome === "told") bells.owed.ring();
        } catch (error) {
          log.warn({ err: error }, "that the bot works is not noted for now");
        }
        await clock.sleep(noteEveryMs, signal);
      }
    },
  };
}
