/**
 * What becomes of an order once the upstream has taken it.
 */

import { createHash } from "node:crypto";
import { z } from "zod";
import type { RawService } from "./catalogue/raw-service.ts";

/** An order that passed every check, before it has a transaction. */
export interface AcceptedOrder {
  readonly service: RawService;
  readonly data: readonly [string, string, string];
}

export const outcome = z.discriminatedUnion("kind", [
  /** Default voucher: one that looks right for the category. */
  z.object({
    kind: z.literal("succeed"),
    voucher: z.string().optional(),
    note: z.string().optional(),
  }),
  z.object({ kind: z.literal("fail"), note: z.string().optional() }),
  /**
   * Its own supplier said no: the money is back, and the row is deleted, or kept as an `error` of price 0. As relatives of
   * this API do.
   */
  z.object({ kind: z.literal("give-back"), row: z.enum(["deleted", "kept"]) }),
  /** Stays in process until moved by hand. */
  z.object({ kind: z.literal("hang") }),
  /** No transaction: refused with this message. */
  z.object({ kind: z.literal("refuse"), message: z.string() }),
]);

export type Outcome = z.output<typeof outcome>;

export type OutcomePolicy = (order: AcceptedOrder) => Outcome;

export const alwaysSucceed: OutcomePolicy = () => ({ kind: "succeed" });

/** Decides by how the last given value ends: `{ fail: "0", hang: "9" }`; else the order succeeds. */
export function outcomeByEnding(endings: {
  readonly fail?: string;
  readonly hang?: string;
  readonly refuse?: string;
}): OutcomePolicy {
  return ({ data }) => {
    const last = data.findLast((value) => value !== "") ?? "";
    const ends = (ending: string | undefined) => ending !== undefined && last.endsWith(ending);
    if (ends(endings.fail)) return { kind: "fail" };
    if (ends(endings.hang)) return { kind: "hang" };
    if (ends(endings.refuse)) return { kind: "refuse", message: "Nomor tujuan tidak valid." };
    return { kind: "succeed" };
  };
}

/** The first policy by service code, else `otherwise`. */
export function outcomeByService(
  policies: ReadonlyMap<string, OutcomePolicy>,
  otherwise: OutcomePolicy = alwaysSucceed,
): OutcomePolicy {
  return (order) => (policies.get(order.service.code) ?? otherwise)(order);
}

/** How long a transaction stays in each phase, in ms; `null` as the end leaves it to be moved by hand. */
export interface Life {
  readonly waitingMs: number;
  readonly processMs: number | null;
}

export const DEFAULT_LIFE: Life = { waitingMs: 1500, processMs: 2500 };

/** A serial number or voucher of the kind the category gives; the same for the same transaction. */
export function plausibleVoucher(slug: string, refId: string): string {
  const digest = createHash("sha256").update(refId).digest("hex");
  const digits = BigInt(`0x${digest}`).toString().slice(0, 20);
  if (slug.includes("pln")) {
    return `${(digits.match(/.{4}/gu) ?? []).join("-")}/BUDI SANTOSO/R1/1300VA/32,5`;
  }
  if (/voucher|wallet|shell|gift|streaming/u.test(slug)) {
    const letters = digest.toUpperCase();
    return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}-${letters.slice(12, 16)}`;
  }
  return digits.slice(0, 16);
}
