/**
 * The one reader of money from outside. Whole rupiah written as digits or in groups of three (`12500`, `12.500`,
 * `12,500`), with `Rp` before it or not, with cents of nothing behind it or not (`12500.00`, `12.500,00`, `12500.0`).
 */
const written =
  /^(?:rp\.? ?)?(?:(?<plain>\d+)|(?<groups>[1-9]\d{0,2}(?:(?<mark>[.,])\d{3})(?:\k<mark>\d{3})*))(?<cents>[.,]00?)?$/i;

/**
 * Whole rupiah; null for anything else, and then nothing may be sold by it: a price that is guessed at is wrong
 * money. Beyond what a number holds exactly it is no amount either.
 */
export function readAmount(raw: unknown): number | null {
  if (typeof raw === "number") return exact(raw);
  const found = typeof raw === "string" ? written.exec(raw.trim())?.groups : undefined;
  if (found === undefined) return null;
  const { plain, groups, mark, cents } = found;
  // `12.500.00`: one mark cannot mean both.
  if (mark !== undefined && cents?.startsWith(mark) === true) return null;
  return exact(Number(plain ?? groups?.replaceAll(/[.,]/g, "")));
}

const exact = (rupiah: number) => (Number.isSafeInteger(rupiah) && rupiah >= 0 ? rupiah : null);
