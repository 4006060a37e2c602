/** Turns compact tables into services: a category with a form, and a row per service. */

import { createHash } from "node:crypto";
import type { RawForm } from "./fields.ts";
import type { RawService } from "./raw-service.ts";

export interface Table {
  readonly main: string;
  readonly slug: string;
  readonly form: RawForm;
  /** The note of every row without its own. */
  readonly note?: string;
  /** "HH:MM-HH:MM"; absent: never closed. */
  readonly cutoff?: string;
  readonly rows: readonly Row[];
}

/** The cost is in rupiah, before it is brought to an odd ending. */
export type Row = readonly [code: string, name: string, costRupiah: number, change?: RowChange];

interface RowChange {
  readonly note?: string;
  readonly cutoff?: string;
  readonly empty?: boolean;
  readonly form?: RawForm;
}

/** What the three groups of members pay above `current`, as in the documented sample. */
const STEPS = { standar: 500, premium: 300, spesial: 150 };

/** 2026-02-01 UTC; each service was updated some time in the month after. */
const UPDATED_FROM_S = 1_769_904_000;
const MONTH_S = 28 * 24 * 3600;

export function servicesOf(table: Table): readonly RawService[] {
  return table.rows.map(([code, name, costRupiah, change = {}]) => {
    const current = oddPrice(costRupiah);
    const [start = "", end = ""] = (change.cutoff ?? table.cutoff ?? "").split("-");
    return {
      category: { main: table.main, slug: table.slug },
      fields: change.form ?? table.form,
      name,
      note: change.note ?? table.note ?? "",
      code,
      price: {
        list: {
          standar: current + STEPS.standar,
          premium: current + STEPS.premium,
          spesial: current + STEPS.spesial,
        },
        current,
      },
      cutoff: { start, end },
      status: change.empty === true ? "empty" : "available",
      updated_at: UPDATED_FROM_S + (numberOf(code) % MONTH_S),
    };
  });
}

/** A row per nominal in thousands: `nominals("TS", "Telkomsel", [5, 10], 320)`. */
export function nominals(
  prefix: string,
  label: string,
  thousands: readonly number[],
  /** What a service costs above its nominal, in rupiah. */
  marginRupiah: number,
): readonly Row[] {
  return thousands.map((nominal) => [
    `${prefix}${nominal}`,
    `${label} ${rupiah(nominal * 1000)}`,
    nominal * 1000 + marginRupiah,
  ]);
}

/** A row per amount of a game's money, at a price per unit which falls a little with the amount. */
export function amounts(
  prefix: string,
  unit: string,
  list: readonly number[],
  rupiahPerUnit: number,
): readonly Row[] {
  return list.map((amount, index) => [
    `${prefix}${amount}`,
    `${rupiah(amount)} ${unit}`,
    amount * rupiahPerUnit * (1 - Math.min(index, 12) * 0.004),
  ]);
}

/** The same rows asking for something else than their category does. */
export function withForm(rows: readonly Row[], form: RawForm): readonly Row[] {
  return rows.map(([code, name, cost, change]) => [code, name, cost, { ...change, form }]);
}

/** 1234567 -> "1.234.567". */
function rupiah(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/gu, ".");
}

/** Prices end in 25 or 75, as such lists do. */
function oddPrice(costRupiah: number): number {
  return Math.round(costRupiah / 50) * 50 + 25;
}

function numberOf(code: string): number {
  return createHash("sha256").update(code).digest().readUInt32BE(0);
}
