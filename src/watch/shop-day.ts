import { count, countable, nothing, type Tally } from "../orders/state/tally.ts";
import type { SlimOrder } from "../orders/store/stored-order.ts";

/** What came of the orders of one day, for operators. */
export interface ShopDay {
  tally: Tally;
  /** What the supplier judged, most orders first. */
  categories: { name: string; succeeded: number; failed: number }[];
  /** Of what succeeded, from confirmation to success, longest first. */
  slowest: { name: string; meanMs: number }[];
}

/** Adds up orders as they are read; `most` entries of each list. */
export async function shopDay(
  orders: AsyncIterable<readonly SlimOrder[]>,
  most: number,
): Promise<ShopDay> {
  const tally = nothing();
  const categories = new Map<string, { name: string; succeeded: number; failed: number }>();
  const services = new Map<string, { name: string; ms: number; count: number }>();
  for await (const some of orders)
    for (const order of some) {
      count(tally, countable(order));
      const judged = judgement(order);
      if (judged === null) continue;
      const name = order.service.category;
      const category = categories.get(name) ?? { name, succeeded: 0, failed: 0 };
      category[judged] += 1;
      categories.set(name, category);
      if (judged === "failed") continue;
      const { code } = order.service;
      const service = services.get(code) ?? { name: order.service.name, ms: 0, count: 0 };
      service.ms += order.changedAtMs - order.confirmedAtMs;
      service.count += 1;
      services.set(code, service);
    }
  return {
    tally,
    categories: [...categories.values()]
      .toSorted((a, b) => b.succeeded + b.failed - (a.succeeded + a.failed))
      .slice(0, most),
    slowest: [...services.values()]
      .map(({ name, ms, count }) => ({ name, meanMs: ms / count }))
      .toSorted((a, b) => b.meanMs - a.meanMs)
      .slice(0, most),
  };
}

/** null: the supplier has not judged it, or never got it. */
function judgement({ state }: SlimOrder): "succeeded" | "failed" | null {
  if (state.name === "succeeded") return "succeeded";
  if (state.name !== "failed") return null;
  const { reason } = state.failure;
  return reason === "withdrawn" || reason === "not-sent" ? null : "failed";
}
