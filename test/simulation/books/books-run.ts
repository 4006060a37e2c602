import type { Redis } from "ioredis";
import { createBooks } from "../../../src/books/books.ts";
import type { Account } from "../../../src/books/ledger.ts";
import { createStatements } from "../../../src/books/statement.ts";
import { moneyScripts } from "../../../src/money/scripts.ts";
import { createOrderRedis } from "../../../src/orders/store/redis.ts";
import { orderScripts } from "../../../src/orders/store/scripts.ts";
import { accountKeys } from "../../../src/redis/keys.ts";
import { createBatch } from "./batch.ts";
import { createBooksModel } from "./books-model.ts";
import { createBooksShop, resellers, type BooksShop } from "./books-shop.ts";
import { dying } from "../redis/mortal.ts";
import { createRandom } from "../random.ts";

export interface RunReport {
  /** Scripts that were run. */
  operations: number;
  /** Those of them in which commands failed on purpose. */
  deaths: number;
  seconds: number;
  faults: readonly string[];
}

/** A shop is closed and forgotten after so many, which bounds what it takes of Redis and of this process. */
const shopOperations = 50_000;
const checkedEvery = 5_000;
const mostFaults = 20;
const keys = accountKeys("books");

/**
 * Orders, presses again, transfers by hand and changes of credit, drawn at random, by the Lua in a real Redis, which has to
 * answer each as the pure model does and to have the same sums in its accounts, now and then and at the end.
 */
export async function runBooks(
  redis: Redis,
  { operations, seed }: { operations: number; seed: number },
): Promise<RunReport> {
  const startedMs = performance.now();
  const faults: string[] = [];
  const note = (what: string) => void (faults.length < mostFaults && faults.push(what));
  const sources = new Map<string, string>();
  for (const [name, { source }] of [
    ...orderScripts.names.map((name) => [name, orderScripts.read(name)] as const),
    ...moneyScripts.names.map((name) => [name, moneyScripts.read(name)] as const),
  ])
    sources.set(name, source).set(`dying ${name}`, dying(source));
  const batch = await createBatch(redis, keys.prefix, sources, note);

  for (let shop = 0; batch.counts.scripts < operations && faults.length === 0; shop += 1) {
    await batch.clear();
    const random = createRandom(seed + shop);
    const model = createBooksModel(random.pick([null, 0, 50_000]));
    const until = Math.min(operations, batch.counts.scripts + shopOperations);
    const open = createBooksShop({ redis, keys, random, model, batch, note });
    let checkAt = batch.counts.scripts + checkedEvery;
    while (batch.counts.scripts < until) {
      await open.next();
      if (batch.isFull()) await batch.flush();
      if (batch.counts.scripts < checkAt) continue;
      await batch.flush();
      await compareSums(redis, open, note);
      checkAt = batch.counts.scripts + checkedEvery;
    }
    await batch.flush();
    await compareSums(redis, open, note);
    await compareAll(redis, open, note);
  }
  return {
    operations: batch.counts.scripts,
    deaths: batch.counts.deaths,
    seconds: (performance.now() - startedMs) / 1_000,
    faults,
  };
}

/** Every account, how long the journal is, and what each reseller was told since the last look, which is then taken off. */
async function compareSums(
  redis: Redis,
  { model, told }: BooksShop,
  note: (what: string) => void,
): Promise<void> {
  const lines = await redis.llen(keys.booksJournal);
  if (lines !== model.lines()) note(`the journal has ${lines} lines, not ${model.lines()}`);
  for (const [name, account] of model.ledger.accounts()) {
    const stored = await redis.hgetall(keys.booksAccount(name));
    const says: Account = {
      debits: Number(stored["debits"] ?? 0),
      credits: Number(stored["credits"] ?? 0),
      pendingDebits: Number(stored["pending-debits"] ?? 0),
      pendingCredits: Number(stored["pending-credits"] ?? 0),
    };
    if (JSON.stringify(says) !== JSON.stringify(account))
      note(`${name} says ${JSON.stringify(says)}, not ${JSON.stringify(account)}`);
  }
  const untold = await redis.hkeys(keys.booksUntold);
  if (untold.length > 0) note(`untold of ${untold.join()}`);
  for (const resellerId of resellers) {
    const owed = await redis.llen(keys.outbox(resellerId));
    const wanted = told.get(resellerId) ?? 0;
    if (owed !== wanted) note(`${resellerId} is told of ${owed} transfers, not of ${wanted}`);
    await redis.del(keys.outbox(resellerId));
  }
  told.clear();
}

/** The whole journal recounted, and two purses' statements line by line. */
async function compareAll(
  redis: Redis,
  { model }: BooksShop,
  note: (what: string) => void,
): Promise<void> {
  const reading = createOrderRedis(redis, keys.prefix);
  const audit = await createBooks({ redis: reading, keys }).audit();
  for (const fault of audit.faults) note(`the books: ${JSON.stringify(fault)}`);
  if (audit.lines !== model.lines()) note(`${audit.lines} lines, not ${model.lines()}`);
  const pending = [audit.pending, model.ledger.pending()].map((one) =>
    [...one.keys()].toSorted().join(),
  );
  if (pending[0] !== pending[1]) note(`pending are ${pending[0]}, not ${pending[1]}`);
  const statements = createStatements({ redis: reading, keys });
  for (const resellerId of resellers.slice(0, 2)) {
    let balance = 0;
    for await (const line of statements.all(resellerId)) {
      balance += line.rupiah;
      if (line.balanceRupiah !== balance)
        note(
          `${resellerId}'s statement says ${line.balanceRupiah} after ${line.id}, not ${balance}`,
        );
    }
    const { credits = 0, debits = 0 } = model.ledger.accounts().get(`purse:${resellerId}`) ?? {};
    if (balance !== credits - debits) note(`${resellerId}'s statement comes to ${balance}`);
  }
}
