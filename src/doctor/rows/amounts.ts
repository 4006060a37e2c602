import { doubtful, good, type Row, type Wording } from "../row.ts";
import { decimal } from "../../words/money.ts";
import { wordsIn } from "../../words/dictionary.ts";

/** A page of transactions is matched by the second, and NTP is far better than this. */
const clockOffMs = 5_000;

/** `offsetMs`: how far that clock is ahead of this machine's. */
export function clockRow(of: string, offsetMs: number, { words, language }: Wording): Row {
  const seconds = decimal(Math.abs(offsetMs) / 1_000, wordsIn(language).locale);
  const found = words.clockFound(seconds);
  return Math.abs(offsetMs) > clockOffMs
    ? doubtful(words.clock(of), found, words.setClock)
    : good(words.clock(of), found);
}

const units = ["kB", "MB", "GB", "TB"];

export function bytesText(bytes: number): string {
  let amount = bytes / 1_000;
  let unit = 0;
  while (amount >= 1_000 && unit < units.length - 1) {
    amount /= 1_000;
    unit += 1;
  }
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}
