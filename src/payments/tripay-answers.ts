import { z } from "zod";
import type { GatewayPayment } from "./gateway.ts";
import { maxPaymentRupiah } from "./payment.ts";

/** Their examples have numbers as numbers in one answer and as texts in the next. */
const numeric = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,15}(\.\d{1,4})?$/)
    .transform(Number),
]);
const unixSeconds = numeric.pipe(z.number().int().positive());
/** Unix milliseconds, or null where none can be read. */
const maybeTime = unixSeconds
  .nullish()
  .catch(null)
  .transform((seconds) => (seconds ? seconds * 1_000 : null));

const states: Readonly<Record<string, GatewayPayment["state"]>> = {
  UNPAID: "unpaid",
  PAID: "paid",
  EXPIRED: "over",
  FAILED: "over",
  REFUND: "refunded",
};

const rawPayment = z.object({
  reference: z.string().regex(/^[\w-]{1,64}$/),
  merchant_ref: z.string().nullish(),
  status: z.string(),
  payment_name: z.string().catch(""),
  fee_merchant: numeric,
  fee_customer: numeric,
  amount_received: numeric,
  qr_string: z.string().nullish().catch(null),
  checkout_url: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .catch(null),
  expired_time: maybeTime,
  expired_at: maybeTime,
  paid_at: maybeTime,
});

/** Of `transaction/create`, `transaction/detail` and the rows of `merchant/transactions`. */
export const paymentSchema = rawPayment.transform((raw, context): GatewayPayment => {
  // Whether `amount` has the customer's fee in it is not said. What arrives and what the merchant pays for it is, in
  // either case, what was asked for.
  const amountRupiah = whole(raw.amount_received + raw.fee_merchant);
  const payRupiah = whole(raw.amount_received + raw.fee_merchant + raw.fee_customer);
  if (amountRupiah === null || payRupiah === null) {
    context.addIssue("has sums that are no whole rupiah");
    return z.NEVER;
  }
  return {
    reference: raw.reference,
    ticketId: raw.merchant_ref ?? "",
    state: states[raw.status.toUpperCase()] ?? "other",
    amountRupiah,
    payRupiah,
    name: raw.payment_name,
    qr: raw.qr_string || null,
    payUrl: raw.checkout_url ?? null,
    expiresAtMs: raw.expired_time ?? raw.expired_at,
    paidAtMs: raw.paid_at,
  };
});

/** Rupiah, where fees of a fraction make one again; null: not, or not a sum that anybody pays. */
function whole(sum: number): number | null {
  const rupiah = Math.round(sum);
  return Math.abs(sum - rupiah) < 0.01 && rupiah > 0 && rupiah <= maxPaymentRupiah ? rupiah : null;
}

/** One that cannot be read is as good as not there. */
export const paymentsSchema = z
  .array(z.unknown())
  .transform((rows) =>
    rows.map((row) => paymentSchema.safeParse(row)).flatMap(({ data }) => (data ? [data] : [])),
  );

/** What their callback is believed to the extent of: which payment to look up. */
export const ringSchema = z.object({
  reference: z.string().regex(/^[\w-]{1,64}$/),
  status: z.string().max(64),
});
