import type { OrderId } from "../state/order.ts";
import type { QueuePace, Waiter } from "../store/reader.ts";
import type { OrderStore } from "../store/store.ts";

/** Orders that wait to be sent. */
export interface Queue {
  /** May reject: that means "unknown, read again". */
  read(): Promise<QueueNow>;
}

export interface QueueNow {
  /** In the order of their turns: the first goes next. */
  waiting: readonly Waiting[];
  pace: QueuePace;
  /** Where the order would stand that this reseller confirmed now, from 0. */
  placeOfNext(resellerId: number): number;
}

export interface Waiting extends Waiter {
  id: OrderId;
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
  store: Pick<OrderStore, "waitingIds" | "waitersOf" | "turns" | "pace">;
}): Queue {
  let known = new Map<OrderId, Waiter>();
  return {
    async read() {
      const [found, turns, pace] = await Promise.all([
        store.waitingIds(maxWaiting),
        store.turns(),
        store.pace(),
      ]);
      const unknown = found.map(({ id }) => id).filter((id) => !known.has(id));
      const asked = new Map(await store.waitersOf(unknown));
      const waiting = found.map((one) => {
        const waiter = known.get(one.id) ?? asked.get(one.id);
        return {
          ...one,
          resellerId: waiter?.resellerId ?? null,
          pacedMs: waiter?.pacedMs ?? null,
        };
      });
      known = new Map(waiting.map((one) => [one.id, one]));
      return {
        waiting: inTurn(waiting, turns),
        pace,
        placeOfNext(resellerId) {
          const next: Ranked = { resellerId, confirmedAtMs: Infinity, id: "" };
          return inTurn<Ranked>([...waiting, next], turns).indexOf(next);
        },
      };
    },
  };
}

/**
 * Resellers take turns, whoever has waited longest for one first; each one's orders go oldest first. So many orders of one
 * never hold up another's. `turns`: when each had an order begun last, unix ms; who is not in it, long ago or never.
 */
export function inTurn<One extends Ranked>(
  waiting: readonly One[],
  turns: ReadonlyMap<number, number>,
): One[] {
  const lines = new Map<number | null, { lastMs: number; orders: One[] }>();
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
  const next: One[] = [];
  for (let turn = 0; still.length > 0; turn += 1) {
    still = still.filter(({ orders }) => turn < orders.length);
    next.push(...still.flatMap(({ orders }) => orders[turn] ?? []));
  }
  return next;
}

type Ranked = Pick<Waiting, "confirmedAtMs" | "resellerId"> & { id: string };

const byAge = (a: Ranked, b: Ranked) =>
  compare(a.confirmedAtMs, b.confirmedAtMs) || (a.id < b.id ? -1 : 1);

/** Of two infinities the difference is no number. */
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
