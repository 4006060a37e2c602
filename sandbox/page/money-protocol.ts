/** What the page is told of money, in whole rupiah. Types only, as in protocol.ts. */

export interface PurseLook {
  readonly personId: number;
  /** Below 0: what they owe. */
  readonly balanceRupiah: number;
  /** For orders that may still succeed. */
  readonly heldRupiah: number;
  /** How far below their balance they may order; null: any sum. */
  readonly creditRupiah: number | null;
  /** What they can order for now; null: any sum. */
  readonly leftRupiah: number | null;
}

/** A deposit that a reseller announced and nobody has paid yet. */
export interface TicketLook {
  readonly id: string;
  readonly personId: number;
  readonly totalRupiah: number;
  readonly endsAtMs: number;
}

/** From the bot's Redis. */
export interface MoneyLook {
  /** Of the people whose phones are on the page. */
  readonly purses: readonly PurseLook[];
  /** Resellers besides them. */
  readonly others: number;
  /** Those that end first, first. */
  readonly tickets: readonly TicketLook[];
}

/** `told`: as it should be, the first time or again. `other-sum`: Rp1 more with the same id. `forged`: wrongly signed. */
export type RingManner = "told" | "other-sum" | "forged";

/** What may become of a payment at the gateway. `silently`: its callback is lost. */
export type GatewayDeed = "pay" | "pay-silently" | "expire" | "call-again" | "forge" | "give-back";

/** The bot was told of a payment. */
export interface RingLook {
  readonly atMs: number;
  readonly manner: RingManner;
  /** HTTP; 0: no answer. */
  readonly status: number;
  readonly answer: string;
}

/** A transfer to the bank account, or what was opened at the emulated Tripay. */
export interface PaymentLook {
  readonly way: "bank" | "tripay";
  /** The bank's number, or Tripay's reference. */
  readonly id: string;
  /** What the payer pays. */
  readonly rupiah: number;
  /** Tripay's word; a transfer is always PAID. */
  readonly status: "UNPAID" | "PAID" | "EXPIRED" | "FAILED" | "REFUND";
  /** The bank's note; of Tripay the ticket's id. */
  readonly note: string;
  readonly atMs: number;
  /** Oldest first. */
  readonly rings: readonly RingLook[];
}
