/**
 * What a text says, piece by piece: words and numbers, apart where they were written together (`axis24gb`). Names of
 * services and what is typed are read alike.
 */
export type Piece =
  | { kind: "word"; text: string }
  | {
      kind: "number";
      value: number;
      /** What is counted, where that tells one number from another. */
      unit: Unit | null;
      /** Written as money is: `50rb`, `50.000`, `Rp50`. */
      money: boolean;
    }
  | { kind: "sign"; text: string };

type Unit = "gb" | "mb" | "hari" | "bulan" | "jam" | "menit" | "sms";

const units: ReadonlyMap<string, Unit> = new Map([
  ...spelt<Unit>("gb", "gb g giga gigabyte"),
  ...spelt<Unit>("mb", "mb mega megabyte"),
  ...spelt<Unit>("hari", "hari hr day days"),
  ...spelt<Unit>("bulan", "bulan bln month months"),
  ...spelt<Unit>("jam", "jam hour hours"),
  ...spelt<Unit>("menit", "menit mnt minute minutes"),
  ...spelt<Unit>("sms", "sms"),
]);
const multiples: ReadonlyMap<string, number> = new Map([
  ...spelt(1_000, "rb rbu ribu ribuan rban k"),
  ...spelt(1_000_000, "jt juta jutaan"),
]);
const currency: ReadonlySet<string> = new Set(["rp", "idr"]);

function spelt<Value>(value: Value, words: string): [string, Value][] {
  return words.split(" ").map((word) => [word, value]);
}

const shape = /\d+(?:[.,]\d+)*|\p{L}+|💎|[<>]=?|[-–—]/gu;
/** More than any name or question has. */
const maxPieces = 200;

/** Letters without their case and accents. */
export function plainLetters(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

export function pieces(text: string): Piece[] {
  const parts = plainLetters(text).match(shape)?.slice(0, maxPieces) ?? [];
  const all: Piece[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? "";
    // It says of the number that it is money.
    if (currency.has(part) && /^\d/.test(parts[at + 1] ?? "")) continue;
    if (!/^\d/.test(part)) {
      if (part === "💎") all.push({ kind: "word", text: "diamond" });
      else if (/^[<>\-–—]/.test(part)) all.push({ kind: "sign", text: part });
      else all.push({ kind: "word", text: part });
      continue;
    }
    const numbers = numbersIn(part);
    const next = parts[at + 1] ?? "";
    const unit = units.get(next) ?? null;
    const multiple = multiples.get(next);
    for (const [index, { value, grouped }] of numbers.entries()) {
      const last = index === numbers.length - 1;
      const many = last ? (multiple ?? 1) : 1;
      all.push({
        kind: "number",
        value: value * many,
        unit: last ? unit : null,
        money: grouped || many > 1 || currency.has(parts[at - 1] ?? ""),
      });
    }
    if (unit !== null || multiple !== undefined) at += 1;
  }
  return all;
}

/** `50.000` is fifty thousand, `1,5` one and a half, `1.2.3` three numbers. */
function numbersIn(part: string): { value: number; grouped: boolean }[] {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(part))
    return [{ value: Number(part.replaceAll(/[.,]/g, "")), grouped: true }];
  if (/^\d+[.,]\d+$/.test(part)) return [{ value: Number(part.replace(",", ".")), grouped: false }];
  return part.split(/[.,]/).map((digits) => ({ value: Number(digits), grouped: false }));
}
