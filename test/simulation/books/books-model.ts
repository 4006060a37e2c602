import type { Transfer } from "../../../src/books/journal.ts";
import { balanceOf, createLedger } from "../../../src/books/ledger.ts";

/** What the books of a shop must say, by the pure ledger and what little more there is to credit. No Redis. */
export interface BooksModel {
  ledger: ReturnType<typeof createLedger>;
  /** Of the journal. */
  lines(): number;
  /** How much a purse has too little for a price; 0: nothing. */
  missing(resellerId: number, priceRupiah: number): number;
  hold(order: ModelOrder): void;
  /** The price is taken or given back; `chargedRupiah`: by the supplier, of one that succeeded. */
  end(order: ModelOrder, chargedRupiah: number | null): void;
  make(transfer: Transfer): void;
  /** null: any sum. */
  credit(resellerId: number): number | null;
  setCredit(resellerId: number, rupiah: number | null | "usual"): void;
}

export interface ModelOrder {
  id: string;
  resellerId: number;
  priceRupiah: number;
}

export function createBooksModel(usualCreditRupiah: number | null): BooksModel {
  const ledger = createLedger();
  const credits = new Map<number, number | null>();
  let lines = 0;

  function follow(line: Parameters<typeof ledger.follow>[0]): void {
    const fault = ledger.follow(line);
    if (fault !== null) throw new Error(`the model itself is wrong: ${fault} ${line.id}`);
    lines += 1;
  }
  const begin = (phase: "pending" | "posted", transfer: Transfer) =>
    follow({ phase, id: transfer.id, atMs: 0, transfer });
  const creditOf = (resellerId: number) => credits.get(resellerId) ?? null;

  return {
    ledger,
    lines: () => lines,
    credit: (resellerId) => (credits.has(resellerId) ? creditOf(resellerId) : usualCreditRupiah),
    setCredit(resellerId, rupiah) {
      if (rupiah === "usual") credits.delete(resellerId);
      else credits.set(resellerId, rupiah);
    },
    missing(resellerId, priceRupiah) {
      const credit = this.credit(resellerId);
      const purse = ledger.accounts().get(`purse:${resellerId}`);
      const free = purse === undefined ? 0 : balanceOf(purse) - purse.pendingDebits;
      return credit === null ? 0 : Math.max(0, priceRupiah - credit - free);
    },
    hold: ({ id, resellerId, priceRupiah }) =>
      begin("pending", {
        ...nobodys,
        id: `order:${id}`,
        debit: `purse:${resellerId}`,
        credit: "sales",
        rupiah: priceRupiah,
        kind: "order",
        of: id,
      }),
    end({ id }, chargedRupiah) {
      const phase = chargedRupiah === null ? "voided" : "posted";
      follow({ phase, id: `order:${id}`, atMs: 0, transfer: null });
      if (chargedRupiah === null) return;
      const cost = { id: `cost:${id}`, debit: "cost", credit: "supplier", of: id } as const;
      begin("posted", { ...nobodys, ...cost, rupiah: chargedRupiah, kind: "cost" });
    },
    make: (transfer) => begin("posted", transfer),
  };
}

const nobodys = { by: "", why: "" };
