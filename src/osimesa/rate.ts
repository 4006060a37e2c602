import type { Clock } from "../clock.ts";

/** Who goes first when tokens are short. `result`: a look-up that likely ends an order. `spare`: nobody waits for it. */
export type Priority = "order" | "status" | "result" | "lookup" | "spare";
/**
 * Whose each of five tokens in turn is before it is others'. What ends orders has as many as what begins them: nobody is
 * told sooner because more is begun than is brought to its end. A page may show the results of many, so it goes before a
 * look-up; and one of five is for look-ups of little hope and the catalogue, so that no rush can starve them.
 */
const turns: readonly (readonly Priority[])[] = [
  ["order", "status", "result", "lookup", "spare"],
  ["status", "result", "order", "lookup", "spare"],
  ["order", "status", "result", "lookup", "spare"],
  ["status", "result", "order", "lookup", "spare"],
  ["lookup", "status", "order", "result", "spare"],
];

export interface RateLimiter {
  /** Resolves to true when a request may leave now, to false when `signal` was aborted first. */
  take(priority: Priority, signal?: AbortSignal): Promise<boolean>;
  /** No token leaves for `ms`: the upstream said 429 or 503. */
  pause(ms: number): void;
}

interface Waiter {
  resolve(turn: boolean): void;
}

/** More waiters than this means something loops; they are turned away at once. */
const maxWaiters = 10_000;

/**
 * A token bucket: at most `perSecond` requests in any second, evenly spaced after a short burst.
 * The bucket holds one second's worth, so a quiet bot answers at once.
 */
export function createRateLimiter(perSecond: number, clock: Clock): RateLimiter {
  const waiting: Record<Priority, Waiter[]> = {
    order: [],
    status: [],
    result: [],
    lookup: [],
    spare: [],
  };
  // Half a second's worth at once keeps any second's total at `perSecond` or little above, never twice it.
  const capacity = Math.max(1, Math.floor(perSecond / 2));
  let tokens = capacity;
  let filledAtMs = clock.monotonicMs();
  let pausedUntilMs = 0;
  let taken = 0;
  let waking = false;

  const refill = () => {
    const nowMs = clock.monotonicMs();
    tokens = Math.min(capacity, tokens + ((nowMs - filledAtMs) * perSecond) / 1_000);
    filledAtMs = nowMs;
  };

  const next = (): Waiter | undefined => {
    for (const priority of turns[taken % turns.length] ?? []) {
      const waiter = waiting[priority].shift();
      if (waiter) return waiter;
    }
    return undefined;
  };

  const serve = () => {
    refill();
    if (clock.monotonicMs() < pausedUntilMs) return;
    while (tokens >= 1) {
      const waiter = next();
      if (!waiter) return;
      tokens -= 1;
      taken += 1;
      waiter.resolve(true);
    }
  };

  /** One timer for all waiters; it runs only while somebody waits. */
  const wakeWhenDue = async () => {
    if (waking) return;
    waking = true;
    while (Object.values(waiting).some((queue) => queue.length > 0)) {
      const forPauseMs = pausedUntilMs - clock.monotonicMs();
      const forTokenMs = ((1 - tokens) * 1_000) / perSecond;
      await clock.sleep(Math.max(1, forPauseMs, forTokenMs));
      serve();
    }
    waking = false;
  };

  return {
    take(priority, signal) {
      if (signal?.aborted === true) return Promise.resolve(false);
      const queue = waiting[priority];
      if (queue.length >= maxWaiters) return Promise.resolve(false);
      return new Promise((resolve) => {
        const waiter: Waiter = {
          resolve(turn) {
            signal?.removeEventListener("abort", leave);
            resolve(turn);
          },
        };
        const leave = () => {
          queue.splice(queue.indexOf(waiter), 1);
          waiter.resolve(false);
        };
        signal?.addEventListener("abort", leave);
        queue.push(waiter);
        serve();
        void wakeWhenDue();
      });
    },
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.monotonicMs() + ms);
    },
  };
}
