import { z } from "zod";

/**
 * The journal: every event of the books, in order, one line each. Lines are only ever appended (`lua/books.lua`), so
 * whatever the books say can be made again from them.
 */

/** A transfer is begun pending and then posted or voided, once; or it is posted at once. */
export const phases = ["pending", "posted", "voided"] as const;
export type Phase = (typeof phases)[number];

/** Why money moves. */
export const transferKinds = [
  "order",
  "cost",
  "deposit",
  "correction",
  "transfer",
  "refund",
] as const;
export type TransferKind = (typeof transferKinds)[number];

/** What never changes of a transfer: rupiah from the account that is debited to the one that is credited. */
export interface Transfer {
  id: string;
  /**
   * `purse:<reseller>`, `sales`, `cost`, `supplier`, `correction`, or `cash:<method>`: where deposits came in, which is
   * owed as much as they brought.
   */
  debit: string;
  credit: string;
  /** Whole, more than 0. */
  rupiah: number;
  kind: TransferKind;
  /** The order, or the ticket of a deposit, it is of; empty: none. */
  of: string;
  /** Who moved it by hand, and why; both empty where it moved by itself. */
  by: string;
  why: string;
}

export type Line =
  /** A transfer begins. */
  | { phase: Exclude<Phase, "voided">; id: string; atMs: number; transfer: Transfer }
  /** A pending one ends. */
  | { phase: Exclude<Phase, "pending">; id: string; atMs: number; transfer: null };

const rupiah = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .transform(Number)
  .refine(Number.isSafeInteger);
const account = z.string().regex(/^(purse:\d+|sales|cost|supplier|correction|cash:[a-z]+)$/);
const start = [z.string().min(1), z.string().regex(/^\d+$/).transform(Number)] as const;

const beginning = z
  .tuple([
    z.enum(["pending", "posted"]),
    ...start,
    account,
    account,
    rupiah,
    z.enum(transferKinds),
    z.string(),
    z.string(),
    z.string(),
  ])
  .transform(([phase, id, atMs, debit, credit, amount, kind, of, by, why]): Line => ({
    phase,
    id,
    atMs,
    transfer: { id, debit, credit, rupiah: amount, kind, of, by, why },
  }));
const ending = z
  .tuple([z.enum(["posted", "voided"]), ...start])
  .transform(([phase, id, atMs]): Line => ({ phase, id, atMs, transfer: null }));

/** null: no line of this journal, by a hand or a later version. */
export function readLine(text: string): Line | null {
  return z.union([beginning, ending]).safeParse(text.split("\t")).data ?? null;
}
