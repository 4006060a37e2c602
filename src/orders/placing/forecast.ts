import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Order, OrderId } from "../state/order.ts";
import { waitsSinceMs } from "./expiry.ts";
import type { Hold } from "./gate.ts";
import type { GateNews } from "./gate-news.ts";
import type { Queue, QueueNow } from "./queue.ts";

/** What can be said of orders that wait to be sent: said to people, relied on by nothing. No method rejects. */
export interface Forecast {
  /** null: it does not wait for its turn, or nothing is known for now. */
  of(order: Order): Promise<Standing | null>;
  /** Every order that waits for its turn, the next first; empty too where nothing is known for now. */
  all(): Promise<(Standing & { id: OrderId })[]>;
  /** How long an order would wait that this reseller confirmed now, in ms; 0 too where nothing is known for now. */
  ofNext(resellerId: number): Promise<number>;
}

/** Where an order stands in the queue. */
export interface Standing {
  /** From 1. */
  place: number;
  /** About how long until it is sent, in ms, as long as nothing holds up all. */
  waitMs: number;
  /** What holds up all; null: nothing does. */
  hold: Hold | null;
  /** Until when it waits while that lasts, Redis time, unix ms; then it is withdrawn. */
  untilMs: number;
}

/** Of one press, or of one look at all cards, it is asked about many orders. */
const goodForMs = 500;

export function createForecast({
  queue,
  news,
  clock,
  log,
  settings,
}: {
  queue: Queue;
  news: Pick<GateNews, "read">;
  clock: Clock;
  log: Log;
  settings: { confirmedTtlMs: number; orderGapMs: number | null; maxRequestsPerSecond?: number };
}): Forecast {
  let latest: { atMs: number; now: Promise<QueueNow | null> } | null = null;
  /** An order is a request, and a page shows twelve of them. */
  const requestMs = (13 / 12) * (1_000 / (settings.maxRequestsPerSecond ?? 5));

  function read(): Promise<QueueNow | null> {
    const nowMs = clock.monotonicMs();
    if (latest === null || nowMs - latest.atMs >= goodForMs)
      latest = {
        atMs: nowMs,
        now: queue.read().catch((error: unknown) => {
          log.warn({ err: error }, "the queue is not read: no place is said");
          return null;
        }),
      };
    return latest.now;
  }

  /** `place`: from 0. */
  function waitMs(place: number, { pace }: QueueNow): number {
    const gapMs = settings.orderGapMs ?? pace.gapMs ?? 0;
    const restMs = pace.lastMs === null ? 0 : pace.lastMs + gapMs - clock.wallMs();
    return Math.min(gapMs, Math.max(0, restMs)) + place * Math.max(gapMs, requestMs);
  }

  /** `place`: from 0. `order`: what is known of it. */
  function standing(
    place: number,
    order: Parameters<typeof waitsSinceMs>[0],
    now: QueueNow,
    hold: Hold | null,
  ) {
    return {
      place: place + 1,
      waitMs: waitMs(place, now),
      hold,
      untilMs: waitsSinceMs(order, now.pace.pacedMs) + settings.confirmedTtlMs,
    };
  }

  return {
    async of(order) {
      // One that waits for another order's result has no turn.
      if (order.state.name !== "confirmed" || order.state.waitsFor !== undefined) return null;
      const [now, { hold }] = await Promise.all([read(), news.read()]);
      const place = now?.waiting.findIndex(({ id }) => id === order.id) ?? -1;
      return now === null || place < 0 ? null : standing(place, order, now, hold);
    },
    async all() {
      const [now, { hold }] = await Promise.all([read(), news.read()]);
      if (now === null) return [];
      return now.waiting.map((one, place) => ({ id: one.id, ...standing(place, one, now, hold) }));
    },
    async ofNext(resellerId) {
      const now = await read();
      return now === null ? 0 : waitMs(now.placeOfNext(resellerId), now);
    },
  };
}
