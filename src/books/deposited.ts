import type { AccountKeys } from "../redis/keys.ts";
import { readLine } from "./journal.ts";
import type { BooksRedis } from "./redis.ts";

/** Deposits credited between two times, the end left out. Whole rupiah. */
export interface Deposited {
  between(fromMs: number, toMs: number): Promise<{ count: number; rupiah: number }>;
}

const linesASlice = 1_000;
/** A million lines: more than any day has. */
const mostSlices = 1_000;

/** Reads the journal from its end, as far back as it has to. */
export function createDeposited({
  redis,
  keys,
}: {
  redis: Pick<BooksRedis, "list">;
  keys: AccountKeys;
}): Deposited {
  return {
    async between(fromMs, toMs) {
      // What is appended meanwhile pushes lines into the next slice: each counts once.
      const found = new Map<string, number>();
      for (let slice = 0; slice < mostSlices; slice += 1) {
        const last = -1 - slice * linesASlice;
        const texts = await redis.list(keys.booksJournal, last - linesASlice + 1, last);
        const lines = texts.map(readLine);
        for (const line of lines)
          if (line?.transfer?.kind === "deposit" && line.atMs >= fromMs && line.atMs < toMs)
            found.set(line.id, line.transfer.rupiah);
        if (texts.length < linesASlice || (lines[0]?.atMs ?? Infinity) < fromMs) break;
      }
      return { count: found.size, rupiah: [...found.values()].reduce((sum, one) => sum + one, 0) };
    },
  };
}
