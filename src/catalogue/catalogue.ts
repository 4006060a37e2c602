import { gunzipSync, gzipSync } from "node:zlib";
import type { Redis } from "ioredis";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ServicesAnswer } from "../osimesa/answers.ts";
import { rawServiceSchema, type RawService } from "../osimesa/schema.ts";
import { parseService } from "./parse.ts";
import { createSnapshot, type CatalogueSnapshot } from "./snapshot.ts";

/**
 * The service list, fetched again and again and kept in Redis, so that a restart with the upstream down still
 * serves menus. An empty or malformed list never replaces a good one.
 */
export interface Catalogue {
  /** null until the first list was fetched or found in Redis. */
  snapshot(): CatalogueSnapshot | null;
  /** Loads the kept list; never rejects. */
  load(): Promise<void>;
  /** Fetches once; never rejects. */
  refresh(signal?: AbortSignal): Promise<RefreshOutcome>;
  /** Refreshes at once and then every `refreshMs` until `signal` is aborted. */
  run(signal: AbortSignal): Promise<void>;
}

export type RefreshOutcome =
  | { kind: "fresh"; services: number; malformed: number }
  /** The old list stays. */
  | { kind: "kept"; why: string };

export interface CatalogueDependencies {
  fetchServices(signal?: AbortSignal): Promise<ServicesAnswer>;
  redis: Redis;
  key: string;
  refreshMs: number;
  clock: Clock;
  log: Log;
}

/** A list that could not be fetched at start is asked for sooner than an old one. */
const firstRetryMs = 3_000;

const keptSchema = z.object({ v: z.literal(1), fetchedAtMs: z.number(), services: z.array(z.unknown()) });

export function createCatalogue({ fetchServices, redis, key, refreshMs, clock, log }: CatalogueDependencies): Catalogue {
  let current: CatalogueSnapshot | null = null;
  let lastProblem = "";

  /** One line per kind of trouble, not one per minute. */
  const logOnce = (problem: string, detail: object) => {
    if (problem === lastProblem) return;
    lastProblem = problem;
    if (problem !== "") log.warn(detail, problem);
  };

  async function keep(services: readonly RawService[], fetchedAtMs: number): Promise<void> {
    const text = JSON.stringify({ v: 1, fetchedAtMs, services });
    await redis.set(key, gzipSync(text, { level: 1 }));
  }

  async function refresh(signal?: AbortSignal): Promise<RefreshOutcome> {
    const answer = await fetchServices(signal);
    if (answer.kind === "trouble") {
      if (signal?.aborted !== true) logOnce(`catalogue not refreshed: ${answer.cause}`, { why: answer.why });
      return { kind: "kept", why: answer.why };
    }
    const { services, malformed } = answer;
    if (services.length === 0) {
      logOnce("catalogue not refreshed: the list is empty", malformed);
      return { kind: "kept", why: "the list is empty" };
    }
    logOnce(malformed.count === 0 ? "" : `catalogue: ${malformed.count} malformed services skipped`, { examples: malformed.examples });
    const fetchedAtMs = clock.wallMs();
    current = createSnapshot(services.map(parseService), fetchedAtMs);
    try {
      await keep(services, fetchedAtMs);
    } catch (error) {
      log.warn({ err: error }, "catalogue not kept in Redis; menus go on from memory");
    }
    return { kind: "fresh", services: services.length, malformed: malformed.count };
  }

  return {
    snapshot: () => current,

    async load() {
      try {
        const kept = await redis.getBuffer(key);
        if (kept === null) return;
        const { fetchedAtMs, services } = keptSchema.parse(JSON.parse(gunzipSync(kept).toString("utf8")));
        const readable = services.flatMap((raw) => rawServiceSchema.safeParse(raw).data ?? []);
        if (readable.length > 0) current = createSnapshot(readable.map(parseService), fetchedAtMs);
      } catch (error) {
        log.warn({ err: error }, "the kept catalogue could not be read; waiting for the upstream's");
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
