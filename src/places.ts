import type { Clock } from "./clock.ts";

/** Room for work that should be quick: what hangs holds up nobody else. */
export interface Places {
  /** How much may begin now. */
  free(): number;
  /** Resolves as soon as something may begin, or when `signal` is aborted. */
  room(signal: AbortSignal): Promise<void>;
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
  clock: Pick<Clock, "monotonicMs" | "sleep">,
  { quick, quickMs, most }: PlacesOptions,
): Places {
  const underWay = new Map<Promise<unknown>, number>();
  let oneEnds = Promise.withResolvers<void>();

  /** When the work began that is still quick, the oldest first. */
  function quickSinceMs(): number[] {
    const quickFromMs = clock.monotonicMs() - quickMs;
    return [...underWay.values()].filter((startedMs) => startedMs > quickFromMs);
  }
  const free = () => Math.max(0, Math.min(quick - quickSinceMs().length, most - underWay.size));

  return {
    free,
    async room(signal) {
      while (free() === 0 && !signal.aborted) {
        const [oldestMs = clock.monotonicMs()] = quickSinceMs();
        const waiting = new AbortController();
        const oneLasts = clock.sleep(
          oldestMs + quickMs - clock.monotonicMs(),
          AbortSignal.any([signal, waiting.signal]),
        );
        await Promise.race([oneEnds.promise, oneLasts]);
        waiting.abort();
      }
    },
    take(work) {
      underWay.set(work, clock.monotonicMs());
      const end = () => {
        underWay.delete(work);
        oneEnds.resolve();
        oneEnds = Promise.withResolvers();
      };
      work.then(end, end);
    },
    async ended() {
      await Promise.allSettled(underWay.keys());
    },
  };
}
