import { availability } from "../../catalogue/cut-off.ts";
import type { CatalogueSnapshot } from "../../catalogue/snapshot.ts";
import type { PriceOf } from "../../prices/markup.ts";
import type { Order, Withdrawal } from "../state/order.ts";

/** Checks cost, stock, cut-off and access again just before an order is sent: why to withdraw it, or null. */
export function createRecheck(deps: {
  snapshot(): CatalogueSnapshot | null;
  mayOrder(userId: number): Promise<boolean>;
  priceFor(userId: number): Promise<PriceOf>;
}) {
  return async (order: Order, nowMs: number): Promise<Withdrawal | null> => {
    if (!(await deps.mayOrder(order.resellerId))) return "access";
    const service = deps.snapshot()?.serviceByCode(order.line, order.service.code);
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
