import { stat } from "node:fs/promises";
import type { ConfigResult } from "../../config.ts";
import { startLine } from "../../setup/words/start-lines.ts";
import { bad, doubtful, good, type Row, type Wording } from "../row.ts";

export function settingsRows(
  read: ConfigResult,
  environment: Readonly<Record<string, string | undefined>>,
  { words, language }: Wording,
): Row[] {
  if (!read.ok) {
    const hint =
      read.missing.includes("REDIS_URL") && environment["REDIS_PASSWORD"] !== undefined
        ? words.insideDocker
        : words.runSetup;
    const found = words.settingsBad(read.problems.length);
    return [
      bad(words.settings, found, ...read.problems.map((line) => startLine(line, language)), hint),
    ];
  }
  return read.config.allowVolatileRedis
    ? [doubtful(words.settings, words.volatileAllowed, words.onlyForTrying)]
    : [good(words.settings, words.settingsGood)];
}

/** Anybody else's read or write. */
const othersMode = 0o077;

export async function fileRows(path: string, { words }: Wording): Promise<Row[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) return [good(words.file, words.fileNone)];
  const mode = found.mode & 0o777;
  // Windows knows no such modes.
  if (process.platform === "win32" || (mode & othersMode) === 0)
    return [good(words.file, words.filePrivate)];
  return [doubtful(words.file, words.fileOpen(mode.toString(8)), words.closeFile)];
}
