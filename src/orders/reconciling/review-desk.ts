import type { Bells } from "../../bell.ts";
import type { Transaction } from "../../osimesa/schema.ts";
import { reason, type Reason } from "../../reason.ts";
import { follow } from "./follow.ts";
import { refOf, type Order, type OrderId, type OrderState, type Ref } from "../state/order.ts";
import type { Upstream } from "../upstream.ts";
import type { OrderStore } from "../store/store.ts";
import type { OrderWriter } from "../store/writer.ts";

/** What an operator does with orders that only a person can decide. Who decided what stands in the order's timeline. */
export interface ReviewDesk {
  /** Orders in review, oldest first. */
  list(limit: number): Promise<Order[]>;
  /** An order with the unowned transactions that could be its own; null: no such order. */
  open(orderId: OrderId): Promise<ReviewCase | null>;
  /** A placed order with what its transaction said last: not all of that is written with it (`follow.ts`). */
  asShown(order: Order): Promise<Order>;
  /** Says that this transaction is the order's. It is asked of the upstream once more first. */
  attach(orderId: OrderId, ref: Ref, operatorId: number): Promise<ReviewOutcome>;
  /**
   * Says that the upstream never placed it or, where it had a transaction of its own, that it was given back. `version`:
   * only as it stood then.
   */
  neverPlaced(orderId: OrderId, operatorId: number, version?: number): Promise<ReviewOutcome>;
}

export interface ReviewCase {
  order: Order;
  candidates: Transaction[];
  /** Of all that was seen nothing can be its own; false where that cannot be told. */
  nothingFits: boolean;
}

export type ReviewOutcome =
  | { kind: "decided"; order: Order }
  /** Another operator, or a late answer, was first. */
  | { kind: "already-decided"; order: Order }
  /** The transaction belongs to another order. */
  | { kind: "ref-taken"; by: OrderId }
  /** The upstream does not show this transaction, or another service's. */
  | { kind: "ref-unfit" }
  /** The upstream does not answer now. */
  | { kind: "unreachable" }
  | { kind: "not-found" };

/** A transaction of the same kind created so long before or after the order was sent is shown as a candidate. */
const candidateBeforeMs = 3_600_000;
const candidateAfterMs = 24 * 3_600_000;
const maxCandidates = 5;

export function createReviewDesk(deps: {
  store: OrderStore;
  writer: OrderWriter;
  upstream: Upstream;
  bells: Pick<Bells, "tracking">;
}): ReviewDesk {
  const { store, writer, upstream, bells } = deps;

  /** One decision: of two operators at once, the version lets one win. */
  async function decide(order: Order, next: OrderState, why: Reason): Promise<ReviewOutcome> {
    const outcome = await writer.advance(order, next, why);
    if (outcome.kind === "ref-taken") return outcome;
    const now = (await store.read(order.id)) ?? order;
    return { kind: outcome.kind === "applied" ? "decided" : "already-decided", order: now };
  }

  /** The transaction may be over already, and its reseller has waited long enough. What fails here, the tracker does. */
  async function goOn(order: Order, transaction: Transaction): Promise<Order> {
    const next = follow(order, transaction);
    if (next === null) return order;
    try {
      await writer.advance(order, next);
      return (await store.read(order.id)) ?? order;
    } catch {
      return order;
    }
  }

  return {
    list: (limit) => store.inState("review", limit),

    async open(orderId) {
      const order = await store.read(orderId);
      if (order === null) return null;
      const aroundMs = order.sentAtMs ?? order.confirmedAtMs;
      const evidence = await store.evidence(order, {
        fromMs: aroundMs - candidateBeforeMs,
        toMs: aroundMs + candidateAfterMs,
      });
      const found = await Promise.all(
        evidence.matches.slice(0, maxCandidates).map((ref) => store.transaction(ref)),
      );
      return {
        order,
        candidates: found.filter((transaction) => transaction !== null),
        nothingFits: evidence.matches.length === 0 && evidence.matchingOff === null,
      };
    },

    async asShown(order) {
      const { state } = order;
      const shown = state.name === "placed" ? await store.transaction(state.ref) : null;
      if (state.name !== "placed" || shown === null) return order;
      return { ...order, state: { ...state, statusWord: shown.statusWord, note: shown.note } };
    },

    async attach(orderId, ref, operatorId) {
      const answer = await upstream.transaction(ref, new AbortController().signal);
      if (answer.kind === "trouble" && answer.cause !== "refused") return { kind: "unreachable" };
      const transaction =
        answer.kind === "page" ? answer.transactions.find((one) => one.ref === ref) : undefined;
      const order = await store.read(orderId);
      if (order === null) return { kind: "not-found" };
      if (order.state.name !== "review") return { kind: "already-decided", order };
      if (transaction === undefined || !isOf(order, transaction)) return { kind: "ref-unfit" };
      const next = follow(order, transaction);
      if (next === null) return { kind: "ref-unfit" };
      const outcome = await decide(order, next, reason("attached-by-operator", operatorId));
      if (outcome.kind !== "decided") return outcome;
      // The tracker may not be looking for it.
      bells.tracking.ring();
      return { kind: "decided", order: await goOn(outcome.order, transaction) };
    },

    async neverPlaced(orderId, operatorId, version) {
      const order = await store.read(orderId);
      if (order === null) return { kind: "not-found" };
      if (order.state.name !== "review" || order.version !== (version ?? order.version))
        return { kind: "already-decided", order };
      const ref = refOf(order);
      return ref === null
        ? decide(
            order,
            { name: "failed", failure: { reason: "never-placed" } },
            reason("never-placed-by-operator", operatorId),
          )
        : decide(
            order,
            { name: "failed", failure: { reason: "given-back", ref } },
            reason("given-back-by-operator", operatorId),
          );
    },
  };
}

/** Of the same service, and not another one than the order already has. */
function isOf(order: Order, transaction: Transaction): boolean {
  const own = refOf(order);
  const sameService =
    transaction.productCode.trim().toLowerCase() === order.service.code.trim().toLowerCase();
  return sameService && (own === null || own === transaction.ref);
}
