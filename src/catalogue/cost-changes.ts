import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import { jakartaDay } from "../jakarta.ts";
import { json } from "../json.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { servicesOf } from "./changes.ts";
import type { CatalogueSnapshot, ListedService } from "./snapshot.ts";

/** What the operator pays for a service is another than in the first list of the day. */
export interface CostChange {
  serviceId: string;
  code: string;
  name: string;
  firstRupiah: number;
  nowRupiah: number;
  /** When it became so, unix ms. */
  atMs: number;
}

/** Costs that rose or fell, day by day in Jakarta, kept for two days. */
export interface CostChanges {
  /** Compares a list with the first one of its day; the first is kept as such. By one process at a time. */
  note(catalogue: CatalogueSnapshot): Promise<void>;
  /** Newest first, those of one list by name. */
  of(day: number): Promise<CostChange[]>;
}

/** So many of one day are kept; those that come later are passed over. */
const maxCostChanges = 2_000;
const keptS = 2 * 24 * 3_600;

type Costs = ReadonlyMap<string, number>;

export function createCostChanges({
  redis,
  keys,
}: {
  redis: Pick<Redis, "get" | "set" | "hgetall" | "hset" | "hdel" | "expire">;
  keys: AccountKeys;
}): CostChanges {
  let first: { day: number; costs: Costs } | null = null;

  /** Whoever was first that day, in whatever process. */
  async function firstOf(day: number, catalogue: CatalogueSnapshot): Promise<Costs> {
    if (first?.day === day) return first.costs;
    const costs = servicesOf(catalogue).map(({ id, costRupiah }) => [id, costRupiah] as const);
    const value = JSON.stringify({ v: 1, costs: Object.fromEntries(costs) });
    await redis.set(keys.costs(day), value, "EX", keptS, "NX");
    const stored = storedCosts.safeParse(await redis.get(keys.costs(day))).data;
    first = { day, costs: new Map(stored === undefined ? costs : Object.entries(stored.costs)) };
    return first.costs;
  }

  async function of(day: number): Promise<CostChange[]> {
    const all = Object.values(await redis.hgetall(keys.costChanges(day)));
    return all
      .flatMap((text) => storedChange.safeParse(text).data ?? [])
      .toSorted((a, b) => b.atMs - a.atMs || a.name.localeCompare(b.name));
  }

  return {
    of,
    async note(catalogue) {
      const day = jakartaDay(catalogue.fetchedAtMs);
      const key = keys.costChanges(day);
      const costs = await firstOf(day, catalogue);
      const known = new Map((await of(day)).map((change) => [change.serviceId, change]));
      const { changed, back } = compared(costs, known, catalogue);
      if (back.length > 0) await redis.hdel(key, ...back);
      if (changed.length === 0) return;
      const room = maxCostChanges - known.size + back.length;
      const kept = changed.filter(({ serviceId }) => known.has(serviceId));
      const added = changed.filter(({ serviceId }) => !known.has(serviceId)).slice(0, room);
      const written = [...kept, ...added].map((change): [string, string] => [
        change.serviceId,
        JSON.stringify({ v: 1, ...change }),
      ]);
      if (written.length > 0) await redis.hset(key, Object.fromEntries(written));
      await redis.expire(key, keptS);
    },
  };
}

/**
 * What is to be written of a list, given the day's first costs and what is written already: costs that moved since, and
 * services whose cost is back where it was. What came into the list later that day has no first cost.
 */
function compared(
  first: Costs,
  known: ReadonlyMap<string, CostChange>,
  catalogue: CatalogueSnapshot,
): { changed: CostChange[]; back: string[] } {
  const changed: CostChange[] = [];
  const back: string[] = [];
  for (const service of servicesOf(catalogue)) {
    const firstRupiah = first.get(service.id);
    const before = known.get(service.id);
    if (firstRupiah === undefined || service.costRupiah === (before?.nowRupiah ?? firstRupiah))
      continue;
    if (service.costRupiah === firstRupiah) back.push(service.id);
    else changed.push(changeOf(service, firstRupiah, catalogue.fetchedAtMs));
  }
  return { changed, back };
}

function changeOf(
  { id, code, name, costRupiah }: ListedService,
  firstRupiah: number,
  atMs: number,
): CostChange {
  return { serviceId: id, code, name, firstRupiah, nowRupiah: costRupiah, atMs };
}

const storedCosts = json.pipe(
  z.object({ v: z.literal(1), costs: z.record(z.string(), z.number().int()) }),
);
const storedChange = json
  .pipe(
    z.object({
      v: z.literal(1),
      serviceId: z.string(),
      code: z.string(),
      name: z.string(),
      firstRupiah: z.number().int(),
      nowRupiah: z.number().int(),
      atMs: z.number().int(),
    }),
  )
  .transform(({ v: _version, ...change }): CostChange => change);
