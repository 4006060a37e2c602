/** What a payment comes by: a bell of our own, or a gateway. */
export type PaymentMethod = "hook" | "tripay";

/** Money that came in, as far as whoever says so is believed. */
export interface Payment {
  /** Of this one payment for ever, beginning with its method: `hook:<id>`, `tripay:<reference>`. */
  id: string;
  method: PaymentMethod;
  /** What counts for whoever paid: whole rupiah, more than 0. */
  amountRupiah: number;
  /** When it was paid, unix milliseconds. */
  atMs: number;
  /** In others' words, for operators to read; may be empty. */
  note: string;
  /** The id of our own deposit ticket, where the method carries it. */
  reference?: string;
}

/**
 * Takes a payment over. `again`: one with this id and amount was taken before; `differs`: one with this id and another
 * amount was, and nothing was done. A rejection means that nobody knows: the same payment has to be offered again.
 */
export type TakePayment = (payment: Payment) => Promise<"taken" | "again" | "differs">;

/** Beyond this an amount is somebody's mistake. */
export const maxPaymentRupiah = 1_000_000_000;
