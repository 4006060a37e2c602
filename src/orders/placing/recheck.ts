import { availability } from "../../catalogue/cut-off.ts";
import type { CatalogueSnapshot } from "../../catalogue/snapshot.ts";
import type { Order, Withdrawal } from "../state/order.ts";

/** Checks price, stock, cut-off and access again just before an order is sent: why to withdraw it, or null. */
export function createRecheck(deps: {
  snapshot(): CatalogueSnapshot | null;
  mayOrder(userId: number): Promise<boolean>;
}) {
  return async (order: Order, nowMs: number): Promise<Withdrawal | null> => {
    if (!(await deps.mayOrder(order.resellerId))) return "access";
    const service = deps.snapshot()?.serviceByCode(order.service.code);
    if (!service) return "gone";
    if (service.priceRupiah !== order.priceRupiah) return "price";
    return availability(service, nowMs).open ? null : "closed";
  };
}
