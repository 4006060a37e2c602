import type { Row } from "./row.ts";
import type { DoctorWords } from "./words/words.ts";

const signs: Record<Row["kind"], string> = { good: "✅", doubtful: "⚠️", bad: "❌" };

/** The rows one below the other, what to do beneath each, and how it is altogether at the end. */
export function tableOf(rows: readonly Row[], words: DoctorWords): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const lines = rows.flatMap(({ kind, what, found, advice }) => [
    // ⚠️ takes the width of one letter on many terminals, the others that of two.
    `${signs[kind]}${kind === "doubtful" ? "  " : " "}${what.padEnd(width)}  ${found}`,
    ...advice.map((line) => `   ${" ".repeat(width)}  → ${line}`),
  ]);
  return [...lines, "", summaryOf(rows, words)].join("\n");
}

function summaryOf(rows: readonly Row[], words: DoctorWords): string {
  const count = (wanted: Row["kind"]) => rows.filter(({ kind }) => kind === wanted).length;
  const [wrong, toSee] = [count("bad"), count("doubtful")];
  const parts = [
    ...(wrong > 0 ? [words.someBad(wrong)] : []),
    ...(toSee > 0 ? [words.someDoubtful(toSee)] : []),
  ];
  return parts.length === 0 ? words.allGood : parts.join(" ");
}
