import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { OrderAnswer } from "../../osimesa/answers.ts";
import type { Order } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";

/**
 * How far apart orders are begun. Relatives of this upstream take one every six seconds and refuse what comes sooner. What
 * is known of that lies in Redis, where claims are held to it (`pace.lua`): this only saves asking, and asks carefully as
 * long as nothing is known.
 */
export interface Gap {
  /** For a claim: how long apart by the settings (null: as learnt), and what was seen of orders close to one another. */
  asked(): { gapMs: number | null; close: boolean };
  /** How long no order can be begun; 0: one can. `onTheWire`: requests that have no answer yet. */
  waitMs(onTheWire: number): number;
  /** Redis said how long to wait. */
  early(waitMs: number): void;
  /** A claim was granted; after that order the next may go in so long, null: not known. */
  claimed(gapMs: number | null): void;
  /** Its request leaves now. */
  begun(): void;
  /** Never rejects: what could not be learnt the next refusal teaches. */
  answered(answer: OrderAnswer, order: Order, token: string): Promise<void>;
}

/** As long as nothing is known an order waits for the answer to the one before it, but no longer than this. */
const answerWaitMs = 3_000;
/** Orders begun within this of one another, both placed, show that no gap is needed. */
const closeMs = 2_000;
const guessMs = 1_000;

export function createGap({
  fixedMs,
  store,
  clock,
  log,
}: {
  /** By the settings; null: learnt. */
  fixedMs: number | null;
  store: Pick<OrderStore, "slower">;
  clock: Clock;
  log: Log;
}): Gap {
  /** Since the latest claim or refusal; null: not known. */
  let gapMs: number | null = fixedMs;
  let begunMs = -Infinity;
  let nextMs = -Infinity;
  let beforeMs = -Infinity;
  let placed = 0;
  let close = false;

  const notBefore = (ms: number) => void (nextMs = Math.max(nextMs, ms));

  return {
    asked: () => ({ gapMs: fixedMs, close }),
    waitMs(onTheWire) {
      const nowMs = clock.monotonicMs();
      const answerMs = gapMs === null && onTheWire > 0 ? begunMs + answerWaitMs : -Infinity;
      return Math.max(0, nextMs - nowMs, answerMs - nowMs);
    },
    early: (waitMs) => notBefore(clock.monotonicMs() + waitMs),
    claimed(next) {
      gapMs = next;
      if (next !== null) notBefore(clock.monotonicMs() + next);
    },
    begun() {
      beforeMs = begunMs;
      begunMs = clock.monotonicMs();
      if (gapMs !== null) notBefore(begunMs + gapMs);
    },
    async answered(answer, order, token) {
      if (answer.kind === "placed") {
        placed += 1;
        close ||= placed > 1 && begunMs - beforeMs <= closeMs;
        return;
      }
      placed = 0;
      if (fixedMs !== null || answer.kind !== "not-now" || answer.cause !== "pace") return;
      const namedMs = answer.waitS === null ? null : answer.waitS * 1_000;
      close = false;
      notBefore(clock.monotonicMs() + (namedMs ?? guessMs));
      try {
        gapMs = await store.slower(order, { token, namedMs });
        log.warn({ gapMs }, "the upstream wants orders further apart");
        notBefore(begunMs + (gapMs ?? 0));
      } catch (error) {
        log.warn({ err: error }, "how far apart orders have to be could not be noted");
      }
    },
  };
}
