import { reason, type Reason } from "../../reason.ts";
import type { Term } from "../../redis/lease.ts";
import type { Order } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";
import { matchWindowOf, type MatchRule } from "./reconcile.ts";
import { forgottenWindow } from "./recollect.ts";

/**
 * Looks, before an order is sent, for a transaction that it may have already: under another id that Redis has forgotten,
 * or of a turn whose "not now" was no truth after all. Answers why it must not be sent, or null.
 */
export function createSentBefore({
  store,
  rule,
}: {
  store: Pick<OrderStore, "evidence">;
  rule: () => Promise<MatchRule>;
}): (order: Order, term: Term) => Promise<Reason | null> {
  return async (order, term) => {
    const lost = forgottenWindow(term, await rule());
    if (lost !== null) {
      const [ref] = (await store.evidence(order, lost)).matches;
      if (ref !== undefined) return reason("equal-forgotten", ref);
    }
    const { sentAtMs } = order;
    if (sentAtMs === null) return null;
    const window = matchWindowOf({ ...order, sentAtMs }, await rule());
    const [ref] = (await store.evidence(order, window)).matches;
    return ref === undefined ? null : reason("came-after-all", ref);
  };
}
