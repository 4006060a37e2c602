import { z } from "zod";
import { readAmount } from "./amount.ts";

/**
 * What the upstream answers, as its documentation shows it and as tolerant as its silence asks:
 * numbers may come as strings, empty things as null, one transaction bare instead of in a list.
 */

/** Text that may come as a number or null. */
const looseText = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));

/** A code, a length or unix seconds, that may come as `"1774522545"` or with a fraction; undefined for what is none. */
const optionalInteger = z
  .union([z.number(), z.string().regex(/^\s*-?\d+(\.\d+)?\s*$/)])
  .transform((value) => Math.round(Number(value)))
  .pipe(z.number().int())
  .optional()
  .catch(undefined);

const rupiahAmount = z.unknown().transform((raw, context) => {
  const rupiah = readAmount(raw);
  if (rupiah !== null) return rupiah;
  context.addIssue({ code: "custom", message: "is not an amount of money" });
  return z.NEVER;
});

export const envelopeSchema = z.object({
  /** Mostly the HTTP status again; undefined where it is missing or no number. */
  code: optionalInteger,
  status: z.union([
    z.boolean(),
    z.enum(["true", "false", "1", "0"]).transform((word) => word === "true" || word === "1"),
    z.literal([0, 1]).transform((bit) => bit === 1),
  ]),
  message: looseText,
  data: z.unknown().optional(),
});

/** The destination the upstream echoes: positions may be dropped, values may be null. */
const echoedData = z
  .union([
    z.array(looseText),
    z.record(z.string(), looseText).transform((map) => Object.values(map)),
    looseText.transform((one) => [one]),
  ])
  .catch([]);

/** Longer than any reference; what is longer cannot be kept, searched or shown, so it is no reference. */
const maxRefLength = 200;

/** A transaction as we speak of it. */
export const transactionSchema = z.object({
  ref: z.string(),
  productCode: z.string(),
  productName: z.string(),
  data: z.array(z.string()),
  /** Whole rupiah; undefined when the upstream gave none. */
  priceRupiah: z.number().optional(),
  /** The upstream's own word, as it came. */
  statusWord: z.string(),
  note: z.string(),
  voucher: z.string(),
  /** Unix seconds; undefined in the answer to an order, which shows no times. */
  createdAtS: z.number().optional(),
  updatedAtS: z.number().optional(),
});
export type Transaction = z.infer<typeof transactionSchema>;

export const rawTransactionSchema = z
  .object({
    data: echoedData,
    note: looseText,
    price: rupiahAmount.optional().catch(undefined),
    ref_id: looseText.pipe(z.string().trim().min(1).max(maxRefLength)),
    status: looseText,
    product: z
      .object({ code: looseText, slug: looseText, service: looseText })
      .catch({ code: "", slug: "", service: "" }),
    voucher: looseText,
    created_at: optionalInteger,
    updated_at: optionalInteger,
  })
  .transform((raw): Transaction => ({
    ref: raw.ref_id,
    productCode: raw.product.code,
    productName: raw.product.service,
    data: raw.data,
    priceRupiah: raw.price,
    statusWord: raw.status,
    note: raw.note.trim(),
    voucher: raw.voucher.trim(),
    createdAtS: raw.created_at,
    updatedAtS: raw.updated_at,
  }));

/** Whether an answer names a transaction at all, wherever it does, be it one that cannot be read. */
export function namesTransaction(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  if ("ref_id" in answer && !isNothing(answer.ref_id)) return true;
  return Object.values(answer).some(namesTransaction);
}

const isNothing = (ref: unknown) =>
  ref === null || ref === undefined || (typeof ref === "string" && ref.trim() === "");

/** A status answer: a list, or a single transaction bare or keyed. Malformed members are dropped and counted. */
export function parseTransactions(data: unknown): {
  transactions: Transaction[];
  malformed: number;
} {
  const list = Array.isArray(data) ? data : data === null || data === undefined ? [] : [data];
  const transactions: Transaction[] = [];
  for (const one of list) {
    const parsed = rawTransactionSchema.safeParse(one);
    if (parsed.success) transactions.push(parsed.data);
  }
  return { transactions, malformed: list.length - transactions.length };
}

const rawInput = z
  .object({
    type: looseText,
    label: looseText,
    minlength: optionalInteger,
    maxlength: optionalInteger,
    placeholder: looseText,
  })
  .partial();

const rawSelect = z
  .object({ label: looseText, options: z.unknown(), placeholder: looseText })
  .partial();

/** One of a service's three fields. An unknown `type` is decided by the catalogue, not here. */
const rawFieldSchema = z.object({
  type: looseText,
  input: rawInput.nullish().catch(undefined),
  select: rawSelect.nullish().catch(undefined),
});
export type RawField = z.infer<typeof rawFieldSchema>;

const noField: RawField = { type: "none", input: undefined, select: undefined };
const optionalField = rawFieldSchema.nullish().transform((field) => field ?? noField);

/** The supplier's own prices for others, each where it gives one. */
const optionalAmount = rupiahAmount.pipe(z.number().positive()).optional().catch(undefined);

/** Identity and price must be right; everything else may be missing. What costs nothing is a slip, and not sold. */
export const rawServiceSchema = z.object({
  code: looseText.pipe(z.string().trim().min(1)),
  name: looseText,
  note: looseText,
  category: z.object({ main: looseText, slug: looseText }),
  fields: z
    .object({
      title: looseText,
      info: looseText,
      field1: optionalField,
      field2: optionalField,
      field3: optionalField,
    })
    .nullish(),
  price: z.object({
    /** What the account pays. */
    current: rupiahAmount.pipe(z.number().positive()),
    list: z
      .object({ standar: optionalAmount, premium: optionalAmount, spesial: optionalAmount })
      .nullish()
      .catch(undefined),
  }),
  cutoff: z.object({ start: looseText, end: looseText }).partial().nullish().catch(undefined),
  status: looseText,
  updated_at: optionalInteger,
});
export type RawService = z.infer<typeof rawServiceSchema>;
