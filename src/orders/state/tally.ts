import { z } from "zod";
import type { Order, StateName } from "./order.ts";

/** What is read of an order to count it. Whole rupiah. */
export interface Countable {
  state: StateName;
  priceRupiah: number;
  /** What the supplier took for it, as the books have it: nothing unless it succeeded. */
  costRupiah: number;
}

/** How a list of orders is narrowed. */
export const standings = ["all", "succeeded", "open", "failed"] as const;
export type Standing = (typeof standings)[number];

/** Of some orders, how many and for how much. */
export const sumSchema = z.object({ count: z.number().int(), rupiah: z.number().int() });

export const tallySchema = z.object({
  succeeded: sumSchema,
  /** May still succeed: their prices are held. */
  open: sumSchema,
  /** Also what was never sent. Nothing was taken for them. */
  failed: sumSchema,
  /** Of those that succeeded, what the supplier took. */
  costRupiah: z.number().int(),
});
export type Tally = z.infer<typeof tallySchema>;

export const nothing = (): Tally => ({
  succeeded: { count: 0, rupiah: 0 },
  open: { count: 0, rupiah: 0 },
  failed: { count: 0, rupiah: 0 },
  costRupiah: 0,
});

export function standingOf(state: StateName): Exclude<Standing, "all"> {
  return state === "succeeded" || state === "failed" ? state : "open";
}

export function count(tally: Tally, { state, priceRupiah, costRupiah }: Countable): void {
  const sum = tally[standingOf(state)];
  sum.count += 1;
  sum.rupiah += priceRupiah;
  tally.costRupiah += costRupiah;
}

/** Orders in all, or of one standing. */
export function countOf(tally: Tally, standing: Standing): number {
  if (standing !== "all") return tally[standing].count;
  return tally.succeeded.count + tally.open.count + tally.failed.count;
}

export const countable = ({ state, priceRupiah, costRupiah }: CostOf): Countable => ({
  state: state.name,
  priceRupiah,
  costRupiah: state.name === "succeeded" ? (state.chargedRupiah ?? costRupiah) : 0,
});

type CostOf = Pick<Order, "state" | "priceRupiah" | "costRupiah">;
