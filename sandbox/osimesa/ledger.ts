/**
 * The account: its balance and its transactions, each living its life. This is the truth; what the
 * answers show of it is decided elsewhere.
 */

import { createHash } from "node:crypto";
import type { Clock } from "./clock.ts";
import { plausibleVoucher, type AcceptedOrder, type Life, type OutcomePolicy } from "./outcome.ts";
import type { Refusal } from "./shop.ts";
import {
  chargedRupiah,
  DEFAULT_STATUS_WORDS,
  isFinal,
  latestView,
  withView,
  type Phase,
  type StatusWords,
  type Transaction,
} from "./transaction.ts";

export interface LedgerOptions {
  readonly clock: Clock;
  readonly life: Life;
  readonly policy: OutcomePolicy;
  readonly balanceRupiah: number;
  readonly pace: () => Pace;
  readonly changed: (transaction: Transaction) => void;
  readonly balanceChanged: (balanceRupiah: number) => void;
}

/** One order at a time: sooner than `gapMs` after the last one made, the next is refused. */
export interface Pace {
  /** 0: no limit. */
  readonly gapMs: number;
  /** Seconds in the refusal: of the whole gap, of what is left of it, or none. Default: the gap. */
  readonly says?: "gap" | "left" | "nothing";
}

/** What a move shows; what is left out stays as it was, or gets a plausible text. */
interface Shown {
  readonly voucher?: string | undefined;
  readonly note?: string | undefined;
  /** Instead of the word for the phase. */
  readonly status?: string;
  readonly priceRupiah?: number;
}

/** Old final transactions are forgotten beyond this many. */
const MAX_TRANSACTIONS = 50_000;

export type Ledger = ReturnType<typeof createLedger>;

export function createLedger({ clock, changed, balanceChanged, ...options }: LedgerOptions) {
  const transactions = new Map<string, Transaction>();
  /** Refs in the order of their making, so that a page needs only the tail. */
  let newestLast: string[] = [];
  const timers = new Map<string, () => void>();
  let { life, policy, balanceRupiah } = options;
  let lastMadeAtMs = -Infinity;
  let words: StatusWords = DEFAULT_STATUS_WORDS;
  let sequence = 0;

  function get(refId: string): Transaction {
    const found = transactions.get(refId);
    if (found === undefined) throw new Error(`no transaction ${refId}`);
    return found;
  }

  function save(next: Transaction): void {
    transactions.set(next.refId, next);
    changed(next);
  }

  function pay(rupiah: number): void {
    balanceRupiah += rupiah;
    balanceChanged(balanceRupiah);
  }

  /** Moves to a phase and settles the money: what is failed or deleted costs nothing, any other its price. */
  function move(refId: string, phase: Phase, shown: Shown = {}): void {
    calm(refId);
    const before = get(refId);
    const { note, voucher } = latestView(before);
    const refunded = phase === "failed" || phase === "deleted";
    const after = withView(before, {
      atMs: clock.now(),
      phase,
      status: shown.status ?? (phase === "deleted" ? "" : words[phase]),
      note: shown.note ?? note,
      voucher: shown.voucher ?? (refunded ? "" : voucher),
      ...(shown.priceRupiah === undefined ? {} : { priceRupiah: shown.priceRupiah }),
    });
    const backRupiah = chargedRupiah(before) - chargedRupiah(after);
    if (backRupiah !== 0) pay(backRupiah);
    save({ ...after, refunded, hung: false });
  }

  function calm(refId: string): void {
    timers.get(refId)?.();
    timers.delete(refId);
  }

  /** Plans the next step of a transaction's life from where it is. */
  function live(refId: string): void {
    const living = get(refId);
    const latest = latestView(living);
    const delayMs = latest.phase === "waiting" ? life.waitingMs : life.processMs;
    if (living.hung || delayMs === null || isFinal(latest)) return;
    timers.set(
      refId,
      clock.after(delayMs, () => {
        if (latest.phase === "process") return finish(refId);
        move(refId, "process", { note: "Transaksi sedang diproses." });
        live(refId);
      }),
    );
  }

  function finish(refId: string): void {
    const { planned } = get(refId);
    if (planned.kind === "hang") save({ ...get(refId), hung: true });
    else if (planned.kind === "fail") fail(refId, planned.note);
    else if (planned.kind === "give-back") giveBack(refId, planned.row);
    else complete(refId, planned.kind === "succeed" ? planned : {});
  }

  function complete(refId: string, shown: Shown = {}): void {
    const voucher = shown.voucher ?? plausibleVoucher(get(refId).product.slug, refId);
    move(refId, "success", { voucher, note: shown.note ?? "Transaksi berhasil." });
  }

  function fail(refId: string, note = "Transaksi gagal, saldo dikembalikan."): void {
    move(refId, "failed", { note });
  }

  /** Refused by its own supplier: the money is back. Kept, its row is an `error` of price 0. */
  function giveBack(refId: string, row: "deleted" | "kept"): void {
    if (row === "deleted") move(refId, "deleted");
    else move(refId, "failed", { status: "error", note: "", priceRupiah: 0 });
  }

  /** Undefined when the last order is long enough ago. */
  function tooSoon(): Refusal | undefined {
    const pace = options.pace();
    const leftMs = lastMadeAtMs + pace.gapMs - clock.now();
    return leftMs > 0 ? { code: 200, message: paceWords(pace, leftMs) } : undefined;
  }

  function forgetOldest(): void {
    if (transactions.size <= MAX_TRANSACTIONS) return;
    for (const [refId, old] of transactions) {
      if (!isFinal(latestView(old))) continue;
      transactions.delete(refId);
      newestLast = newestLast.filter((one) => one !== refId);
      return;
    }
    throw new Error(`more than ${MAX_TRANSACTIONS} open transactions`);
  }

  return {
    /** Debits and makes a transaction, or refuses; `requestId` null: someone else on the account. */
    order(accepted: AcceptedOrder, requestId: number | null): Transaction | Refusal {
      const planned = policy(accepted);
      if (planned.kind === "refuse") return { code: 400, message: planned.message };
      const priceRupiah = accepted.service.price.current;
      if (balanceRupiah < priceRupiah) return { code: 400, message: "Saldo tidak mencukupi." };
      const refused = tooSoon();
      if (refused !== undefined) return refused;
      sequence += 1;
      const refId = refIdOf(sequence, clock.now());
      const { code, name, category } = accepted.service;
      const atMs = clock.now();
      const made: Transaction = {
        refId,
        product: { code, slug: category.slug, service: name },
        data: [...accepted.data],
        priceRupiah,
        createdAtMs: atMs,
        views: [{ atMs, phase: "waiting", status: words.waiting, note: "", voucher: "" }],
        planned,
        hung: false,
        refunded: false,
        requestId,
      };
      lastMadeAtMs = atMs;
      pay(-priceRupiah);
      newestLast.push(refId);
      save(made);
      forgetOldest();
      live(refId);
      return made;
    },
    find: (refId: string) => transactions.get(refId),
    /** Oldest first. */
    all: (): readonly Transaction[] => [...transactions.values()],
    /** Newest first, at most `limit`, of those that `visible` lets through. */
    newest(limit: number, visible: (one: Transaction) => boolean): readonly Transaction[] {
      const found: Transaction[] = [];
      for (let index = newestLast.length - 1; index >= 0 && found.length < limit; index -= 1) {
        const one = transactions.get(newestLast[index] ?? "");
        if (one !== undefined && visible(one)) found.push(one);
      }
      return found;
    },
    complete,
    fail,
    giveBack,
    /** Done in part: only `keptRupiah` of its price is kept. */
    completePartly(refId: string, keptRupiah: number): void {
      move(refId, "success", { status: "partial", priceRupiah: keptRupiah });
    },
    /** Goes to process now and stays there. */
    hang(refId: string): void {
      move(refId, "process");
      save({ ...get(refId), hung: true });
    },
    /** Shows any word, known or not, without moving money or ending the life. */
    setStatusWord(refId: string, status: string): void {
      const before = get(refId);
      save(withView(before, { ...latestView(before), atMs: clock.now(), status }));
    },
    setStatusWords(next: Partial<StatusWords>): void {
      words = { ...words, ...next };
    },
    setLife(next: Life): void {
      life = next;
    },
    setPolicy(next: OutcomePolicy): void {
      policy = next;
    },
    balanceRupiah: () => balanceRupiah,
    setBalance(rupiah: number): void {
      pay(rupiah - balanceRupiah);
    },
    snapshot: () => ({ balanceRupiah, sequence, transactions: [...transactions.values()] }),
    restore(saved: {
      balanceRupiah: number;
      sequence: number;
      transactions: readonly Transaction[];
    }): void {
      for (const cancel of timers.values()) cancel();
      timers.clear();
      transactions.clear();
      ({ sequence } = saved);
      newestLast = saved.transactions.map((one) => one.refId);
      for (const one of saved.transactions) transactions.set(one.refId, one);
      pay(saved.balanceRupiah - balanceRupiah);
      for (const refId of newestLast) live(refId);
    },
    close(): void {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}

/** The family's text, letter for letter. */
function paceWords({ gapMs, says = "gap" }: Pace, leftMs: number): string {
  if (says === "nothing") return "Transaksi dibatasi, coba lagi nanti.";
  const seconds = Math.ceil((says === "gap" ? gapMs : leftMs) / 1000);
  return `Transaksi dibatasi, coba lagi dalam ${seconds} detik.`;
}

/** Short, and without a visible order, as real references are. */
function refIdOf(sequence: number, nowMs: number): string {
  return createHash("sha256")
    .update(`${nowMs}:${sequence}`)
    .digest("hex")
    .slice(0, 10)
    .toUpperCase();
}
