import { pieces, plainLetters, type Piece } from "./pieces.ts";
import { saysSomething } from "./short-names.ts";

/** What is looked for: words and numbers that a service should have, and what it may cost. */
export interface Question {
  wanted: readonly Piece[];
  /** Whole rupiah, both included; null: any price. */
  price: { min: number; max: number } | null;
  /** The same letters and digits together, as a code would be typed. */
  compact: string;
}

/** What may stand before a price; of several words the longer first. */
const upTo = [
  ["di", "bawah"],
  ["kurang", "dari"],
  ["tidak", "lebih", "dari"],
  ["less", "than"],
  ["up", "to"],
  ...["dibawah", "bawah", "under", "below", "budget", "<", "<="].map((word) => [word]),
];
/** Products are called so too: only money makes a price of it. */
const upToMoney = ["max", "maks", "maksimal"].map((word) => [word]);
const from = [
  ["di", "atas"],
  ["lebih", "dari"],
  ["more", "than"],
  ...["diatas", "atas", "above", "over", "minimal", ">", ">="].map((word) => [word]),
];
const between = ["-", "–", "—", "sampai", "sd", "to", "hingga"].map((word) => [word]);

/** Of what is typed so much is read. */
const maxQuestion = 200;
const maxWanted = 12;

export function readQuestion(typed: string): Question {
  const text = typed.slice(0, maxQuestion);
  const all = pieces(text);
  const wanted: Piece[] = [];
  let min = 0;
  let max = Infinity;
  for (let at = 0; at < all.length;) {
    const limit = priceAt(all, at);
    if (limit !== null) {
      min = Math.max(min, limit.min);
      max = Math.min(max, limit.max);
      at += limit.length;
      continue;
    }
    const piece = all[at];
    if (piece !== undefined && saysSomething(piece)) wanted.push(piece);
    at += 1;
  }
  return {
    wanted: wanted.slice(0, maxWanted),
    price: min === 0 && max === Infinity ? null : { min, max },
    compact: compactCode(text),
  };
}

/** A code without what people leave out or put between its letters. */
export function compactCode(text: string): string {
  return plainLetters(text).replaceAll(/[^\p{L}\d]/gu, "");
}

/** `di bawah 50rb`, `>20.000`, `20rb-50rb`; a bare `50` is fifty thousand. */
function priceAt(
  all: readonly Piece[],
  at: number,
): { min: number; max: number; length: number } | null {
  for (const { phrases, most, spelt } of [
    { phrases: upTo, most: true, spelt: false },
    { phrases: upToMoney, most: true, spelt: true },
    { phrases: from, most: false, spelt: false },
  ]) {
    const words = phraseAt(all, at, phrases);
    const rupiah = words === 0 ? null : rupiahAt(all, at + words, spelt);
    if (rupiah !== null)
      return {
        min: most ? 0 : rupiah,
        max: most ? rupiah : Infinity,
        length: words + 1,
      };
  }
  const first = all[at];
  const words = phraseAt(all, at + 1, between);
  const last = words === 0 ? undefined : all[at + 1 + words];
  if (first?.kind !== "number" || last?.kind !== "number" || !last.money) return null;
  const max = last.value;
  // `20-50rb`
  const min = first.money ? first.value : first.value * 1_000;
  return first.unit === null && min < max ? { min, max, length: words + 2 } : null;
}

function phraseAt(all: readonly Piece[], at: number, phrases: readonly string[][]): number {
  const found = phrases.find((words) =>
    words.every((word, index) => {
      const piece = all[at + index];
      return piece !== undefined && piece.kind !== "number" && piece.text === word;
    }),
  );
  return found?.length ?? 0;
}

/** `spelt`: only what is written as money is written. */
function rupiahAt(all: readonly Piece[], at: number, spelt: boolean): number | null {
  const piece = all[at];
  // `di atas 20 GB` is no price.
  if (piece?.kind !== "number" || piece.unit !== null || (spelt && !piece.money)) return null;
  return piece.money || piece.value >= 1_000 ? piece.value : piece.value * 1_000;
}
