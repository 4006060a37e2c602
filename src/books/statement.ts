import { z } from "zod";
import { jakartaDay } from "../jakarta.ts";
import { pageStart } from "../page.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { transferKinds, type TransferKind } from "./journal.ts";
import type { BooksRedis } from "./redis.ts";

/** What moved a purse, in the journal's order, and what was in it after each. Whole rupiah. Any method may reject. */
export interface Statements {
  /** The latest, newest first. */
  latest(resellerId: number, count: number): Promise<StatementLine[]>;
  /** One of the days on which anything moved. `page`: 0 is the newest of them. */
  day(resellerId: number, page: number): Promise<StatementDay>;
  /** What moved on the days from one to before another, in sums. */
  period(resellerId: number, days: { fromDay: number; toDay: number }): Promise<StatementPeriod>;
  /** All of it, oldest first. */
  all(resellerId: number): AsyncIterable<StatementLine>;
}

export interface StatementLine {
  /** Of the transfer. */
  id: string;
  atMs: number;
  /** Below 0: it left the purse. */
  rupiah: number;
  /** After it. */
  balanceRupiah: number;
  kind: TransferKind;
  /** The order or ticket it is of; may be empty. */
  of: string;
  /** Of one made by hand: why. */
  why: string;
}

export interface StatementDay {
  /** Counted from 1 January 1970 in Jakarta; null: nothing ever moved. */
  day: number | null;
  page: number;
  pages: number;
  /** Newest first, the latest `mostLines` of them. */
  lines: readonly StatementLine[];
  /** How many the day has. */
  count: number;
}

export interface StatementPeriod {
  beforeRupiah: number;
  afterRupiah: number;
  orders: Sum;
  deposits: Sum;
  /** Corrections, transfers between purses, refunds. */
  others: Sum;
}

/** Of entries, as they moved the purse. */
interface Sum {
  count: number;
  rupiah: number;
}

/** Shown of one day; all of them stand in the file. */
const mostLines = 25;
const mostOfADay = 10_000;
const slice = 200;

export function createStatements({
  redis,
  keys,
}: {
  redis: Pick<BooksRedis, "hash" | "size" | "ranked" | "scored">;
  keys: AccountKeys;
}): Statements {
  const purseOf = (resellerId: number) => `purse:${resellerId}`;

  async function lineOf(purse: string, member: string): Promise<StatementLine | null> {
    const [id = "", balance] = member.split("\t");
    const stored = storedTransfer.safeParse(await redis.hash(keys.booksTransfer(id)));
    if (!stored.success) return null;
    const { credit, rupiah, at, ended, ...rest } = stored.data;
    const came = credit === purse;
    return {
      ...rest,
      id,
      atMs: ended ?? at,
      rupiah: came ? rupiah : -rupiah,
      balanceRupiah: Number(balance),
    };
  }

  async function linesOf(purse: string, members: readonly string[]): Promise<StatementLine[]> {
    const lines = await Promise.all(members.map((member) => lineOf(purse, member)));
    return lines.filter((line) => line !== null);
  }

  async function* all(resellerId: number): AsyncGenerator<StatementLine> {
    const purse = purseOf(resellerId);
    for (let first = 0; ; first += slice) {
      const members = await redis.ranked(keys.booksStatement(purse), first, first + slice - 1);
      yield* await linesOf(
        purse,
        members.map(({ member }) => member),
      );
      if (members.length < slice) return;
    }
  }

  return {
    async latest(resellerId, count) {
      const purse = purseOf(resellerId);
      const newest = await redis.ranked(keys.booksStatement(purse), 0, count - 1, {
        newestFirst: true,
      });
      return linesOf(
        purse,
        newest.map(({ member }) => member),
      );
    },

    async day(resellerId, wanted) {
      const purse = purseOf(resellerId);
      const days = keys.booksDays(purse);
      const { page, pages } = pageStart(await redis.size(days), { page: wanted, size: 1 });
      const around = await redis.ranked(days, Math.max(0, page - 1), page, { newestFirst: true });
      const first = around.at(-1);
      if (first === undefined) return { day: null, page, pages, lines: [], count: 0 };
      const next = page === 0 ? undefined : around[0];
      const last = next === undefined ? Infinity : next.score - 1;
      const members = await redis.scored(keys.booksStatement(purse), first.score, last, mostOfADay);
      const shown = members.slice(-mostLines).toReversed();
      return {
        day: Number(first.member),
        page,
        pages,
        lines: await linesOf(purse, shown),
        count: members.length,
      };
    },

    async period(resellerId, { fromDay, toDay }) {
      const period = { orders: nothing(), deposits: nothing(), others: nothing() };
      let beforeRupiah = 0;
      let afterRupiah = 0;
      for await (const { kind, rupiah, atMs, balanceRupiah } of all(resellerId)) {
        const day = jakartaDay(atMs);
        if (day >= toDay) break;
        afterRupiah = balanceRupiah;
        if (day < fromDay) {
          beforeRupiah = balanceRupiah;
          continue;
        }
        const sum =
          kind === "order" ? period.orders : kind === "deposit" ? period.deposits : period.others;
        sum.count += 1;
        sum.rupiah += rupiah;
      }
      return { ...period, beforeRupiah, afterRupiah };
    },

    all,
  };
}

const nothing = (): Sum => ({ count: 0, rupiah: 0 });

const storedTransfer = z.object({
  credit: z.string(),
  rupiah: z.coerce.number().int(),
  kind: z.enum(transferKinds),
  of: z.string(),
  why: z.string(),
  at: z.coerce.number(),
  ended: z.coerce.number().optional(),
});
