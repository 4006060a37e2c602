import type { prices as indonesian } from "../id/prices.ts";

/** Selling prices, and all that operators set of them, in English. */
export const prices: typeof indonesian = {
  changedJustNow:
    "The price has just changed. Nothing was ordered: check the price on the new card.",
};
