import { readAmount } from "../osimesa/amount.ts";

/** As people write sums to each other: `100rb`, `1,5jt`. */
const thousands: Readonly<Record<string, number>> = {
  rb: 1_000,
  ribu: 1_000,
  k: 1_000,
  jt: 1_000_000,
  juta: 1_000_000,
};

/** What looks like a sum in a typed command: what stands before and behind it is something else. */
export const typedAmount = String.raw`(?:rp\.? ?)?\d[\d.,]{0,15}(?: ?(?:rb|ribu|k|jt|juta))?`;

/** More than any sum has. */
const maxTyped = 40;

/**
 * The one reader of sums that people type: whole rupiah as `readAmount` reads them, or with a unit behind, and then
 * with a fraction of it if need be. null: no sum, or one that could be read in two ways (`1.250jt`).
 */
export function readTypedAmount(typed: string): number | null {
  // Before it is looked at: of a message of nothing but spaces the pattern tries every way to share them out.
  if (typed.length > maxTyped) return null;
  const [, sum = "", unit = ""] = /^\s*(.*?)\s*([a-z]*)\s*$/is.exec(typed) ?? [];
  if (unit === "") return readAmount(sum);
  const factor = thousands[unit.toLowerCase()];
  if (factor === undefined) return null;
  const [, whole, fraction] = /^(?:rp\.? ?)?(\d{1,9})[.,](\d{1,2})$/i.exec(sum) ?? [];
  if (whole !== undefined && fraction !== undefined)
    return Number(whole) * factor + (Number(fraction) * factor) / 10 ** fraction.length;
  // Groups of three before a million are more likely a fraction of it.
  if (factor === 1_000_000 && /[.,]/.test(sum)) return null;
  const rupiah = (readAmount(sum) ?? NaN) * factor;
  return Number.isSafeInteger(rupiah) ? rupiah : null;
}
