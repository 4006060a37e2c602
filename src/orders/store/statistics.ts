import { jakartaDay } from "../../jakarta.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import type { OrderRedis } from "./redis.ts";

/** What became of the orders of some days, as `lua/day.lua` counts them. */
export interface Statistics {
  /** `days` up to and with the day of `nowMs`; kept for 40. */
  of(days: number, nowMs: number): Promise<Sums>;
}

export interface Sums {
  confirmed: number;
  succeeded: number;
  failed: number;
  /** Taken back before they were sent. */
  withdrawn: number;
  /** Of what succeeded. */
  rupiah: number;
  /**
   * At least half of what succeeded took no longer than this, from confirmation to success: the lowest of the bounds
   * it is counted by of which that is true. Null when nothing succeeded, or half of it took longer than any bound.
   */
  halfWithinMs: number | null;
  services: ServiceSums[];
}

export interface ServiceSums {
  code: string;
  succeeded: number;
  failed: number;
  /** From confirmation to success; null when it never succeeded. */
  meanMs: number | null;
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
  redis: Pick<OrderRedis, "hash">;
  keys: AccountKeys;
}): Statistics {
  return {
    async of(days, nowMs) {
      const today = jakartaDay(nowMs);
      const all = Array.from({ length: days }, (_, ago) => today - ago);
      const [sums, services] = await Promise.all([
        Promise.all(all.map((day) => redis.hash(keys.sums(day)))),
        Promise.all(all.map((day) => redis.hash(keys.line("game").serviceSums(day)))),
      ]);
      const total = added(sums);
      const of = (field: string) => total.get(field) ?? 0;
      return {
        confirmed: of("confirmed"),
        succeeded: of("succeeded"),
        failed: of("failed"),
        withdrawn: of("withdrawn"),
        rupiah: of("rupiah"),
        halfWithinMs: halfWithinMs(
          doneBoundsS.map((_, index) => of(`done ${index + 1}`)),
          of("succeeded"),
        ),
        services: serviceSums(added(services)),
      };
    },
  };
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

function serviceSums(total: ReadonlyMap<string, number>): ServiceSums[] {
  const codes = new Set([...total.keys()].map((field) => field.slice(field.indexOf(" ") + 1)));
  return [...codes].map((code) => {
    const succeeded = total.get(`ok ${code}`) ?? 0;
    const ms = total.get(`ms ${code}`) ?? 0;
    return {
      code,
      succeeded,
      failed: total.get(`bad ${code}`) ?? 0,
      meanMs: succeeded === 0 ? null : ms / succeeded,
    };
  });
}
