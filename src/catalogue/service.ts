import type { LineName } from "../line.ts";

/**
 * A service as the bot works with it: parsed, its fields decided, its destination rules plain.
 * Money is whole rupiah; times of day are minutes after midnight in Asia/Jakarta.
 */

export type FieldPosition = 1 | 2 | 3;

/** Input types seen in such lists; an unknown one is asked as text. */
export type InputType = "tel" | "text" | "number" | "email" | "url" | "password" | "date";

export interface InputField {
  kind: "input";
  position: FieldPosition;
  type: InputType;
  label: string;
  placeholder: string;
  /** Characters, 0 when the upstream sets none. */
  minLength: number;
  /** Characters, 0 when the upstream sets none. */
  maxLength: number;
}

export interface SelectOption {
  /** What is sent upstream. */
  value: string;
  /** What the person reads. */
  label: string;
}

export interface SelectField {
  kind: "select";
  position: FieldPosition;
  label: string;
  options: readonly SelectOption[];
}

export type Field = InputField | SelectField;

/** Minutes after midnight, Asia/Jakarta; `start` > `end` crosses midnight. */
export interface CutOff {
  startMinute: number;
  endMinute: number;
}

/** The supplier's own selling prices, highest first, as its list names them. */
export const listPriceNames = ["standar", "premium", "spesial"] as const;
export type ListPriceName = (typeof listPriceNames)[number];

export interface Service {
  /** With `code` its identity. */
  line: LineName;
  code: string;
  name: string;
  note: string;
  category: { name: string; slug: string };
  /** The form's heading and hint, shown once above the first question. */
  title: string;
  info: string;
  /** Only the fields that are asked, in order; each keeps its own position. */
  fields: readonly Field[];
  /** What the upstream takes from the operator; what a reseller pays follows from it in `prices/`. */
  costRupiah: number;
  /** Those that the list gives. */
  listPrices: Partial<Record<ListPriceName, number>>;
  /** null: never closed. */
  cutOff: CutOff | null;
  /** False only for the upstream's `empty`; an unknown word is orderable, the upstream will refuse. */
  inStock: boolean;
}

export type Availability =
  | { open: true }
  | { open: false; why: "out-of-stock" }
  | { open: false; why: "cut-off"; untilMs: number };
