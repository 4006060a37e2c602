import type { Clock } from "./clock.ts";

/** Something to wait for that may ring before its time; a ring while nobody waits is kept. */
export interface Bell {
  ring(): void;
  /** Until it rings, `ms` have passed or `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createBell(clock: Clock): Bell {
  let rung = false;
  let wake: AbortController | null = null;
  return {
    ring() {
      rung = true;
      wake?.abort();
    },
    async wait(ms, signal) {
      if (!rung) {
        wake = new AbortController();
        await clock.sleep(ms, AbortSignal.any([signal, wake.signal]));
        wake = null;
      }
      rung = false;
    },
  };
}
