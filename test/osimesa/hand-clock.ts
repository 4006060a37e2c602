import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/clock.ts";

/** A clock that stands still until a test turns it on. */
export interface HandClock extends Clock {
  /** Turns it on by `ms`; whoever slept so long goes on, in the order of waking. */
  pass(ms: number): Promise<void>;
}

export function createHandClock(): HandClock {
  let nowMs = 0;
  let sleepers: { untilMs: number; wake(): void }[] = [];
  return {
    wallMs: () => 1_774_522_545_000 + nowMs,
    monotonicMs: () => nowMs,
    sleep: (ms) => new Promise((resolve) => sleepers.push({ untilMs: nowMs + ms, wake: resolve })),
    async pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        await setImmediate();
        const [first] = sleepers.toSorted((left, right) => left.untilMs - right.untilMs);
        if (first === undefined || first.untilMs > endMs) break;
        sleepers = sleepers.filter((sleeper) => sleeper !== first);
        nowMs = Math.max(nowMs, first.untilMs);
        first.wake();
      }
      nowMs = endMs;
    },
  };
}
