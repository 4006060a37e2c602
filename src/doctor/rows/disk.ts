import { statfs } from "node:fs/promises";
import { bad, doubtful, good, type Row, type Wording } from "../row.ts";
import { bytesText } from "./amounts.ts";

const lowBytes = 1_000_000_000;
const fullBytes = 100_000_000;

/** Nothing where this process may not look. */
export async function diskRow(folder: string, of: string, { words }: Wording): Promise<Row[]> {
  const found = await statfs(folder).catch(() => null);
  if (found === null) return [];
  const freeBytes = found.bavail * found.bsize;
  const [what, free] = [words.disk(of), words.diskFound(bytesText(freeBytes))];
  if (freeBytes < fullBytes) return [bad(what, free, words.freeDisk)];
  return [freeBytes < lowBytes ? doubtful(what, free, words.freeDisk) : good(what, free)];
}
