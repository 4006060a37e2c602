import type { Reason, ReasonCode } from "../../reason.ts";
import { refOf, type Order } from "./order.ts";

/** How an order that the upstream gave no answer to was decided all the same. */
export const decisions = [
  /** A page showed its transaction. */
  "matched",
  /** An operator named its transaction. */
  "attached",
  "never-placed-by-operators",
  "never-placed-by-itself",
] as const;
export type HowDecided = (typeof decisions)[number];

const decisionOf: Partial<Record<ReasonCode, HowDecided>> = {
  matched: "matched",
  "attached-by-operator": "attached",
  "never-placed-by-operator": "never-placed-by-operators",
  "never-placed-by-itself": "never-placed-by-itself",
  // The setting says so, and nobody was asked.
  "never-placed": "never-placed-by-itself",
};

/** null: this move decides nothing, or of an order that had been answered. */
export function decisionIn(order: Order, why: Reason | null): HowDecided | null {
  const open = order.state.name === "unknown" || order.state.name === "review";
  return why !== null && open && refOf(order) === null ? (decisionOf[why.code] ?? null) : null;
}
