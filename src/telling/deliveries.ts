import type { Bell } from "../bell.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Places } from "../places.ts";

/** What is being delivered, each under a key, and what rests before it is tried again. */
export interface Deliveries {
  /** Starts `work` unless the same is under way or rests, or too much is under way. */
  start(key: string, places: Places, work: () => Promise<void>): void;
  /** What is under way together with something else, without a place of its own. */
  during(key: string, work: () => Promise<void>): Promise<void>;
  underWay(key: string): boolean;
  /** Nothing is under way. */
  idle(): boolean;
  /** It is not begun again for so long; the longest said counts. */
  rest(key: string, ms: number): void;
  /** Something is left to do once what is under way has ended. */
  more(): void;
  /** What rests does so no longer. */
  forget(): void;
}

const afterErrorMs = 1_000;

export function chatKey(chatId: number): string {
  return `chat ${chatId}`;
}

export function createDeliveries({
  clock,
  log,
  bell,
}: {
  clock: Clock;
  log: Log;
  bell: Pick<Bell, "ring">;
}): Deliveries {
  const busy = new Set<string>();
  /** Redis keeps until when something rests too, but may be full. */
  const restsUntilMs = new Map<string, number>();
  /** Something is due that could not be begun, for the same or too much was under way. */
  let isMore = false;

  const rest = (key: string, ms: number) => {
    const untilMs = clock.monotonicMs() + ms;
    restsUntilMs.set(key, Math.max(untilMs, restsUntilMs.get(key) ?? -Infinity));
  };

  return {
    start(key, places, work) {
      if (busy.has(key) || places.free() === 0) return void (isMore = true);
      if ((restsUntilMs.get(key) ?? -Infinity) > clock.monotonicMs()) return;
      restsUntilMs.delete(key);
      busy.add(key);
      places.take(
        work()
          .catch((error: unknown) => {
            log.error({ err: error }, "delivery interrupted, trying again");
            rest(key, afterErrorMs);
          })
          .finally(() => {
            busy.delete(key);
            if (isMore) bell.ring();
            isMore = false;
          }),
      );
    },
    async during(key, work) {
      busy.add(key);
      try {
        await work();
      } finally {
        busy.delete(key);
      }
    },
    underWay: (key) => busy.has(key),
    idle: () => busy.size === 0,
    rest,
    more: () => void (isMore = true),
    forget: () => restsUntilMs.clear(),
  };
}
