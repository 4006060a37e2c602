/**
 * A transaction as the upstream knows it, and as its answers show it.
 */

import { z } from "zod";
import { outcome } from "./outcome.ts";

/** The word shown for each of these is a setting. */
export type StatusWords = Readonly<Record<"waiting" | "process" | "success" | "failed", string>>;

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
  /** Where it is in its life; once `deleted` no answer shows it any more. */
  phase: z.enum(["waiting", "process", "success", "failed", "deleted"]),
  /** The word for `phase` at that moment. */
  status: z.string(),
  /** Where it is no longer what was charged first. */
  priceRupiah: z.number().int().optional(),
  note: z.string(),
  voucher: z.string(),
});

export type View = z.output<typeof view>;
export type Phase = View["phase"];

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

/** What was visible at `atMs`; undefined when the transaction was not there yet, or no longer. */
export function viewAt({ views }: Transaction, atMs: number): View | undefined {
  const seen = views.findLast((each) => each.atMs <= atMs);
  return seen?.phase === "deleted" ? undefined : seen;
}

export function withView(subject: Transaction, next: View): Transaction {
  return { ...subject, views: [...subject.views, next].slice(-MAX_VIEWS) };
}

export function isFinal({ phase }: View): boolean {
  return phase === "success" || phase === "failed" || phase === "deleted";
}

/** What the account has paid for it. */
export function chargedRupiah(subject: Transaction): number {
  const { phase, priceRupiah } = latestView(subject);
  return phase === "failed" || phase === "deleted" ? 0 : (priceRupiah ?? subject.priceRupiah);
}

/** The `data` of an order's answer: the documented shape has no times there. */
export function orderBody(subject: Transaction, seen: View = latestView(subject)) {
  return {
    data: [...subject.data],
    note: seen.note,
    price: seen.priceRupiah ?? subject.priceRupiah,
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
