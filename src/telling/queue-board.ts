import type { Clock } from "../clock.ts";
import type { Forecast, Standing } from "../orders/placing/forecast.ts";
import type { OrderId } from "../orders/state/order.ts";
import { waitText } from "../words/times.ts";

/** Which waiting orders' cards say something else by now. */
export interface QueueBoard {
  /** At most once in a while; those shown longest ago first. What is answered counts as shown. */
  due(): Promise<Pick<Placed, "id">[]>;
  /** Telegram wants rest for so long. */
  rest(ms: number): void;
}

type Placed = Standing & { id: OrderId };

/** Places change with every order sent: no card is edited more often. */
const everyMs = 5_000;
/** In one go: results need Telegram's thirty messages a second more. */
const mostAtOnce = 20;

export function createQueueBoard(forecast: Pick<Forecast, "all">, clock: Clock): QueueBoard {
  let nextMs = -Infinity;
  /** What each card said last, and when. */
  let shown = new Map<OrderId, { text: string; atMs: number }>();
  return {
    async due() {
      const nowMs = clock.monotonicMs();
      if (nowMs < nextMs) return [];
      nextMs = nowMs + everyMs;
      const waiting = await forecast.all();
      // Whose card is drawn for the first time has just been drawn with its place.
      shown = new Map(
        waiting.map((one) => [one.id, shown.get(one.id) ?? { text: textOf(one), atMs: nowMs }]),
      );
      const changed = waiting
        .filter((one) => shown.get(one.id)?.text !== textOf(one))
        .toSorted((a, b) => (shown.get(a.id)?.atMs ?? 0) - (shown.get(b.id)?.atMs ?? 0))
        .slice(0, mostAtOnce);
      for (const one of changed) shown.set(one.id, { text: textOf(one), atMs: nowMs });
      return changed;
    },
    rest(ms) {
      nextMs = Math.max(nextMs, clock.monotonicMs() + ms);
    },
  };
}

/** As exact as a card says it. */
function textOf({ place, waitMs, hold, untilMs }: Standing): string {
  if (hold !== null) return `${hold} ${Math.floor(untilMs / 60_000)}`;
  const wait = waitText(waitMs, "en");
  return wait === null ? "" : `${place} ${wait}`;
}
