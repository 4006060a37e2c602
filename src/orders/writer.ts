import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import { changeOf, describeFailure } from "./change.ts";
import type { Order, OrderState, StateName } from "./order.ts";
import type { ApplyOutcome, Change, OrderStore } from "./ports.ts";

/** Writes transitions: every part of the engine and the desk move orders through this and nothing else. */
export interface OrderWriter {
  /** Once; a rejection means "unknown, read again". */
  advance(order: Order, next: OrderState, why?: string): Promise<ApplyOutcome>;
  /**
   * For what must not be lost: repeats until the store answers, reading the order again after a conflict.
   * `decide` says what the order should become as it now stands, null for nothing.
   * Ends early only when `giveUp` is aborted; then null.
   */
  settle(
    order: Order,
    decide: (order: Order) => Decision | null,
    giveUp: AbortSignal,
  ): Promise<Order | null>;
}

/** A transition that was written. */
export interface Move {
  from: StateName;
  to: StateName;
  /** Since the order was confirmed; Redis's clock and this machine's may differ a little. */
  ageMs: number;
}

export interface Decision {
  state: OrderState;
  why?: string;
}

const firstRetryMs = 100;
const longestRetryMs = 2_000;

export interface WriterDependencies {
  store: OrderStore;
  clock: Clock;
  rng: Rng;
  log: Log;
  /** Chats that are told of reviews. */
  operators: () => readonly number[];
  /** An order moved: its card and notices are due. */
  onChanged(move: Move): void;
}

export function createOrderWriter({
  store,
  clock,
  rng,
  log,
  operators,
  onChanged,
}: WriterDependencies): OrderWriter {
  const change = (order: Order, next: OrderState, why = reasonOf(next)): Change =>
    changeOf(order, next, why, { rng, operators: operators() });

  async function apply(order: Order, planned: Change): Promise<ApplyOutcome> {
    const outcome = await store.apply(planned);
    if (outcome.kind === "applied") {
      log.info(
        {
          order: planned.orderId,
          from: planned.from,
          to: planned.state.name,
          why: logReason(planned.state),
        },
        "order",
      );
      onChanged({
        from: planned.from,
        to: planned.state.name,
        ageMs: clock.wallMs() - order.confirmedAtMs,
      });
    }
    return outcome;
  }

  return {
    advance: (order, next, why) => apply(order, change(order, next, why)),

    async settle(start, decide, giveUp) {
      let order: Order | null = start;
      let planned: Change | null = null;
      let retryMs = firstRetryMs;
      while (order !== null && !giveUp.aborted) {
        const decision: Decision | null = decide(order);
        if (decision === null) return order;
        // The same change, token and all, until the store answers it: its reply may have been lost after it was applied.
        planned ??= change(order, decision.state, decision.why);
        try {
          const outcome: ApplyOutcome = await apply(order, planned);
          if (outcome.kind === "ref-taken") {
            const why = `its ref_id belongs to order ${outcome.by}`;
            planned = change(order, { name: "review", why }, why);
            continue;
          }
          planned = null;
          order = await store.read(order.id);
          if (outcome.kind === "applied") return order;
        } catch (error) {
          log.error({ order: start.id, err: error }, "order not recorded yet, trying again");
          await clock.sleep(retryMs, giveUp);
          retryMs = Math.min(retryMs * 2, longestRetryMs);
        }
      }
      return null;
    },
  };
}

/** For the order's own timeline, which only its operator reads. */
function reasonOf(state: OrderState): string {
  switch (state.name) {
    case "failed":
      return describeFailure(state.failure);
    case "unknown":
    case "review":
      return state.why;
    case "placed":
    case "succeeded":
      return state.statusWord;
    case "confirmed":
      return state.waitsFor === undefined ? "" : `waits for ${state.waitsFor}`;
    case "sending":
      return "";
  }
}

/** For the log, which holds nothing an upstream text could carry of a destination. */
function logReason(state: OrderState): string {
  switch (state.name) {
    case "failed":
      return state.failure.reason === "withdrawn"
        ? `withdrawn: ${state.failure.why}`
        : state.failure.reason;
    case "unknown":
    case "review":
      return state.why.replace(/^(HTTP \d+): .*$/s, "$1");
    default:
      return "";
  }
}
