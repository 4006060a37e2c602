import { count, countable, nothing, type Tally } from "../orders/state/tally.ts";
import type { SlimOrder } from "../orders/store/stored-order.ts";
import { sellingPrice, type ReceiptLook, type Receipts } from "../people/receipts.ts";
import { productOf } from "../screens/receipts.ts";

/** What came of one reseller's orders. Whole rupiah. */
export interface ResellerDay {
  tally: Tally;
  /** Of those that succeeded and have a selling price: for how much they sold, and what that is above what they paid. */
  sold: { count: number; rupiah: number; profitRupiah: number };
}

/** Adds up a reseller's orders as they are read, by the selling prices that their receipts have now. */
export async function resellerDay(
  orders: AsyncIterable<readonly SlimOrder[]>,
  look: Pick<ReceiptLook, "pricing">,
  priceOf: (product: string) => ReturnType<Receipts["priceOf"]>,
): Promise<ResellerDay> {
  const tally = nothing();
  const sold = { count: 0, rupiah: 0, profitRupiah: 0 };
  const kept = new Map<string, number | null>();
  for await (const some of orders)
    for (const order of some) {
      count(tally, countable(order));
      if (order.state.name !== "succeeded") continue;
      const product = productOf(order);
      if (!kept.has(product)) kept.set(product, await priceOf(product));
      const price = sellingPrice(look, kept.get(product) ?? null, order.priceRupiah);
      if (typeof price !== "number") continue;
      sold.count += 1;
      sold.rupiah += price;
      sold.profitRupiah += price - order.priceRupiah;
    }
  return { tally, sold };
}
