import type { StatementLine } from "../books/statement.ts";
import { wordsIn } from "../words/dictionary.ts";
import type { View } from "../words/times.ts";
import { csvLines } from "./csv.ts";
import { entryText } from "./purse.ts";

/** A statement for a spreadsheet: one line an entry, oldest first, whole rupiah as plain numbers. */
export async function statementFile(
  entries: AsyncIterable<StatementLine>,
  { language, timeZone }: Pick<View, "language" | "timeZone">,
): Promise<{ text: string; count: number }> {
  const words = wordsIn(language);
  const { columns } = words.purse.file;
  // Sortable whatever the language: 2026-11-29 14:05:09.
  const time = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  const rows: (string | number)[][] = [
    [columns.time, columns.what, columns.rupiah, columns.balance, columns.id],
  ];
  for await (const entry of entries)
    rows.push([
      time.format(entry.atMs),
      entryText(entry, words),
      entry.rupiah,
      entry.balanceRupiah,
      entry.id,
    ]);
  return { text: csvLines(rows, { bom: true }), count: rows.length - 1 };
}
