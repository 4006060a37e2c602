import type { Bells } from "../bell.ts";
import { changes, type Change, type Look } from "../catalogue/changes.ts";
import { availability } from "../catalogue/cut-off.ts";
import type { CatalogueSnapshot } from "../catalogue/snapshot.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Access } from "../people/access.ts";
import type { QuietHours } from "../people/quiet.ts";
import type { Watch, WatchId, WatchNews, Watches } from "../people/watches.ts";
import type { PriceList } from "../prices/price-list.ts";
import type { Term } from "../redis/lease.ts";

/** Tells resellers that what they wait for can be ordered, or costs them less. */
export interface ServiceWatches {
  run(term: Pick<Term, "signal">): Promise<void>;
}

export interface ServiceWatchesDependencies {
  catalogue: { snapshot(): CatalogueSnapshot | null };
  watches: Pick<Watches, "all" | "read" | "tell" | "settle">;
  access: Pick<Access, "roleOf">;
  quiet: Pick<QuietHours, "untilMs">;
  prices: Pick<PriceList, "of">;
  bells: Pick<Bells, "owed">;
  clock: Clock;
  log: Log;
}

const lookMs = 1_000;
/**
 * What did not come with a change of the list is found so often: a rule of prices, a service that opened while a watch
 * was being written, a telling that was begun.
 */
const allEveryMs = 5 * 60_000;

export function createServiceWatches(deps: ServiceWatchesDependencies): ServiceWatches {
  const { catalogue, watches, access, quiet, prices, bells, clock, log } = deps;

  /** `only`: of these services; null: of all. */
  async function lookAt(only: ReadonlySet<string> | null, now: Look): Promise<void> {
    if (only?.size === 0) return;
    for await (const some of watches.all()) {
      const wanted = some.filter(({ serviceId }) => only?.has(serviceId) ?? true);
      const outcomes = await Promise.all(wanted.map((id) => consider(id, now)));
      if (outcomes.includes("told")) bells.owed.ring();
    }
  }

  async function consider(id: WatchId, now: Look): Promise<string> {
    const stored = await watches.read(id);
    if (stored.begun || stored.raw === "") return watches.settle(id);
    const { watch } = stored;
    // Who may not order any more is told nothing; should they come back, their watches are as they were.
    if (watch === null || (await access.roleOf(id.userId)) === "stranger") return "not told";
    // It is looked at again after them; what has closed by then is no news.
    if ((await quiet.untilMs(id.userId, now.atMs)) !== null) return "not told";
    const news = await newsOf(id, watch, now);
    return news === null ? "not told" : watches.tell(id, stored, news);
  }

  /** null: there is none yet. */
  async function newsOf(id: WatchId, watch: Watch, now: Look): Promise<WatchNews | null> {
    const service = now.catalogue.service(id.serviceId);
    if (service === undefined || !availability(service, now.atMs).open) return null;
    const priceRupiah = (await prices.of(id.userId))(service);
    if (id.wish === "price" && priceRupiah >= watch.priceRupiah) return null;
    return {
      notice: {
        kind: "watch",
        id: `watch:${id.userId}:${id.wish}:${id.serviceId}:${watch.sinceMs}:${priceRupiah}`,
        wish: id.wish,
        serviceId: id.serviceId,
        name: service.name,
        priceRupiah,
        beforeRupiah: watch.priceRupiah,
      },
      becomes: id.wish === "price" ? { ...watch, priceRupiah } : null,
    };
  }

  return {
    async run({ signal }) {
      let before: Look | null = null;
      let lookedAtAllMs = -Infinity;
      while (!signal.aborted) {
        const snapshot = catalogue.snapshot();
        const now = snapshot && { catalogue: snapshot, atMs: clock.wallMs() };
        const nowMs = clock.monotonicMs();
        try {
          if (now !== null) {
            const isTime = before === null || nowMs >= lookedAtAllMs + allEveryMs;
            await lookAt(isTime ? null : newsIn(changes(before ?? now, now)), now);
            if (isTime) lookedAtAllMs = nowMs;
            before = now;
          }
        } catch (error) {
          // The next look compares with the last one that was carried out.
          log.warn({ err: error }, "nobody is told of services for now");
        }
        await clock.sleep(lookMs, signal);
      }
    },
  };
}

/** Services of which somebody may have waited for just this. */
function newsIn(found: readonly Change[]): ReadonlySet<string> {
  return new Set(
    found.flatMap((change) => {
      switch (change.kind) {
        case "opened":
        case "new":
          return change.service.id;
        case "cost":
          // With another cost its list prices may be others, too, and what follows from those.
          return change.service.id;
        case "closed":
        case "gone":
          return [];
      }
    }),
  );
}
