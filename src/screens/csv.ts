import { stringify } from "csv-stringify/sync";

type Cell = string | number;

/**
 * Lines of a file for a spreadsheet. What somebody typed is no formula, nor does it become one where a semicolon parts
 * cells, as it does in Indonesia. `bom`: the mark that tells spreadsheets that it is UTF-8.
 */
export function csvLines(rows: readonly (readonly Cell[])[], { bom = false } = {}): string {
  const harmless = rows.map((row) =>
    row.map((cell) =>
      typeof cell === "string" ? cell.replaceAll(/(?=[=+\-@])(?<=;\s*)/g, "'") : cell,
    ),
  );
  return stringify(harmless, { escape_formulas: true, bom });
}
