import { setImmediate } from "node:timers/promises";
import type { Clock } from "../src/clock.ts";

/** A clock that stands still until a test turns it on. */
export interface HandClock extends Clock {
  /** Turns it on by `ms`; whoever slept so long goes on, in the order of waking. */
  pass(ms: number): Promise<void>;
  /** Turns it on by `ms` all at once: who would have woken often wakes only once. */
  leap(ms: number): Promise<void>;
}

/** `settled`: until whoever was woken sleeps again. */
export function createHandClock(settled: () => Promise<unknown> = () => setImmediate()): HandClock {
  let nowMs = 0;
  const sleepers = new Set<{ untilMs: number; wake(): void }>();
  return {
    wallMs: () => 1_774_522_545_000 + nowMs,
    monotonicMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          untilMs: nowMs + ms,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener("abort", sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", sleeper.wake, { once: true });
        if (signal?.aborted === true) sleeper.wake();
      }),
    async pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        await settled();
        const [first] = [...sleepers].toSorted((left, right) => left.untilMs - right.untilMs);
        if (first === undefined || first.untilMs > endMs) break;
        nowMs = Math.max(nowMs, first.untilMs);
        first.wake();
      }
      nowMs = endMs;
    },
    async leap(ms) {
      await settled();
      nowMs += ms;
      for (const sleeper of sleepers) if (sleeper.untilMs <= nowMs) sleeper.wake();
      await settled();
    },
  };
}
