/**
 * Which operator an Indonesian mobile number belongs to, and which one a product is for.
 *
 * Prefixes: id.wikipedia.org "Nomor telepon di Indonesia" and the operators' own pages (read 2026-11). The country has no
 * number portability, so a prefix is sure. by.U is Telkomsel's, with products of its own; of 0851, which they share, only
 * its published blocks are named. Other brands (Live.On, Power Up) have no blocks of their own: they are the operator's.
 */
export type MobileOperator = "Telkomsel" | "by.U" | "Indosat" | "Tri" | "XL" | "Axis" | "Smartfren";

interface OperatorRow {
  operator: MobileOperator;
  /** The longest that fits a number decides. */
  prefixes: readonly string[];
  /** What it and its brands are called in service lists, as whole words. */
  name: RegExp;
}

const operators: readonly OperatorRow[] = [
  {
    operator: "Telkomsel",
    prefixes: ["0811", "0812", "0813", "0821", "0822", "0823", "0851", "0852", "0853"],
    name: /\b(?:telkomsel|t-?sel|simpati|kartu as|kartu halo)\b/i,
  },
  {
    operator: "by.U",
    prefixes: ["085155", "085156", "085157", "085158"],
    name: /\bby[. ]?u\b/i,
  },
  {
    operator: "Indosat",
    prefixes: ["0814", "0815", "0816", "0855", "0856", "0857", "0858"],
    name: /\b(?:indosat|im3|isat|ooredoo|mentari)\b/i,
  },
  {
    operator: "Tri",
    prefixes: ["0895", "0896", "0897", "0898", "0899"],
    name: /\b(?:tri|three|(?:pulsa|kuota|data|paket) 3)\b/i,
  },
  {
    operator: "XL",
    prefixes: ["0817", "0818", "0819", "0859", "0877", "0878", "0879"],
    name: /\b(?:xl|live\.?on)\b/i,
  },
  { operator: "Axis", prefixes: ["0831", "0832", "0833", "0838"], name: /\baxis\b/i },
  {
    operator: "Smartfren",
    prefixes: ["0881", "0882", "0883", "0884", "0885", "0886", "0887", "0888", "0889"],
    name: /\bsmart ?fren\b/i,
  },
];

const operatorOfPrefix = new Map(
  operators.flatMap(({ operator, prefixes }) => prefixes.map((prefix) => [prefix, operator])),
);

/** By its prefix, however long the rest; null for what does not begin as an Indonesian mobile number in its `08…` form. */
export function operatorOfNumber(number: string): MobileOperator | null {
  if (!/^08\d{2,}$/.test(number)) return null;
  return (
    operatorOfPrefix.get(number.slice(0, 6)) ?? operatorOfPrefix.get(number.slice(0, 4)) ?? null
  );
}

/** The one operator a service is for, by its category's name, else its own; null when none or several are named. */
export function operatorOfProduct(service: {
  name: string;
  category: { name: string };
}): MobileOperator | null {
  return named(service.category.name) ?? named(service.name);
}

function named(text: string): MobileOperator | null {
  const found = operators.flatMap(({ operator, name }) => (name.test(text) ? operator : []));
  // "Telkomsel by.U" is by.U.
  const narrowed = found.includes("by.U") ? found.filter((one) => one !== "Telkomsel") : found;
  return narrowed.length === 1 ? (narrowed[0] ?? null) : null;
}

/** Whether a product of this operator is for this number, as far as a prefix can say. */
export function suitsNumber(product: MobileOperator, number: string): boolean {
  const operator = operatorOfNumber(number);
  // by.U may have got more of 0851 than it has published.
  if (product === "by.U" && number.startsWith("0851")) return true;
  return operator === null || operator === product;
}

/**
 * Whose products a number takes, the best first: by.U's own, and as it is a Telkomsel number, Telkomsel's credit where a
 * list has none for it.
 */
export function sellersFor(operator: MobileOperator): readonly MobileOperator[] {
  return operator === "by.U" ? ["by.U", "Telkomsel"] : [operator];
}
