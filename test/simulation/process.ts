import type { Clock, Rng } from "../../src/clock.ts";
import type { Loop } from "./loop.ts";
import type { Random } from "./random.ts";

/** One operating-system process: it can be killed between any two steps, or stopped for a while. */
export interface Process {
  clock: Clock;
  rng: Rng;
  /** Every step that touches the world passes here: a dead process never comes back from it, a paused one later. */
  gate(): Promise<void>;
  kill(): void;
  pause(ms: number): void;
  alive(): boolean;
  /** Runs `act` only if the process still lives. */
  whileAlive(act: () => void): void;
}

const never = new Promise<never>(() => undefined);

export function createProcess(loop: Loop, random: Random, onStep: () => void): Process {
  let alive = true;
  let pausedUntilMs = 0;
  const monotonicOffset = random.integer(0, 1_000_000);

  const gate = async (): Promise<void> => {
    while (alive && loop.now() < pausedUntilMs) {
      await new Promise<void>((resolve) => loop.after(pausedUntilMs - loop.now(), resolve));
    }
    if (!alive) await never;
  };

  return {
    clock: {
      wallMs: () => loop.now(),
      // A stopped process's monotonic clock goes on, as Linux's does.
      monotonicMs: () => loop.now() - monotonicOffset,
      async sleep(ms, signal) {
        if (signal?.aborted === true) return gate();
        await new Promise<void>((resolve) => {
          // Nobody listens on: Node keeps a signal made of others for as long as somebody does.
          const over = () => {
            signal?.removeEventListener("abort", over);
            resolve();
          };
          loop.after(ms, over);
          signal?.addEventListener("abort", over, { once: true });
        });
        await gate();
      },
    },
    rng: {
      fraction: () => random.fraction(),
      id: (bytes) =>
        Array.from(
          { length: Math.ceil((bytes * 4) / 3) },
          () => "abcdefghijklmnopqrstuvwxyz0123456789"[random.integer(0, 35)],
        ).join(""),
    },
    async gate() {
      if (alive) onStep();
      await gate();
    },
    kill: () => void (alive = false),
    pause: (ms) => void (pausedUntilMs = Math.max(pausedUntilMs, loop.now() + ms)),
    alive: () => alive,
    whileAlive: (act) => void (alive && act()),
  };
}
