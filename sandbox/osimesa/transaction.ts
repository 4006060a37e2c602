/**
 * A transaction as the upstream knows it, and as its answers show it.
 */

import { z } from "zod";
import { outcome } from "./outcome.ts";

/** Where a transaction is in its life; the word shown for each is a setting (`StatusWords`). */
export type Phase = "waiting" | "process" | "success" | "failed";

export type StatusWords = Readonly<Record<Phase, string>>;

/** Only `waiting` is documented. */
export const DEFAULT_STATUS_WORDS: StatusWords = {
  waiting: "waiting",
  process: "process",
  success: "success",
  failed: "failed",
};

/** What could be seen of a transaction from a moment on; a stale page shows an earlier one. */
const view = z.object({
  atMs: z.number(),
  phase: z.enum(["waiting", "process", "success", "failed"]),
  /** The word for `phase` at that moment. */
  status: z.string(),
  note: z.string(),
  voucher: z.string(),
});

export type View = z.output<typeof view>;

export const transaction = z.object({
  refId: z.string(),
  product: z.object({ code: z.string(), slug: z.string(), service: z.string() }),
  /** `data1..3` as sent, empty where nothing was sent. */
  data: z.tuple([z.string(), z.string(), z.string()]),
  priceRupiah: z.number().int(),
  createdAtMs: z.number(),
  /** Oldest first, at least one, at most `MAX_VIEWS`. */
  views: z.array(view).min(1),
  /** What its life leads to when left alone. */
  planned: outcome,
  /** It stays as it is until someone moves it by hand. */
  hung: z.boolean(),
  /** The price is back on the balance. */
  refunded: z.boolean(),
  /** The recorded request that made it; null when someone else used the account. */
  requestId: z.number().nullable(),
});

export type Transaction = z.output<typeof transaction>;

/** A life has four steps; corrections by hand beyond this drop the oldest views. */
const MAX_VIEWS = 20;

export function latestView({ views }: Transaction): View {
  const last = views.at(-1);
  if (last === undefined) throw new Error("a transaction without a view");
  return last;
}

/** What was visible at `atMs`, or undefined when the transaction was not there yet. */
export function viewAt({ views }: Transaction, atMs: number): View | undefined {
  return views.findLast((seen) => seen.atMs <= atMs);
}

export function withView(subject: Transaction, next: View): Transaction {
  return { ...subject, views: [...subject.views, next].slice(-MAX_VIEWS) };
}

export function isFinal({ phase }: View): boolean {
  return phase === "success" || phase === "failed";
}

/** The `data` of an order's answer: the documented shape has no times there. */
export function orderBody(subject: Transaction, seen: View = latestView(subject)) {
  return {
    data: [...subject.data],
    note: seen.note,
    price: subject.priceRupiah,
    ref_id: subject.refId,
    status: seen.status,
    product: { ...subject.product },
    voucher: seen.voucher,
  };
}

/** One entry of a status answer; times are unix seconds. */
export function statusBody(subject: Transaction, skewMs: number, seen: View = latestView(subject)) {
  return {
    ...orderBody(subject, seen),
    created_at: Math.floor((subject.createdAtMs + skewMs) / 1000),
    updated_at: Math.floor((seen.atMs + skewMs) / 1000),
  };
}
