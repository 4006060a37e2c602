/**
 * Time and randomness as ports, so that a simulation can own them: `orders/` never reads a clock of its own.
 */

export interface Clock {
  /** Wall-clock time, unix milliseconds. May jump; never measure a duration with it. */
  wallMs(): number;
  /** Milliseconds since some fixed moment; never goes back. */
  monotonicMs(): number;
  /** Resolves after `ms`, or at once when `signal` is aborted (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Rng {
  /** A number in [0, 1). */
  fraction(): number;
  /** `bytes` random bytes as base64url; unguessable on the real port. */
  id(bytes: number): string;
}

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  // By hand: "node:timers/promises" makes an error of each sleep that is cut short, as a chat's is with each update.
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener("abort", end);
    }),
};

export const systemRng: Rng = {
  fraction: () => Math.random(),
  id: (bytes) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("base64url"),
};
