import { jakartaDay } from "../../jakarta.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import type { HashSlice } from "../../redis/slices.ts";
import type { HowDecided } from "../state/decided.ts";
import type { OrderRedis } from "./redis.ts";

/** What became of the orders of some days, as `lua/day.lua` counts them. */
export interface Statistics {
  /** `days` up to and with the day of `nowMs`; kept for 40. Of each list of services the first `services`. */
  of(days: number, nowMs: number, services: number): Promise<Sums>;
}

export interface Sums {
  confirmed: number;
  succeeded: number;
  failed: number;
  /** Taken back before they were sent. */
  withdrawn: number;
  /** Of those the supplier never answered, how many were decided in each way. */
  decided: Record<HowDecided, number>;
  /** Of what succeeded. */
  rupiah: number;
  /**
   * At least half of what succeeded took no longer than this, from confirmation to success: the lowest of the bounds
   * it is counted by of which that is true. Null when nothing succeeded, or half of it took longer than any bound.
   */
  halfWithinMs: number | null;
  /** Of what succeeded, sales less what the supplier charged; null: nothing was sold for other than it cost. */
  profit: Profit | null;
  /** Those that ever succeeded, longest mean time first. */
  slowest: TimedService[];
  /** Those that ever failed, most failures first, of as many the greater share. */
  failing: ServiceSums[];
}

export interface Profit {
  rupiah: number;
  /** Most profit first. */
  categories: { name: string; rupiah: number }[];
  resellers: { resellerId: number; rupiah: number }[];
}

export interface ServiceSums {
  code: string;
  succeeded: number;
  failed: number;
}

export interface TimedService extends ServiceSums {
  /** From confirmation to success. */
  meanMs: number;
}

/** The same as in `lua/day.lua`: upper bounds of times from confirmation to success, in seconds. */
export const doneBoundsS = [
  1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 21600, 86400,
  259200,
];

export function createStatistics({
  redis,
  keys,
}: {
  redis: Pick<OrderRedis, "hash" | "hashSlices">;
  keys: AccountKeys;
}): Statistics {
  return {
    async of(days, nowMs, services) {
      const today = jakartaDay(nowMs);
      const all = Array.from({ length: days }, (_, ago) => today - ago);
      const hashes = await Promise.all(all.map((day) => redis.hash(keys.sums(day))));
      const total = added(hashes);
      const of = (field: string) => total.get(field) ?? 0;
      const perService = createTally();
      // One slice of one day after the other: a thousand services a day are ninety thousand figures a month.
      for (const day of all) await perService.addDay(redis.hashSlices(serviceSumsOf(day)));
      const earning = all.filter((_, place) => hashes[place]?.["profit"] !== undefined);
      const profits = createProfits();
      for (const day of earning) await profits.addDay(redis.hashSlices(keys.profits(day)));
      return {
        confirmed: of("confirmed"),
        succeeded: of("succeeded"),
        failed: of("failed"),
        withdrawn: of("withdrawn"),
        decided: {
          matched: of("decided matched"),
          attached: of("decided attached"),
          "never-placed-by-operators": of("decided never-placed-by-operators"),
          "never-placed-by-itself": of("decided never-placed-by-itself"),
        },
        rupiah: of("rupiah"),
        halfWithinMs: halfWithinMs(
          doneBoundsS.map((_, index) => of(`done ${index + 1}`)),
          of("succeeded"),
        ),
        profit: earning.length === 0 ? null : { rupiah: of("profit"), ...profits.most(services) },
        slowest: perService.slowest(services),
        failing: perService.failing(services),
      };
    },
  };

  function serviceSumsOf(day: number): string {
    return keys.line("game").serviceSums(day);
  }
}

function added(hashes: readonly Record<string, string>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const hash of hashes) {
    for (const [field, count] of Object.entries(hash))
      total.set(field, (total.get(field) ?? 0) + Number(count));
  }
  return total;
}

/**
 * A bound, not an estimate within it: times are rarely spread evenly, and a guess between two bounds can be above
 * every service's own average, which is exact.
 */
export function halfWithinMs(counts: readonly number[], succeeded: number): number | null {
  if (succeeded === 0) return null;
  let within = 0;
  for (const [index, count] of counts.entries()) {
    within += count;
    const boundS = doneBoundsS[index];
    if (boundS !== undefined && within >= succeeded / 2) return boundS * 1_000;
  }
  return null;
}

/** Each field of a hash once, whatever slices it comes in. */
async function* fieldsOnce(
  slices: AsyncIterable<HashSlice>,
): AsyncGenerator<readonly [field: string, amount: number]> {
  const seen = new Set<string>();
  for await (const slice of slices) {
    for (const [field, amount] of slice) {
      if (!seen.has(field)) yield [field, Number(amount)];
      seen.add(field);
    }
  }
}

/** Adds up what `lua/day.lua` counted as `category <name>` and `reseller <id>`. */
function createProfits() {
  const ofCategory = new Map<string, number>();
  const ofReseller = new Map<string, number>();
  return {
    async addDay(slices: AsyncIterable<HashSlice>): Promise<void> {
      for await (const [field, rupiah] of fieldsOnce(slices)) {
        const [, kind, name = ""] = /^(category|reseller) (.*)$/s.exec(field) ?? [];
        if (kind === undefined) continue;
        const sums = kind === "category" ? ofCategory : ofReseller;
        sums.set(name, (sums.get(name) ?? 0) + rupiah);
      }
    },
    most: (most: number) => ({
      categories: largest(ofCategory, most).map(([name, rupiah]) => ({ name, rupiah })),
      resellers: largest(ofReseller, most).map(([id, rupiah]) => ({
        resellerId: Number(id),
        rupiah,
      })),
    }),
  };
}

const largest = (sums: ReadonlyMap<string, number>, most: number) =>
  first(sums, most, ([, a], [, b]) => b - a);

interface ServiceTally extends ServiceSums {
  /** Of all that succeeded, from confirmation to success. */
  ms: number;
}

/** Adds up what `lua/day.lua` counted per service: `ok|bad|ms <service code>`. */
function createTally() {
  const services = new Map<string, ServiceTally>();

  function count(field: string, amount: number): void {
    const space = field.indexOf(" ");
    const code = field.slice(space + 1);
    const service = services.get(code) ?? { code, succeeded: 0, failed: 0, ms: 0 };
    services.set(code, service);
    switch (field.slice(0, space)) {
      case "ok":
        return void (service.succeeded += amount);
      case "bad":
        return void (service.failed += amount);
      case "ms":
        return void (service.ms += amount);
    }
  }

  return {
    async addDay(slices: AsyncIterable<HashSlice>): Promise<void> {
      for await (const [field, amount] of fieldsOnce(slices)) count(field, amount);
    },
    slowest: (most: number) => slowest(services.values(), most),
    failing: (most: number) => failing(services.values(), most),
  };
}

function slowest(services: Iterable<ServiceTally>, most: number): TimedService[] {
  const meanMs = ({ ms, succeeded }: ServiceTally) => (succeeded === 0 ? null : ms / succeeded);
  return first(services, most, (a, b) => (meanMs(b) ?? -1) - (meanMs(a) ?? -1)).flatMap(
    (service) => {
      const mean = meanMs(service);
      return mean === null ? [] : { ...sumsOf(service), meanMs: mean };
    },
  );
}

function failing(services: Iterable<ServiceTally>, most: number): ServiceSums[] {
  const share = ({ failed, succeeded }: ServiceSums) => failed / Math.max(1, failed + succeeded);
  return first(services, most, (a, b) => b.failed - a.failed || share(b) - share(a))
    .filter(({ failed }) => failed > 0)
    .map(sumsOf);
}

const sumsOf = ({ code, succeeded, failed }: ServiceSums): ServiceSums => ({
  code,
  succeeded,
  failed,
});

/** The first `most` of a long list in the order of `compare`, without sorting all of it. */
function first<T>(all: Iterable<T>, most: number, compare: (a: T, b: T) => number): T[] {
  const found: T[] = [];
  for (const one of all) {
    const last = found.at(-1);
    if (found.length === most && (last === undefined || compare(one, last) >= 0)) continue;
    found.push(one);
    found.sort(compare);
    if (found.length > most) found.pop();
  }
  return found;
}
