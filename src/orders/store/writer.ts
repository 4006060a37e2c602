import type { Bells } from "../../bell.ts";
import type { Clock, Rng } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { reason, type Reason } from "../../reason.ts";
import { changeOf } from "../state/transition.ts";
import type { Order, OrderState, StateName } from "../state/order.ts";
import type { ApplyOutcome } from "./outcomes.ts";
import type { OrderStore } from "./store.ts";
import type { Change } from "../state/transition.ts";

/** Writes transitions: every part of the engine and the desk move orders through this and nothing else. */
export interface OrderWriter {
  /** Once; a rejection means "unknown, read again". */
  advance(order: Order, next: OrderState, why?: Reason): Promise<ApplyOutcome>;
  /**
   * For what must not be lost: repeats until the store answers, reading the order again after a conflict.
   * `decide` says what the order should become as it now stands, null for nothing.
   */
  settle(
    order: Order,
    decide: (order: Order) => Decision | null,
    patience: {
      /** Ends the repeating. */
      giveUp: AbortSignal;
      /** Asked once it has been repeated in vain for a minute, and again while it rejects. */
      onLate(): Promise<void>;
    },
  ): Promise<Settled>;
}

type Settled =
  /** As decided, or there was nothing to record. */
  | "recorded"
  /** Another order has the ref, and this one is in review already: nothing moves, only people can tell. */
  | "ref-taken"
  /** The store no longer has this order. */
  | "gone"
  | "given-up";

/** A transition that was written. */
export interface Move {
  from: StateName;
  to: StateName;
  /** Since the order was confirmed; Redis's clock and this machine's may differ a little. */
  ageMs: number;
}

export interface Decision {
  state: OrderState;
  why?: Reason;
}

const firstRetryMs = 100;
const longestRetryMs = 2_000;
const lateMs = 60_000;

export interface WriterDependencies {
  store: OrderStore;
  clock: Clock;
  rng: Rng;
  log: Log;
  /** Chats that are told of reviews. */
  operators: () => readonly number[];
  bells: Pick<Bells, "owed">;
  onMove?(move: Move): void;
}

export function createOrderWriter({
  store,
  clock,
  rng,
  log,
  operators,
  bells,
  onMove,
}: WriterDependencies): OrderWriter {
  const change = (order: Order, next: OrderState, why?: Reason): Change =>
    changeOf(order, next, { rng, operators: operators() }, why);

  async function apply(order: Order, planned: Change): Promise<ApplyOutcome> {
    const outcome = await store.apply(planned);
    if (outcome.kind === "applied") {
      log.info(
        {
          order: planned.orderId,
          from: planned.from,
          to: planned.state.name,
          // Its detail may hold what only the order's own people may read.
          why: planned.why?.code,
        },
        "order",
      );
      if (planned.notices.length > 0) bells.owed.ring();
      onMove?.({
        from: planned.from,
        to: planned.state.name,
        ageMs: clock.wallMs() - order.confirmedAtMs,
      });
    }
    return outcome;
  }

  return {
    async advance(order, next, why) {
      const outcome = await apply(order, change(order, next, why));
      return outcome.kind === "doubtful" && next.name === "succeeded"
        ? apply(order, change(order, { ...next, doubt: outcome.doubt }, why))
        : outcome;
    },

    async settle(start, decide, { giveUp, onLate }) {
      const startedMs = clock.monotonicMs();
      let order = start;
      let planned: Change | null = null;
      let retryMs = firstRetryMs;
      let saidLate = false;
      while (!giveUp.aborted) {
        const decision: Decision | null = decide(order);
        if (decision === null) return "recorded";
        // The same change, token and all, until the store answers it: its reply may have been lost after it was applied.
        planned ??= change(order, decision.state, decision.why);
        try {
          const outcome: ApplyOutcome = await apply(order, planned);
          if (outcome.kind === "applied") return "recorded";
          if (outcome.kind === "ref-taken") {
            if (order.state.name === "review") return "ref-taken";
            planned = change(order, { name: "review", why: reason("ref-taken", outcome.by) });
            continue;
          }
          planned = null;
          const now = await store.read(order.id);
          if (now === null) return "gone";
          order = now;
        } catch (error) {
          log.error({ order: start.id, err: error }, "order not recorded yet, trying again");
          if (!saidLate && clock.monotonicMs() - startedMs >= lateMs)
            saidLate = await onLate().then(
              () => true,
              () => false,
            );
          await clock.sleep(retryMs, giveUp);
          retryMs = Math.min(retryMs * 2, longestRetryMs);
        }
      }
      return "given-up";
    },
  };
}
