import { availability } from "../../catalogue/cut-off.ts";
import type { CatalogueSnapshot } from "../../catalogue/snapshot.ts";
import type { PriceOf } from "../../prices/markup.ts";
import type { Order, Withdrawal } from "../state/order.ts";

/** Why an order is not sent: it is withdrawn for that, or waits where there is no list to check it by yet. */
export type Objection = Withdrawal | "no-list";

/** Checks cost, stock, cut-off and access again just before an order is sent; null: nothing is against it. */
export function createRecheck(deps: {
  snapshot(): CatalogueSnapshot | null;
  mayOrder(userId: number): Promise<boolean>;
  priceFor(userId: number): Promise<PriceOf>;
}) {
  return async (order: Order, nowMs: number): Promise<Objection | null> => {
    if (!(await deps.mayOrder(order.resellerId))) return "access";
    const list = deps.snapshot();
    if (list === null) return "no-list";
    const service = list.serviceByCode(order.line, order.service.code);
    if (!service) return "gone";
    // Cheaper than when it was confirmed is no reason to take it back, nor is another rule: the reseller pays what they
    // confirmed. Of what costs more by now the rules say whether that price still stands; none of them is below the cost.
    if (service.costRupiah > order.costRupiah) {
      const priceOf = await deps.priceFor(order.resellerId);
      if (priceOf(service) > order.priceRupiah) return "price";
    }
    return availability(service, nowMs).open ? null : "closed";
  };
}
