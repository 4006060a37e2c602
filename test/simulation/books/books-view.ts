import type { AccountKeys } from "../../../src/redis/keys.ts";
import type { Keyspace } from "../redis/keyspace.ts";

/** The money as it stands in the simulated Redis, read past every fault. */
export interface BooksView {
  /** Every line, as it stands there. */
  journal(): string[];
  transfer(id: string): Record<string, string>;
  account(name: string): Record<string, string>;
  ticket(id: string): Record<string, string>;
  payment(id: string): Record<string, string>;
  /** Payments that an operator has to assign. */
  waiting(): string[];
}

export function createBooksView(db: Keyspace, keys: AccountKeys): BooksView {
  return {
    journal: () => db.lrange(keys.booksJournal, 0, -1),
    transfer: (id) => db.hgetall(keys.booksTransfer(id)),
    account: (name) => db.hgetall(keys.booksAccount(name)),
    ticket: (id) => db.hgetall(`${keys.prefix}ticket:${id}`),
    payment: (id) => db.hgetall(`${keys.prefix}payment:${id}`),
    waiting: () => db.zrange(`${keys.prefix}payments:waiting`, 0, -1).map(([member]) => member),
  };
}
