import type { OrderId } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";

/** Orders that wait to be sent, in the order of their turns: the first goes next. */
export interface Queue {
  /** May reject: that means "unknown, read again". */
  inTurn(): Promise<Waiting[]>;
}

export interface Waiting {
  id: OrderId;
  /** null: its order cannot be read. */
  resellerId: number | null;
  confirmedAtMs: number;
}

/** Orders beyond so many are looked at once some of these are gone. */
const maxWaiting = 10_000;

/**
 * Reads ids and times only. Whose an order is never changes, so each is asked for once; whose turn it was last is stamped
 * by the script that begins an order, and so outlives this process.
 */
export function createQueue({
  store,
}: {
  store: Pick<OrderStore, "waitingIds" | "resellersOf" | "turns">;
}): Queue {
  let resellers = new Map<OrderId, number | null>();
  return {
    async inTurn() {
      const [found, turns] = await Promise.all([store.waitingIds(maxWaiting), store.turns()]);
      const unknown = found.map(({ id }) => id).filter((id) => !resellers.has(id));
      const asked = new Map(await store.resellersOf(unknown));
      const resellerOf = (id: OrderId) => resellers.get(id) ?? asked.get(id) ?? null;
      const waiting = found.map((one) => ({ ...one, resellerId: resellerOf(one.id) }));
      resellers = new Map(waiting.map(({ id, resellerId }) => [id, resellerId]));
      return inTurn(waiting, turns);
    },
  };
}

/**
 * Resellers take turns, whoever has waited longest for one first; each one's orders go oldest first. So many orders of one
 * never hold up another's. `turns`: when each had an order begun last, unix ms; who is not in it, long ago or never.
 */
export function inTurn(waiting: readonly Waiting[], turns: ReadonlyMap<number, number>): Waiting[] {
  const lines = new Map<number | null, { lastMs: number; orders: Waiting[] }>();
  for (const one of waiting.toSorted(byAge)) {
    const line = lines.get(one.resellerId);
    if (line !== undefined) line.orders.push(one);
    else
      lines.set(one.resellerId, {
        lastMs: turns.get(one.resellerId ?? Number.NaN) ?? -Infinity,
        orders: [one],
      });
  }
  // Those who were never served stand in the order of their oldest order, in which they were met.
  let still = [...lines.values()].toSorted((a, b) => compare(a.lastMs, b.lastMs));
  const next: Waiting[] = [];
  for (let turn = 0; still.length > 0; turn += 1) {
    still = still.filter(({ orders }) => turn < orders.length);
    next.push(...still.flatMap(({ orders }) => orders[turn] ?? []));
  }
  return next;
}

const byAge = (a: Waiting, b: Waiting) =>
  a.confirmedAtMs - b.confirmedAtMs || (a.id < b.id ? -1 : 1);

/** Of two infinities the difference is no number. */
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
