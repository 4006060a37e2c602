/**
 * Which operator an Indonesian mobile prefix belongs to. The country has no number portability, so a prefix is
 * sure; what a product is for is read from its name, and only when it names exactly one operator.
 */
export type MobileOperator = "Telkomsel" | "Indosat" | "Tri" | "XL" | "Axis" | "Smartfren";

const prefixes: Readonly<Record<MobileOperator, readonly string[]>> = {
  Telkomsel: ["0811", "0812", "0813", "0821", "0822", "0823", "0851", "0852", "0853"],
  Indosat: ["0814", "0815", "0816", "0855", "0856", "0857", "0858"],
  Tri: ["0895", "0896", "0897", "0898", "0899"],
  XL: ["0817", "0818", "0819", "0859", "0877", "0878", "0879"],
  Axis: ["0831", "0832", "0833", "0838"],
  Smartfren: ["0881", "0882", "0883", "0884", "0885", "0886", "0887", "0888", "0889"],
};

const operatorOfPrefix = new Map<string, MobileOperator>();
for (const operator of ["Telkomsel", "Indosat", "Tri", "XL", "Axis", "Smartfren"] as const) {
  for (const prefix of prefixes[operator]) operatorOfPrefix.set(prefix, operator);
}

/** What the operators and their brands are called in service lists, as whole words. */
const names: readonly (readonly [MobileOperator, RegExp])[] = [
  ["Telkomsel", /\b(?:telkomsel|tsel|simpati|kartu as|by\.u)\b/i],
  ["Indosat", /\b(?:indosat|im3|isat|ooredoo)\b/i],
  ["Tri", /\btri\b/i],
  ["XL", /\bxl\b/i],
  ["Axis", /\baxis\b/i],
  ["Smartfren", /\bsmartfren\b/i],
];

/** By its prefix, however long the rest; null for what does not begin as an Indonesian mobile number in its `08…` form. */
export function operatorOfNumber(number: string): MobileOperator | null {
  if (!/^08\d{2,}$/.test(number)) return null;
  return operatorOfPrefix.get(number.slice(0, 4)) ?? null;
}

/** The one operator a service is for, by its category's name, else its own; null when none or several are named. */
export function operatorOfProduct(service: {
  name: string;
  category: { name: string };
}): MobileOperator | null {
  return named(service.category.name) ?? named(service.name);
}

function named(text: string): MobileOperator | null {
  const found = names.filter(([, pattern]) => pattern.test(text));
  const [only] = found;
  return found.length === 1 && only !== undefined ? only[0] : null;
}
