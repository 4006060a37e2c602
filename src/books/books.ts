import { z } from "zod";
import type { AccountKeys } from "../redis/keys.ts";
import { phases, readLine, type Phase, type Transfer } from "./journal.ts";
import { balanceOf, createLedger, type Account } from "./ledger.ts";
import type { BooksRedis } from "./redis.ts";

/** The books as they stand in Redis. Any method may reject: that means "unknown, read again". */
export interface Books {
  /** What became of a transfer, and when it was begun; null: there is none. */
  transfer(id: string): Promise<{ phase: Phase; atMs: number } | null>;
  /** Recounts the whole journal and compares. Takes as long as the shop has traded; holds up nobody. */
  audit(): Promise<Audit>;
}

export interface Audit {
  /** Of the journal. */
  lines: number;
  accounts: number;
  /** Of all accounts together; anything but 0 is wrong. */
  sumRupiah: number;
  /** Transfers that are neither posted nor voided, by id. */
  pending: ReadonlyMap<string, Transfer>;
  salesRupiah: number;
  costRupiah: number;
  /** What came in as deposits. */
  depositsRupiah: number;
  /** What resellers have with the operator, and what they owe. */
  purses: { haveRupiah: number; oweRupiah: number };
  faults: readonly AuditFault[];
}

type AuditFault =
  /** A line that cannot be read, or that cannot follow on those before it. `line`: from 1. */
  | { kind: "line"; line: number }
  /** An account says something else than its lines. */
  | { kind: "account"; name: string; saysRupiah: number; isRupiah: number }
  | { kind: "sum" };

/** Reading so many takes a millisecond or two, and everybody else's turn comes after each. */
const linesASlice = 1_000;
const maxFaults = 20;

export function createBooks({
  redis,
  keys,
}: {
  redis: Pick<BooksRedis, "hash" | "list">;
  keys: AccountKeys;
}): Books {
  return {
    async transfer(id) {
      return storedTransfer.safeParse(await redis.hash(keys.booksTransfer(id))).data ?? null;
    },

    async audit() {
      const ledger = createLedger();
      const faults: AuditFault[] = [];
      const note = (fault: AuditFault) => {
        if (faults.length < maxFaults) faults.push(fault);
      };
      let lines = 0;
      for (;;) {
        const slice = await redis.list(keys.booksJournal, lines, lines + linesASlice - 1);
        for (const text of slice) {
          lines += 1;
          const line = readLine(text);
          if (line === null || ledger.follow(line) !== null) note({ kind: "line", line: lines });
        }
        if (slice.length < linesASlice) break;
      }
      // What the accounts say is read after: those that were written to meanwhile are read with their lines.
      return { lines, ...(await compared(ledger, lines, note)), faults };
    },
  };

  async function compared(
    ledger: ReturnType<typeof createLedger>,
    lines: number,
    note: (fault: AuditFault) => void,
  ): Promise<Omit<Audit, "lines" | "faults">> {
    const purses = { haveRupiah: 0, oweRupiah: 0 };
    let depositsRupiah = 0;
    let sumRupiah = 0;
    for (const [name, recounted] of ledger.accounts()) {
      const isRupiah = balanceOf(recounted);
      sumRupiah += isRupiah;
      if (name.startsWith("purse:")) {
        if (isRupiah > 0) purses.haveRupiah += isRupiah;
        else purses.oweRupiah -= isRupiah;
      }
      if (name.startsWith("cash:")) depositsRupiah -= isRupiah;
      const hash = await redis.hash(keys.booksAccount(name));
      const stored = storedAccount.parse(hash);
      const isLater = Number(hash["line"]) > lines;
      if (!isLater && !equal(stored, recounted))
        note({ kind: "account", name, saysRupiah: balanceOf(stored), isRupiah });
    }
    if (sumRupiah !== 0) note({ kind: "sum" });
    const of = (name: string) => ledger.accounts().get(name) ?? storedAccount.parse({});
    return {
      accounts: ledger.accounts().size,
      sumRupiah,
      pending: ledger.pending(),
      salesRupiah: balanceOf(of("sales")),
      costRupiah: 0 - balanceOf(of("cost")),
      depositsRupiah,
      purses,
    };
  }
}

const sum = z.coerce.number().int().default(0);
const storedAccount = z
  .object({ debits: sum, credits: sum, "pending-debits": sum, "pending-credits": sum })
  .transform((stored): Account => ({
    debits: stored.debits,
    credits: stored.credits,
    pendingDebits: stored["pending-debits"],
    pendingCredits: stored["pending-credits"],
  }));

const storedTransfer = z
  .object({ phase: z.enum(phases), at: z.coerce.number() })
  .transform(({ phase, at }) => ({ phase, atMs: at }));

const equal = (a: Account, b: Account) =>
  a.debits === b.debits &&
  a.credits === b.credits &&
  a.pendingDebits === b.pendingDebits &&
  a.pendingCredits === b.pendingCredits;
