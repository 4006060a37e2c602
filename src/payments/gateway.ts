import type { Reason } from "../reason.ts";
import type { PaymentMethod } from "./payment.ts";

/**
 * A company that takes payments for the operator. Another one is another file that makes this, its settings, and its
 * emulator in `sandbox/`. None of its calls rejects.
 */
export interface Gateway {
  method: Exclude<PaymentMethod, "hook">;
  /** One request at most leaves, whatever it brings. */
  open(wanted: WantedPayment): Promise<OpenAnswer>;
  /** What was opened with the ticket, where the answer to that was lost. */
  find(ticketId: string): Promise<LookUpAnswer>;
  /** What it says itself of one of its payments: the only thing that is believed. */
  lookUp(reference: string): Promise<LookUpAnswer>;
  /** What its bell was rung with, as JSON it has to be answered with where it is heard, and where not. */
  readRing(ring: GatewayRing): GatewayRingReading;
  ringAnswer(heard: boolean): Record<string, unknown>;
}

export interface WantedPayment {
  ticketId: string;
  amountRupiah: number;
  customerName: string;
  /** Unix milliseconds; the gateway may set it earlier. */
  expiresAtMs: number;
}

/** One payment as the gateway has it. */
export interface GatewayPayment {
  /** The gateway's own, for ever. */
  reference: string;
  /** The ticket it was opened with. */
  ticketId: string;
  /** `over`: never paid, and no longer to be. `other`: a word we do not know. */
  state: "unpaid" | "paid" | "over" | "refunded" | "other";
  /** Whole rupiah: what counts for whoever pays; with the fees that are added for them, what they pay. */
  amountRupiah: number;
  payRupiah: number;
  /** How it is paid, in the gateway's words. */
  name: string;
  /** The text of a QR code, where it has one; and a page to pay on. */
  qr: string | null;
  payUrl: string | null;
  /** Unix milliseconds. */
  expiresAtMs: number | null;
  paidAtMs: number | null;
}

/** Nothing is known: the way to it or its answer was at fault, or it refused to say. */
export interface GatewayTrouble {
  kind: "trouble";
  why: Reason;
}

export type OpenAnswer =
  | { kind: "opened"; payment: GatewayPayment }
  /** Certain: there is none. */
  | { kind: "refused"; why: Reason }
  /** It may have been opened. */
  | { kind: "unclear"; why: Reason };

export type LookUpAnswer =
  | { kind: "payment"; payment: GatewayPayment }
  | { kind: "none" }
  | GatewayTrouble;

interface GatewayRing {
  /** By its name in lower case. */
  header(name: string): string | undefined;
  body: Uint8Array;
}

/** `saysPaid` is not believed, but it says what a look-up should find. */
type GatewayRingReading =
  | { kind: "ring"; reference: string; saysPaid: boolean }
  | { kind: "unsigned"; why: string }
  | { kind: "malformed"; why: string };
