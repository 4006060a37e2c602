import type { Clock } from "./clock.ts";

/** Room for work that should be quick: what hangs holds up nobody else. */
export interface Places {
  /** How much may begin now. */
  free(): number;
  /** Counts this work until it ends, however that is. */
  take(work: Promise<unknown>): void;
  /** Resolves when all that was taken so far has ended. */
  ended(): Promise<void>;
}

export interface PlacesOptions {
  /** How much quick work may be under way. */
  quick: number;
  /** Work that lasts longer gives its place away and goes on beside the quick. */
  quickMs: number;
  /** How much may be under way in all, so that a standstill of everything stays bounded. */
  most: number;
}

export function createPlaces(
  clock: Pick<Clock, "monotonicMs">,
  { quick, quickMs, most }: PlacesOptions,
): Places {
  const underWay = new Map<Promise<unknown>, number>();
  return {
    free() {
      const quickSinceMs = clock.monotonicMs() - quickMs;
      let held = 0;
      for (const startedMs of underWay.values()) if (startedMs > quickSinceMs) held += 1;
      return Math.max(0, Math.min(quick - held, most - underWay.size));
    },
    take(work) {
      underWay.set(work, clock.monotonicMs());
      const end = () => void underWay.delete(work);
      work.then(end, end);
    },
    async ended() {
      await Promise.allSettled(underWay.keys());
    },
  };
}
