import type { OrderId } from "../../src/orders/state/order.ts";
import type { MoveOutcome } from "../../src/money/transfers.ts";
import type { Transaction } from "../../src/osimesa/schema.ts";

/** A transaction as the upstream has it, with what only the truth knows. */
export interface TrueTransaction {
  ref: string;
  /** The order whose request made it; null: somebody else's. */
  orderId: OrderId | null;
  serviceCode: string;
  data: readonly string[];
  priceRupiah: number;
  /** Simulated time, and what the upstream's own clock says. */
  createdMs: number;
  shownCreatedS: number;
  /** From when on the upstream no longer shows it: it refused it after all, and gave the money back. */
  goneFromMs?: number;
  /** From when on it shows it again. */
  backFromMs?: number;
  /** How its status word goes on: from each time, that word. */
  course: readonly Stage[];
}

export interface Stage {
  fromMs: number;
  word: string;
  voucher: string;
  /** Default: the transaction's. */
  priceRupiah?: number;
}

/** Money that an operator means to move once. Two of one id are of operators who meant different things. */
export interface TrueMove {
  id: string;
  operatorId: number;
  rupiah: number;
  why: string;
  /** null: a correction of the other's purse. */
  fromId: number | null;
  toId: number;
  answers: MoveOutcome[];
}

/** Money that really came in. */
export interface TruePayment {
  id: string;
  rupiah: number;
  /** Whose it is. */
  resellerId: number;
  ticketId: string;
}

/** What really happened, for judging only: the engine never sees it. */
export interface Truth {
  transactions: TrueTransaction[];
  /** When a request for an order left the process, simulated time. */
  requests: Map<OrderId, number[]>;
  /** When "not now" was answered to one, simulated time. */
  notNows: Map<OrderId, number[]>;
  moves: TrueMove[];
  payments: TruePayment[];
}

export function createTruth(): Truth {
  return { transactions: [], requests: new Map(), notNows: new Map(), moves: [], payments: [] };
}

/** The transaction as the upstream shows it at `atMs`; null before it exists, and once it is gone. */
export function shownAt(transaction: TrueTransaction, atMs: number): Transaction | null {
  if (transaction.createdMs > atMs || isGoneAt(transaction, atMs)) return null;
  const stage = transaction.course.findLast((one) => one.fromMs <= atMs) ?? transaction.course[0];
  return {
    ref: transaction.ref,
    productCode: transaction.serviceCode,
    productName: transaction.serviceCode,
    data: [...transaction.data],
    priceRupiah: stage?.priceRupiah ?? transaction.priceRupiah,
    statusWord: stage?.word ?? "waiting",
    note: "",
    voucher: stage?.voucher ?? "",
    createdAtS: transaction.shownCreatedS,
    updatedAtS: transaction.shownCreatedS,
  };
}

/** Whether the upstream has taken it back by then, and does not show it again yet. */
export function isGoneAt({ goneFromMs, backFromMs }: TrueTransaction, atMs: number): boolean {
  return (goneFromMs ?? Infinity) <= atMs && atMs < (backFromMs ?? Infinity);
}

/** The newest `size` transactions there were at `atMs`, newest first. */
export function pageAt(truth: Truth, atMs: number, size: number): Transaction[] {
  return truth.transactions
    .filter((transaction) => shownAt(transaction, atMs) !== null)
    .toSorted((a, b) => b.createdMs - a.createdMs)
    .slice(0, size)
    .flatMap((transaction) => shownAt(transaction, atMs) ?? []);
}
