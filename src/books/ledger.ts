import type { Line, Transfer } from "./journal.ts";

/**
 * What follows from the journal: double entry in whole rupiah, so that all balances add up to nothing. Pure: the model
 * that the scripts are compared with, and the recount that the books are audited by.
 */
export interface Ledger {
  /** The journal's next line. Answers what is wrong with it; null: nothing, and it is in the accounts. */
  follow(line: Line): Fault | null;
  accounts(): ReadonlyMap<string, Account>;
  /** Transfers that are neither posted nor voided yet, by id. */
  pending(): ReadonlyMap<string, Transfer>;
}

type Fault =
  /** It begins a transfer that is pending already. */
  | "begun-twice"
  /** It ends one that is not pending. */
  | "not-pending";

/** Sums of one account. What it is owed is `balanceOf`. */
export interface Account {
  debits: number;
  credits: number;
  pendingDebits: number;
  pendingCredits: number;
}

/** What the account has: of a purse, the reseller's money. */
export const balanceOf = ({ debits, credits }: Account): number => credits - debits;

export function createLedger(): Ledger {
  const accounts = new Map<string, Account>();
  const pending = new Map<string, Transfer>();

  function account(name: string): Account {
    const found = accounts.get(name) ?? {
      debits: 0,
      credits: 0,
      pendingDebits: 0,
      pendingCredits: 0,
    };
    accounts.set(name, found);
    return found;
  }

  function post({ debit, credit, rupiah }: Transfer): void {
    account(debit).debits += rupiah;
    account(credit).credits += rupiah;
  }

  function hold({ debit, credit, rupiah }: Transfer, times: 1 | -1): void {
    account(debit).pendingDebits += times * rupiah;
    account(credit).pendingCredits += times * rupiah;
  }

  return {
    follow({ phase, id, transfer }) {
      const held = pending.get(id);
      if (transfer !== null) {
        if (held !== undefined) return "begun-twice";
        if (phase === "posted") {
          post(transfer);
          return null;
        }
        hold(transfer, 1);
        pending.set(id, transfer);
        return null;
      }
      if (held === undefined) return "not-pending";
      hold(held, -1);
      if (phase === "posted") post(held);
      pending.delete(id);
      return null;
    },
    accounts: () => accounts,
    pending: () => pending,
  };
}
