import type { Log } from "../../log.ts";
import type { ReasonCode } from "../../reason.ts";
import { refOf, type Order, type OrderId } from "../state/order.ts";
import type { ReviewDesk } from "./review-desk.ts";

/**
 * Reasons of which many orders may be said to be never placed with one word: pages were read, and nothing on them fits.
 * Never one where a transaction fits, where pages could not tell, or where the balance speaks against it.
 */
export const bulkReasons = [
  "none-fits",
  "none-fits-account-shared",
  "none-fits-watched",
] as const satisfies readonly ReasonCode[];
export type BulkReason = (typeof bulkReasons)[number];

/** What an operator decides of many orders in review at once. */
export interface BulkReview {
  /** How many stand there for each of these reasons. */
  counts(): Promise<Map<BulkReason, number>>;
  /** Those that can be asked about together now: no transaction could be one of theirs. Oldest first. */
  askable(why: BulkReason): Promise<Order[]>;
  /** Says of each that it was never placed, if it stands as it stood when it was shown. */
  neverPlaced(why: BulkReason, shown: readonly Shown[], operatorId: number): Promise<BulkOutcome>;
}

/** An order as it was shown. */
interface Shown {
  id: OrderId;
  version: number;
}

/** Of how many orders what became. */
export interface BulkOutcome {
  decided: number;
  /** Decided by somebody else, or no longer as it was shown. */
  moved: number;
  /** A transaction has turned up that could be its own: to be looked at by itself. */
  fits: number;
  /** Redis did not answer: it may be decided or not. */
  unclear: number;
}

/** So many of the oldest in review are looked at. */
const lookedAt = 200;
/** So many are asked about in one question. */
const askedAtOnce = 50;

export function createBulkReview(
  reviews: Pick<ReviewDesk, "list" | "open" | "neverPlaced">,
  log: Log,
): BulkReview {
  async function decide(
    why: BulkReason,
    { id, version }: Shown,
    operatorId: number,
  ): Promise<keyof BulkOutcome> {
    const open = await reviews.open(id);
    if (open === null || !standsFor(open.order, why)) return "moved";
    if (!open.nothingFits) return "fits";
    const outcome = await reviews.neverPlaced(id, operatorId, version);
    return outcome.kind === "decided" ? "decided" : "moved";
  }

  return {
    async counts() {
      const orders = await reviews.list(lookedAt);
      return new Map(
        bulkReasons.map((why) => [why, orders.filter((order) => standsFor(order, why)).length]),
      );
    },

    async askable(why) {
      const orders = (await reviews.list(lookedAt)).filter((order) => standsFor(order, why));
      const asked: Order[] = [];
      for (const { id } of orders) {
        const open = await reviews.open(id);
        if (open !== null && open.nothingFits && standsFor(open.order, why)) asked.push(open.order);
        if (asked.length === askedAtOnce) break;
      }
      return asked;
    },

    async neverPlaced(why, shown, operatorId) {
      const outcome: BulkOutcome = { decided: 0, moved: 0, fits: 0, unclear: 0 };
      for (const one of shown) {
        try {
          outcome[await decide(why, one, operatorId)] += 1;
        } catch (error) {
          // One that fails stops no other.
          log.error({ order: one.id, err: error }, "not known whether it was decided");
          outcome.unclear += 1;
        }
      }
      return outcome;
    },
  };
}

function standsFor(order: Order, why: BulkReason): boolean {
  return order.state.name === "review" && order.state.why.code === why && refOf(order) === null;
}
