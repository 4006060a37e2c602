/** Time as the emulator sees it, so that a test can own it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `action` once after `delayMs`; the answer calls it off. */
  after(delayMs: number, action: () => void): () => void;
}

/** The machine's clock. Its timers do not keep an otherwise finished process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
