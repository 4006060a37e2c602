/** What the emulated Tripay knows of its payments, and how its answers show them. */

import { z } from "zod";
import { readQris, withAmount } from "../../src/payments/qris.ts";

const tripayStatus = z.enum(["UNPAID", "PAID", "EXPIRED", "FAILED", "REFUND"]);
export type TripayStatus = z.output<typeof tripayStatus>;

/** Who pays the fee; the merchant's own choice at Tripay. */
export type FeeOn = "merchant" | "customer";

export const tripayPayment = z
  .object({
    reference: z.string(),
    merchantRef: z.string(),
    /** What was asked for. */
    amount: z.number(),
    fees: z.object({ merchant: z.number(), customer: z.number() }).readonly(),
    channel: z.string(),
    createdAt: z.number(),
    expiredTime: z.number(),
    status: tripayStatus,
    paidAt: z.number().nullable(),
  })
  .readonly();
export type TripayPayment = z.output<typeof tripayPayment>;

export const CHANNEL = { code: "QRIS2", name: "QRIS", flat: 750, percent: 0.7 } as const;

/** Nobody's. */
const STATIC_QRIS =
  "00020101021126580013ID.CONTOH.WWW01189360000000000000010208TOKO00010303UMI51440014ID.CO.QRIS.WWW0215ID10000000000010303UMI5204481453033605802ID5909TOKO MAJU6007JAKARTA61051234562070703A01630497CA";

export function feesOf(amount: number, on: FeeOn): TripayPayment["fees"] {
  const fee = CHANNEL.flat + Math.ceil((amount * CHANNEL.percent) / 100);
  return on === "merchant" ? { merchant: fee, customer: 0 } : { merchant: 0, customer: fee };
}

const sumsOf = ({ amount, fees }: TripayPayment) => ({
  fee_merchant: fees.merchant,
  fee_customer: fees.customer,
  total_fee: fees.merchant + fees.customer,
  amount_received: amount - fees.merchant,
});

const shared = (payment: TripayPayment) => ({
  reference: payment.reference,
  merchant_ref: payment.merchantRef,
  payment_selection_type: "static",
  payment_method: payment.channel,
  payment_name: CHANNEL.name,
  amount: payment.amount + payment.fees.customer,
  ...sumsOf(payment),
  pay_code: null,
  pay_url: null,
  checkout_url: `https://tripay.co.id/checkout/${payment.reference}`,
  status: payment.status,
});

/** Of `transaction/create` and `transaction/detail`: there the time of paying is a text. */
export function detailOf(payment: TripayPayment): Record<string, unknown> {
  const qris = readQris(STATIC_QRIS);
  return {
    ...shared(payment),
    ...(payment.paidAt === null ? {} : { paid_at: String(payment.paidAt) }),
    expired_time: payment.expiredTime,
    order_items: [],
    instructions: [],
    qr_string: qris.ok ? withAmount(qris.qris, payment.amount + payment.fees.customer) : null,
    qr_url: null,
  };
}

/** A row of `merchant/transactions`. */
export const rowOf = (payment: TripayPayment): Record<string, unknown> => ({
  ...shared(payment),
  order_items: [],
  note: null,
  created_at: payment.createdAt,
  expired_at: payment.expiredTime,
  paid_at: payment.paidAt,
});

/** What the merchant is called back with. */
export const callbackOf = (payment: TripayPayment): Record<string, unknown> => ({
  reference: payment.reference,
  merchant_ref: payment.merchantRef,
  payment_method: CHANNEL.name,
  payment_method_code: payment.channel,
  total_amount: payment.amount + payment.fees.customer,
  ...sumsOf(payment),
  is_closed_payment: 1,
  status: payment.status,
  paid_at: payment.paidAt,
  note: null,
});
