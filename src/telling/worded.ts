import type { Log } from "../log.ts";

/** null: an error in the words, of this very data. */
export function worded<T>(log: Log, words: () => T): T | null {
  try {
    return words();
  } catch (error) {
    log.error({ err: error }, "no words for what is owed");
    return null;
  }
}
