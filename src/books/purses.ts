import { z } from "zod";
import type { AccountKeys } from "../redis/keys.ts";
import type { BooksRedis } from "./redis.ts";

/** What resellers have with the operator, in whole rupiah, and what they may order for. Any method may reject. */
export interface Purses {
  read(resellerId: number): Promise<Purse>;
}

export interface Purse {
  /** Below 0: what the reseller owes. */
  balanceRupiah: number;
  /** Of orders that may still succeed; in the balance as long as they may. */
  heldRupiah: number;
  /** How much more than they have they may order for; null: any sum. */
  creditRupiah: number | null;
}

/** What can be ordered for now; null: any sum. */
export const leftIn = ({ balanceRupiah, heldRupiah, creditRupiah }: Purse): number | null =>
  creditRupiah === null ? null : balanceRupiah - heldRupiah + creditRupiah;

/** How much is missing for something of this price. */
export function missingFor(purse: Purse, priceRupiah: number): number {
  const left = leftIn(purse);
  return left === null ? 0 : Math.max(0, priceRupiah - left);
}

export function createPurses({
  redis,
  keys,
  usualCreditRupiah = () => null,
}: {
  redis: Pick<BooksRedis, "hashField" | "hashFields">;
  keys: AccountKeys;
  /** Of who has none of their own; null (default): any sum. */
  usualCreditRupiah?: (resellerId: number) => number | null;
}): Purses {
  return {
    async read(resellerId) {
      const [sums, credit] = await Promise.all([
        redis.hashFields(keys.booksAccount(`purse:${resellerId}`), sumFields),
        redis.hashField(keys.credits, String(resellerId)),
      ]);
      const [credits, debits, heldRupiah] = storedSums.parse(sums);
      return {
        balanceRupiah: credits - debits,
        heldRupiah,
        creditRupiah: credit === null ? usualCreditRupiah(resellerId) : storedCredit.parse(credit),
      };
    },
  };
}

const sumFields = ["credits", "debits", "pending-debits"] as const;
const sum = z.coerce.number().int();
const storedSums = z.tuple([sum, sum, sum]);
const storedCredit = z.union([
  z.literal("none").transform(() => null),
  z.coerce.number().int().nonnegative(),
]);
