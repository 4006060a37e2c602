import type { Clock } from "../clock.ts";

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
        const waking = new AbortController();
        wake = waking;
        const stop = () => waking.abort();
        signal.addEventListener("abort", stop, { once: true });
        if (!signal.aborted) await clock.sleep(ms, waking.signal);
        signal.removeEventListener("abort", stop);
        wake = null;
      }
      rung = false;
    },
  };
}
