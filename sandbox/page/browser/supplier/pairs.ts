/** Lays the supplier's transactions and the bot's orders side by side. */

import type { OrderLook, TransactionLook } from "../../protocol.ts";

/** What is known of the two sides belonging together. */
type Link =
  /** The bot knows the transaction's ref. */
  | "known"
  /** They belong together, and the bot does not know it (yet). */
  | "missed"
  /** Only one side. */
  | "none";

export interface Pair {
  readonly key: string;
  readonly transaction: TransactionLook | undefined;
  readonly order: OrderLook | undefined;
  readonly link: Link;
  readonly atMs: number;
}

/** Longer than any request takes: what lies further apart is another order. */
const APART_MS = 20_000;

/** Newest first. */
export function pairsOf(
  transactions: readonly TransactionLook[],
  orders: readonly OrderLook[],
): readonly Pair[] {
  const byRef = new Map(
    orders.flatMap((order) => (order.ref === null ? [] : [[order.ref, order]])),
  );
  const free = new Set(orders.filter(({ ref }) => ref === null));
  const pairs: Pair[] = transactions.map((transaction) => {
    const known = byRef.get(transaction.refId);
    const order = known ?? [...free].find((one) => couldBe(one, transaction));
    if (order !== undefined) free.delete(order);
    const link = known !== undefined ? "known" : order === undefined ? "none" : "missed";
    return { key: transaction.refId, transaction, order, link, atMs: transaction.createdAtMs };
  });
  const alone = [...free].map((order): Pair => {
    return {
      key: order.id,
      transaction: undefined,
      order,
      link: "none",
      atMs: order.confirmedAtMs,
    };
  });
  return [...pairs, ...alone].toSorted((a, b) => b.atMs - a.atMs);
}

/** The truth, which the bot has to find out: this order's request made this transaction. */
function couldBe(order: OrderLook, transaction: TransactionLook): boolean {
  const { sentAtMs } = order;
  return (
    transaction.ours &&
    sentAtMs !== null &&
    order.code === transaction.code &&
    order.data.every((value, index) => value === "•••" || value === transaction.data[index]) &&
    Math.abs(transaction.createdAtMs - sentAtMs) < APART_MS
  );
}
