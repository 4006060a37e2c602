import type { Rng } from "../clock.ts";

/** How long to wait before the next try for a key: doubling from 1 s to 60 s, spread by a quarter. */
export interface Backoff {
  nextMs(key: string | number): number;
  reset(key: string | number): void;
}

const firstMs = 1_000;
const longestMs = 60_000;
const maxKeys = 10_000;

export function createBackoff(rng: Pick<Rng, "fraction">): Backoff {
  const failures = new Map<string | number, number>();
  return {
    nextMs(key) {
      const count = (failures.get(key) ?? 0) + 1;
      failures.set(key, count);
      if (failures.size > maxKeys) failures.clear();
      const ms = Math.min(longestMs, firstMs * 2 ** Math.min(count - 1, 10));
      return Math.round(ms * (0.75 + rng.fraction() / 2));
    },
    reset: (key) => void failures.delete(key),
  };
}
