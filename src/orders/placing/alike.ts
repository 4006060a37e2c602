import type { Clock } from "../../clock.ts";
import { jakartaMidnightMs } from "../../jakarta.ts";
import { isFinal, type Order, type OrderId } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";

/** The same service for the same destination, not failed: ordered since midnight, or earlier and not over. */
export interface AlikeToday {
  /** Their own, latest first. */
  own: readonly Order[];
  /** Of others' orders of today only that one is under way: what they have sold is theirs to know. */
  others: boolean;
}

/** What of a reseller's, and whether anything of others', has this fingerprint. */
export type FindAlike = (
  print: string,
  resellerId: number,
) => Promise<{
  today: AlikeToday;
  /** Their latest, whenever and however it ended. */
  latestOwn: OrderId | null;
}>;

const mostRead = 20;

export function createFindAlike({
  store,
  clock,
}: {
  store: Pick<OrderStore, "ordersAlike" | "openOf" | "read">;
  clock: Clock;
}): FindAlike {
  async function readAll(named: readonly { id: OrderId }[]): Promise<Order[]> {
    const orders = await Promise.all(named.slice(0, mostRead).map(({ id }) => store.read(id)));
    // What failed was not ordered: warning of it would only frighten.
    return orders.filter((order) => order !== null).filter(({ state }) => state.name !== "failed");
  }

  return async (print, resellerId) => {
    const [alike, open] = await Promise.all([store.ordersAlike(print), store.openOf(resellerId)]);
    const midnightMs = jakartaMidnightMs(clock.wallMs());
    const today = alike.filter(({ confirmedAtMs }) => confirmedAtMs >= midnightMs);
    const isOwn = (order: { resellerId: number }) => order.resellerId === resellerId;
    const [own, others] = await Promise.all([
      readAll(today.filter(isOwn)),
      readAll(today.filter((order) => !isOwn(order))),
    ]);
    const underWay = open.filter(({ fingerprint }) => fingerprint === print);
    const all = new Map([...underWay, ...own].map((order) => [order.id, order]));
    return {
      latestOwn: alike.find(isOwn)?.id ?? null,
      today: {
        own: [...all.values()].toSorted((a, b) => b.confirmedAtMs - a.confirmedAtMs),
        others: others.some((order) => !isFinal(order)),
      },
    };
  };
}
