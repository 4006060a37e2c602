/**
 * The journal followed line by line, by code of the judge's own: neither the ledger of `src/books/` nor the scripts had a
 * part in it.
 */
export interface Replay {
  /** Each transfer as its first line has it. */
  begun: ReadonlyMap<string, Begun>;
  /** Pending by the end, and since when. */
  held: ReadonlyMap<string, number>;
  balances: ReadonlyMap<string, number>;
  faults: readonly string[];
}

export interface Begun {
  id: string;
  atMs: number;
  debit: string;
  credit: string;
  rupiah: number;
  kind: string;
  /** The order or ticket it is of. */
  of: string;
  by: string;
  why: string;
}

/** `creditRupiah`: of every purse; null: any. */
export function replay(journal: readonly string[], creditRupiah: number | null): Replay {
  const begun = new Map<string, Begun>();
  const held = new Map<string, number>();
  const balances = new Map<string, number>();
  const heldOf = new Map<string, number>();
  const faults: string[] = [];
  const add = (sums: Map<string, number>, name: string, rupiah: number) =>
    void sums.set(name, (sums.get(name) ?? 0) + rupiah);
  const post = ({ debit, credit, rupiah }: Begun) => {
    add(balances, debit, -rupiah);
    add(balances, credit, rupiah);
  };

  for (const text of journal) {
    const [phase, id = "", at = "", ...rest] = text.split("\t");
    const earlier = begun.get(id);
    if (rest.length === 0) {
      const isHeld = earlier !== undefined && held.delete(id);
      if (!isHeld) faults.push(`${id} ends as ${phase}, and is not pending`);
      if (!isHeld) continue;
      add(heldOf, earlier.debit, -earlier.rupiah);
      if (phase === "posted") post(earlier);
      continue;
    }
    const [debit = "", credit = "", rupiah = "", kind = "", of = "", by = "", why = ""] = rest;
    const line = { id, atMs: Number(at), debit, credit, rupiah: Number(rupiah), kind, of, by, why };
    if (earlier !== undefined) faults.push(`${id} is made again`);
    begun.set(id, earlier ?? line);
    if (phase === "posted") {
      post(line);
      continue;
    }
    const free = (balances.get(debit) ?? 0) - (heldOf.get(debit) ?? 0) - line.rupiah;
    if (creditRupiah !== null && free < -creditRupiah)
      faults.push(`${id} takes ${debit} to ${free}, below its credit of ${creditRupiah}`);
    held.set(id, line.atMs);
    add(heldOf, debit, line.rupiah);
  }
  return { begun, held, balances, faults };
}
