import type { CostChanges } from "../catalogue/cost-changes.ts";
import type { CatalogueSnapshot } from "../catalogue/snapshot.ts";
import type { Clock } from "../clock.ts";
import { jakartaDay } from "../jakarta.ts";
import type { Log } from "../log.ts";
import type { Term } from "../redis/lease.ts";

/** Notes what becomes of costs, list by list. */
export interface CostWatch {
  run(term: Pick<Term, "signal">): Promise<void>;
}

const lookMs = 1_000;

export function createCostWatch({
  catalogue,
  costChanges,
  clock,
  log,
}: {
  catalogue: { snapshot(): CatalogueSnapshot | null };
  costChanges: Pick<CostChanges, "note">;
  clock: Clock;
  log: Log;
}): CostWatch {
  return {
    async run({ signal }) {
      let noted: CatalogueSnapshot | null = null;
      while (!signal.aborted) {
        const now = catalogue.snapshot();
        if (now !== null && (noted === null || !isSame(noted, now)))
          try {
            await costChanges.note(now);
            noted = now;
          } catch (error) {
            log.warn({ err: error }, "costs not noted for now");
          }
        await clock.sleep(lookMs, signal);
      }
    },
  };
}

/** A refresh that brought nothing new keeps the categories. With a new day begins another first list. */
function isSame(noted: CatalogueSnapshot, now: CatalogueSnapshot): boolean {
  return (
    noted.categories === now.categories &&
    jakartaDay(noted.fetchedAtMs) === jakartaDay(now.fetchedAtMs)
  );
}
