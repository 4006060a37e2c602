import { dialled, readPhone } from "../../../catalogue/phone.ts";

/** Readers of typed numbers. What they cannot read without a doubt is not theirs: two numbers run together are a wrong one. */

/** Fewer digits are an amount or a code somebody looks for. */
const fewestDigits = 8;
/** A button carries the number. */
const mostDigits = 20;
/** From so many on a group is a whole number, and what follows is something else. */
const wholeNumberDigits = 10;

/** A number alone, `08…` where it is a mobile one; null for everything else. */
export function readNumberAlone(typed: string): string | null {
  const text = typed.normalize("NFKC").trim();
  if (!/^\+?[\d\s\-‐-―.()]+$/.test(text)) return null;
  const groups = text.split(/[^\d+]+/).filter((group) => !/^(?:|0|\+?(?:00)?62)$/.test(group));
  if (groups.length > 1 && groups.some((group) => group.length >= wholeNumberDigits)) return null;
  const number = readPhone(text);
  if (number === null || mayEndBefore(text, groups)) return null;
  // Groups of up to four are how a meter reads; longer ones are an id and its zone.
  const mayBeTwo = groups.length > 1 && groups.some((group) => group.length > 4);
  if (mayBeTwo && !/^[0+]/.test(number)) return null;
  const digits = number.replace("+", "").length;
  return digits >= fewestDigits && digits <= mostDigits ? number : null;
}

/** More digits than a mobile number has. */
const tooManyDigits = 14;
/** A number of fewer is not whole. */
const fewestWhole = 9;

/** Whether its last group may be the mark of a second order or a PIN: joined it would be another number. */
function mayEndBefore(text: string, groups: readonly string[]): boolean {
  if (groups.length < 2) return false;
  const [, before = "", sign = "", last = ""] = /^(.*\d)(\D+)(\d+)$/s.exec(text) ?? [];
  if (last.length === 1) return true;
  if (!dialled(text).startsWith("08")) return false;
  return (
    dialled(text).length >= tooManyDigits ||
    (sign.includes(".") && dialled(before).length >= fewestWhole)
  );
}

export interface NominalAndNumber {
  nominalRupiah: number;
  number: string;
  /** A PIN stood behind it, which is not needed. */
  pin: boolean;
}

const nominalShape = String.raw`(\d{1,3}(?:\.000)+|\d{1,7} ?(?:rb|ribu|k|jt|juta)?)[\s.,#*]+`;
const beginning = String.raw`(?:(?:\+|00)?62[\s-]*|0)8`;
/** After a whole number a PIN or the mark of a second order may stand; what may be the number's end is neither. */
const whole = new RegExp(
  String.raw`^${nominalShape}(${beginning}\d{8,})(?:[\s.,#*]+(\d{4,6})|\s*[.,#*]\s*[2-9])?$`,
  "i",
);
const grouped = new RegExp(
  String.raw`^${nominalShape}(${beginning}\d{0,7}(?:[\s-]+\d{2,6})+)$`,
  "i",
);

/**
 * `10.081234567890`, `10rb 0812…`, `10k#0812…`, `10.000*+62812…`. The mark of a second order changes nothing: the
 * card asks about the same thing done before.
 */
export function readNominalAndNumber(typed: string): NominalAndNumber | null {
  const text = typed.normalize("NFKC").trim();
  const [, nominal = "", typedNumber = "", pin] = whole.exec(text) ?? grouped.exec(text) ?? [];
  const nominalRupiah = readNominal(nominal);
  const number = readNumberAlone(typedNumber);
  return nominalRupiah === null || number === null
    ? null
    : { nominalRupiah, number, pin: pin !== undefined };
}

/** Below a thousand they are thousands, as counters count. */
function readNominal(text: string): number | null {
  const [, digits = "", unit = ""] = /^([\d.]+) ?([a-z]*)$/i.exec(text) ?? [];
  const count = Number(digits.replaceAll(".", ""));
  if (count === 0) return null;
  if (/^j/i.test(unit)) return count * 1_000_000;
  return unit !== "" || count < 1_000 ? count * 1_000 : count;
}
