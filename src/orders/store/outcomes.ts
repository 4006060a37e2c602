import type { Order, OrderFacts, OrderId, VoucherDoubt } from "../state/order.ts";

/** A one-time confirmation: the facts of the order that ✅ would make. The order's id derives from `id`. */
export interface Confirmation {
  id: string;
  facts: OrderFacts;
}

export type ConfirmOutcome =
  /** Made now, or by an earlier press of the same card. */
  | { kind: "confirmed"; order: Order; again: boolean }
  /**
   * Not to be consumed: show a fresh card of these facts. `why`: older than a confirmation's life; or Redis has
   * another memory than when it was shown, so that an order may have come of it that nobody remembers; or it costs the
   * reseller something else by now.
   */
  | { kind: "expired"; facts: OrderFacts; why: "old" | "forgotten" | "price" }
  /** ❌ was pressed before. */
  | { kind: "discarded" }
  /** Their equal order, which the card did not name; the card stays good where they say that they want one more. */
  | { kind: "alike"; order: Order }
  /** They were shown a newer card of the same, whose ✅ may be on its way; as above. */
  | { kind: "newer"; confirmationId: string }
  /** Orders are not taken for now; the card stays good. `reason`: the operator's words, may be empty. */
  | { kind: "paused"; reason: string }
  /** With this order the reseller's day would pass their limit; the card stays good. */
  | { kind: "limit"; limitRupiah: number; spentRupiah: number }
  /** Their purse, with its credit, has so much less than it takes; the card stays good. */
  | { kind: "short"; missingRupiah: number }
  /** Not known (any more), or of another person or chat. */
  | { kind: "gone" };

/** What a reseller may order for. null: any sum. */
export interface Terms {
  /** In a day. */
  limitRupiah: number | null;
  /** More than their purse has. */
  creditRupiah: number | null;
}
export const noTerms: Terms = { limitRupiah: null, creditRupiah: null };

export type DiscardOutcome =
  | { kind: "discarded" }
  /** ✅ came first. */
  | { kind: "confirmed"; order: Order }
  | { kind: "gone" };

export type ClaimOutcome =
  /** `gapMs`: how long after this one the next may be begun; null: not known yet. */
  | { kind: "claimed"; order: Order; gapMs: number | null }
  /** The one before it was begun too short a time ago. */
  | { kind: "early"; waitMs: number }
  /** Another order with the same fingerprint is unfinished. */
  | { kind: "held"; by: OrderId }
  /** As many orders as can be told apart are already out. */
  | { kind: "full" }
  /** The lease is somebody else's. */
  | { kind: "lease-lost" }
  /** It is no longer `confirmed` at that version. */
  | { kind: "conflict" }
  /** It was confirmed in another memory of Redis: that it was sent may be forgotten. */
  | { kind: "forgotten" };

export type ApplyOutcome =
  | { kind: "applied" }
  /** Somebody else moved the order: read it again. */
  | { kind: "conflict" }
  /** Not to be taken back: it was confirmed in another memory of Redis, and that it was sent may be forgotten. */
  | { kind: "forgotten" }
  /** The ref belongs to another order. */
  | { kind: "ref-taken"; by: OrderId }
  /** It has succeeded, but its voucher is no proof of it, and the state does not say so. */
  | { kind: "doubtful"; doubt: VoucherDoubt };
