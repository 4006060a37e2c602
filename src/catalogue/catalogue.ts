import type { Redis } from "../redis/redis.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { reason, type Reason } from "../reason.ts";
import type { ListAnswer, ListSink, Trouble } from "../osimesa/answers.ts";
import { readList } from "../osimesa/read.ts";
import { servicesOf } from "./changes.ts";
import { createKeptList, createPacker } from "./kept.ts";
import { createServiceReader, type Malformed } from "./reader.ts";
import { createSnapshot, type CatalogueSnapshot, type ListedService } from "./snapshot.ts";

/**
 * The service list, fetched again and again and kept in Redis, so that a restart with the upstream down still
 * serves menus. An empty or malformed list never replaces a good one; one that lost most of its services does once it
 * stays so.
 */
export interface Catalogue {
  /** null until the first list was fetched or found in Redis. */
  snapshot(): CatalogueSnapshot | null;
  /** How the latest refresh went; null before the first. */
  latest(): RefreshOutcome | null;
  /** Loads the kept list; never rejects. */
  load(): Promise<void>;
  /** Fetches once; never rejects. */
  refresh(signal?: AbortSignal): Promise<RefreshOutcome>;
  /** Refreshes at once and then every `refreshMs` until `signal` is aborted. */
  run(signal: AbortSignal): Promise<void>;
}

export type RefreshOutcome =
  | { kind: "fresh"; services: number; malformed: Malformed }
  /** The old list stays. */
  | { kind: "kept"; cause: Trouble["cause"] | "empty" | "short"; why: Reason };

export interface CatalogueDependencies {
  fetchServices(sink: ListSink, signal?: AbortSignal): Promise<ListAnswer>;
  redis: Redis;
  key: string;
  refreshMs: number;
  clock: Clock;
  log: Log;
}

/** A list that could not be fetched at start is asked for sooner than an old one. */
const firstRetryMs = 3_000;
/** Of a list with at least so many services not even half are left: the supplier's slip, unless it stays so. */
const shortBelow = { services: 20, share: 0.5 };
const isShort = (services: number, before: number): boolean =>
  before >= shortBelow.services && services < before * shortBelow.share;
/** So many refreshes in a row; with the list that is kept meanwhile the bot stays ready. */
const shortRefreshes = 8;

export function createCatalogue({
  fetchServices,
  redis,
  key,
  refreshMs,
  clock,
  log,
}: CatalogueDependencies): Catalogue {
  const reader = createServiceReader();
  const kept = createKeptList(redis, key);
  let current: CatalogueSnapshot | null = null;
  let latest: RefreshOutcome | null = null;
  /** Whether Redis holds the current list. */
  let stored = false;
  /** How many lists in a row were short. */
  let short = 0;
  let lastProblem = "";

  /** One line per kind of trouble, not one per minute. */
  const logOnce = (problem: string, detail: object) => {
    if (problem === lastProblem) return;
    lastProblem = problem;
    if (problem !== "") log.warn(detail, problem);
  };

  async function fetchOnce(signal?: AbortSignal): Promise<RefreshOutcome> {
    const packer = createPacker();
    const list = reader.begin();
    const answer = await fetchServices({ member: list.member, bytes: packer.write }, signal);
    const packed = await packer.end();
    if (answer.kind === "trouble") {
      if (signal?.aborted !== true)
        logOnce(`catalogue not refreshed: ${answer.cause}`, { why: answer.why.code });
      return { kind: "kept", cause: answer.cause, why: answer.why };
    }
    const services = list.services();
    const malformed = list.malformed();
    if (services.length === 0) {
      logOnce("catalogue not refreshed: the list is empty", malformed);
      return {
        kind: "kept",
        cause: "empty",
        why: reason("list-empty", malformed.examples.join("\n")),
      };
    }
    if (current !== null && isShort(services.length, current.serviceCount)) {
      short += 1;
      if (short <= shortRefreshes) {
        const left = `${services.length} / ${current.serviceCount}`;
        logOnce("catalogue not refreshed: most services are gone", { left, ...malformed });
        current = withMissing(services, current);
        return { kind: "kept", cause: "short", why: reason("list-short", left) };
      }
    }
    // As the list accepted last, that is; what is shown since may be mixed with a short one.
    const unchanged = list.unchanged() && short === 0;
    short = 0;
    logOnce(
      malformed.count === 0 ? "" : `catalogue: ${malformed.count} malformed services skipped`,
      { examples: malformed.examples },
    );
    const fetchedAtMs = clock.wallMs();
    current =
      unchanged && current !== null
        ? { ...current, fetchedAtMs }
        : createSnapshot(services, fetchedAtMs);
    list.accept();
    try {
      if (unchanged && stored) await kept.renew(fetchedAtMs);
      else await kept.write(packed, fetchedAtMs);
      stored = true;
    } catch (error) {
      stored = false;
      log.warn({ err: error }, "catalogue not kept in Redis; menus go on from memory");
    }
    return { kind: "fresh", services: services.length, malformed };
  }

  async function refresh(signal?: AbortSignal): Promise<RefreshOutcome> {
    const outcome = await fetchOnce(signal);
    if (signal?.aborted !== true) latest = outcome;
    return outcome;
  }

  return {
    snapshot: () => current,
    latest: () => latest,

    async load() {
      try {
        const found = await kept.read();
        if (found === null) return;
        const list = reader.begin();
        const answer = await readList(found.chunks, { member: list.member });
        if (answer.kind === "trouble" || list.services().length === 0) return;
        current = createSnapshot(list.services(), found.fetchedAtMs);
        list.accept();
        stored = true;
      } catch (error) {
        log.warn(
          { err: error },
          "the kept catalogue could not be read; waiting for the upstream's",
        );
      }
    },

    refresh,

    async run(signal) {
      while (!signal.aborted) {
        await refresh(signal);
        await clock.sleep(current === null ? Math.min(firstRetryMs, refreshMs) : refreshMs, signal);
      }
    },
  };
}

/** What the new list says counts, above all what a service costs by now; of the others the old one's word. As old as that. */
function withMissing(
  services: readonly ListedService[],
  before: CatalogueSnapshot,
): CatalogueSnapshot {
  const { fetchedAtMs } = before;
  const { serviceByCode } = createSnapshot(services, fetchedAtMs);
  const missing = servicesOf(before).filter(
    ({ line, code }) => serviceByCode(line, code) === undefined,
  );
  return createSnapshot([...services, ...missing], fetchedAtMs);
}
