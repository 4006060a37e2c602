import type { EventEmitter } from "node:events";
import type { TelegramEvents } from "./world.ts";

/**
 * Waits until `look` finds something, looking again after each of the events. Nothing sleeps: `timeoutMs` is
 * only how long to hope.
 *
 * @param complain makes the error for when the time is up
 */
export function until<Found>(
  events: EventEmitter<TelegramEvents>,
  names: readonly (keyof TelegramEvents)[],
  look: () => Found | undefined,
  timeoutMs: number,
  complain: () => Error,
): Promise<Found> {
  const already = look();
  if (already !== undefined) return Promise.resolve(already);
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      clearTimeout(timer);
      for (const name of names) events.off(name, check);
      act();
    };
    const check = (): void => {
      try {
        const found = look();
        if (found !== undefined) finish(() => resolve(found));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timer = setTimeout(() => finish(() => reject(complain())), timeoutMs);
    for (const name of names) events.on(name, check);
  });
}
