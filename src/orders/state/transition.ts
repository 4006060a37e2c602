import type { Rng } from "../../clock.ts";
import { reason, type Reason } from "../../reason.ts";
import { decisionIn, type HowDecided } from "./decided.ts";
import type { Notice, OwedNotice } from "./notice.ts";
import {
  mayAdvance,
  TransitionError,
  withoutSecrets,
  type Failure,
  type Order,
  type OrderFacts,
  type OrderId,
  type OrderState,
  type StateName,
  type VoucherDoubt,
} from "./order.ts";

/** One transition of one order with everything that has to become true in the same instant. */
export interface Change {
  orderId: OrderId;
  expectedVersion: number;
  /** This write's own mark: repeated with it, the store answers `applied` again. */
  token: string;
  from: StateName;
  state: OrderState;
  why: Reason | null;
  /** Set once secrets have to go. */
  facts?: OrderFacts;
  /** What is looked out for although the order is over, and for how long; null: nothing. */
  watch: Watch | null;
  /** It rests on the trust in "never placed" (`store/trust.ts`), earns some of it, or shows that it was misplaced. */
  trust: "needed" | "earned" | "lost" | null;
  /** Counted for operators; null: no decision. */
  decision: HowDecided | null;
  notices: readonly OwedNotice[];
}

interface Watch {
  /** An unowned transaction like this order's, or the order's own that is shown again. */
  by: "fingerprint" | "ref";
  ms: number;
}

/**
 * The one way to a transition: checks it against the table and adds what has to become true in the same instant,
 * the notices it owes and the secrets it erases. `why`: when there is more to say than the state does.
 */
export function changeOf(
  order: Order,
  next: OrderState,
  ports: { rng: Rng; operators: readonly number[] },
  why: Reason | null = reasonOf(next),
): Change {
  if (!mayAdvance(order, next)) throw new TransitionError(order, next);
  const final = next.name === "succeeded" || next.name === "failed";
  const secret = order.destination.some((answer) => answer.secret && answer.value !== "");
  return {
    orderId: order.id,
    expectedVersion: order.version,
    token: ports.rng.id(9),
    from: order.state.name,
    state: next,
    why,
    watch: watchOver(order, next),
    trust: bearingOnTrust(order, next, why),
    decision: decisionIn(order, why),
    ...(final && secret ? { facts: withoutSecrets(factsOf(order)) } : {}),
    notices: noticesOwed(order, next, ports.operators),
  };
}

const watchMs = 24 * 3_600_000;

/** Said not to exist upstream, on the word of the upstream or of its pages: should it turn up, the operator must know. */
function watchOver(order: Order, next: OrderState): Watch | null {
  if (next.name !== "failed") return null;
  const turns = order.attempt?.number ?? 0;
  switch (next.failure.reason) {
    case "refused":
    case "never-placed":
      return { by: "fingerprint", ms: watchMs };
    case "given-back":
      return { by: "ref", ms: watchMs };
    // It was sent before, and turned away.
    case "withdrawn":
      return turns > 0 ? { by: "fingerprint", ms: watchMs } : null;
    case "not-sent":
      return turns > 1 ? { by: "fingerprint", ms: watchMs } : null;
    case "by-upstream":
      return null;
  }
}

/** Of orders that no page showed, and nothing else spoke against: those it is trusted with. */
function bearingOnTrust(order: Order, next: OrderState, why: Reason | null): Change["trust"] {
  if (why?.code === "never-placed-by-itself") return "needed";
  if (order.state.name !== "review" || order.state.why.code !== "none-fits") return null;
  if (next.name === "placed") return "lost";
  return why?.code === "never-placed-by-operator" ? "earned" : null;
}

export function factsOf({
  v,
  id,
  line,
  resellerId,
  chatId,
  service,
  destination,
  costRupiah,
  priceRupiah,
  fingerprint,
}: Order): OrderFacts {
  return {
    v,
    id,
    line,
    resellerId,
    chatId,
    service,
    destination,
    costRupiah,
    priceRupiah,
    fingerprint,
  };
}

/** Every final state and every stay in `unknown` or `review` is told. */
function noticesOwed(order: Order, next: OrderState, operators: readonly number[]): OwedNotice[] {
  // The version makes the id: one notice for one transition, however often its script runs.
  const id = `${order.id}@${order.version + 1}`;
  const orderId = order.id;
  const toReseller = { chatId: order.chatId };
  switch (next.name) {
    case "succeeded":
      return [
        { ...toReseller, notice: { kind: "result", id, orderId } },
        ...(next.doubt === undefined ? [] : alarmsOf(order, next.doubt, operators)),
      ];
    case "failed":
      return [{ ...toReseller, notice: { kind: "result", id, orderId } }];
    case "unknown":
      return isOldNews(order, next)
        ? []
        : [{ ...toReseller, notice: { kind: "checking", id, orderId } }];
    case "review": {
      const toOperators = operators.map((chatId): OwedNotice => ({
        chatId,
        notice: { kind: "review", id, orderId },
      }));
      // From `unknown` the reseller knows already that it is being checked.
      if (order.state.name === "unknown" && order.state.notNow !== true) return toOperators;
      return [{ ...toReseller, notice: { kind: "checking", id, orderId } }, ...toOperators];
    }
    case "confirmed":
      return next.waitsFor === undefined
        ? []
        : [{ ...toReseller, notice: { kind: "waiting", id, orderId } }];
    case "sending":
    case "placed":
      return [];
  }
}

/** "Not now" rings once, however many turns an order takes; nor does it after they were told that nothing is certain. */
function isOldNews(order: Order, { notNow }: Extract<OrderState, { name: "unknown" }>): boolean {
  const turns = order.attempt?.number ?? 0;
  return notNow === true && (turns > 1 || order.state.name === "unknown");
}

function alarmsOf(order: Order, doubt: VoucherDoubt, operators: readonly number[]): OwedNotice[] {
  const notice: Notice = {
    kind: "alarm",
    id: `voucher:${order.id}`,
    alarm: doubt.kind === "missing" ? "voucher-missing" : "voucher-repeated",
    detail: doubt.kind === "missing" ? null : reason("voucher-of", doubt.of),
    orderId: order.id,
  };
  return operators.map((chatId) => ({ chatId, notice }));
}

/** What a state says of why an order came to it; null where there is nothing to say. */
function reasonOf(state: OrderState): Reason | null {
  switch (state.name) {
    case "confirmed":
      return state.waitsFor === undefined ? null : reason("waits-for", state.waitsFor);
    case "sending":
      return null;
    case "unknown":
    case "review":
      return state.why;
    case "placed":
    case "succeeded":
      return reason("supplier-status", state.statusWord);
    case "failed":
      return reasonOfFailure(state.failure);
  }
}

function reasonOfFailure(failure: Failure): Reason {
  switch (failure.reason) {
    case "withdrawn":
      return reason(`withdrawn-${failure.why}`);
    case "refused":
      return reason("refused", failure.message);
    case "not-sent":
      return failure.why;
    case "never-placed":
      return reason("never-placed");
    case "by-upstream":
      return reason("supplier-failed", failure.note);
    case "given-back":
      return reason("given-back");
  }
}
