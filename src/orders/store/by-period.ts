import type { Redis } from "../../redis/redis.ts";
import { jakartaDay } from "../../jakarta.ts";
import { pageStart, type Page, type WantedPage } from "../../page.ts";
import { timesOf, type Period } from "../../period.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import { stateNames, type Order } from "../state/order.ts";
import {
  count,
  countable,
  nothing,
  standingOf,
  type Standing,
  type Tally,
} from "../state/tally.ts";
import { createOrderRedis } from "./redis.ts";
import { readOrders, readSlimOrders, type SlimOrder } from "./stored-order.ts";

/** Orders by when they were confirmed. Any method may reject. */
export interface OrdersByPeriod {
  /** One page, newest first, and what all of the period come to. */
  page(whose: Whose, period: Period, wanted: WantedOrders): Promise<PeriodPage>;
  tally(whose: Whose, period: Period): Promise<Tally>;
  /** All of them, oldest first, some at a time; of more than `mostOrders` the first. */
  all(whose: Whose, period: Period): AsyncIterable<readonly SlimOrder[]>;
}

/** A reseller; null: everybody. */
export type Whose = number | null;

interface WantedOrders extends WantedPage {
  standing: Standing;
}

export interface PeriodPage extends Page<Order> {
  tally: Tally;
  /** The nearest days before and after it that have orders. */
  before: number | null;
  after: number | null;
}

/** A shop with more in one period reads the first of them. */
export const mostOrders = 100_000;
/** Reading so many takes some milliseconds of this process, and everybody else's turn comes after each slice. */
const ordersASlice = 100;
const idsASlice = 5_000;

export function createOrdersByPeriod({
  redis,
  keys,
}: {
  redis: Redis;
  keys: AccountKeys;
}): OrdersByPeriod {
  const orderRedis = createOrderRedis(redis, keys.prefix);
  // As an order moves: whoever reads one after the other meets it at least once.
  const indexes = (whose: Whose) =>
    whose === null ? stateNames.map((name) => keys.state(name)) : [keys.history(whose)];

  /** Oldest first. */
  async function idsIn(whose: Whose, period: Period): Promise<string[]> {
    const { fromMs, toMs } = timesOf(period);
    const found = new Map<string, number>();
    for (const key of indexes(whose))
      for (let offset = 0; found.size < mostOrders; offset += idsASlice) {
        const flat = await redis.zrangebyscore(
          key,
          fromMs,
          `(${toMs}`,
          "WITHSCORES",
          "LIMIT",
          offset,
          idsASlice,
        );
        for (let place = 0; place + 1 < flat.length; place += 2)
          found.set(flat[place] ?? "", Number(flat[place + 1]));
        if (flat.length < 2 * idsASlice) break;
      }
    return [...found]
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, mostOrders)
      .map(([id]) => id);
  }

  async function* slim(ids: readonly string[]): AsyncGenerator<SlimOrder[]> {
    for (const some of slices(ids, ordersASlice))
      yield await readSlimOrders(orderRedis, keys, some);
  }

  /** The day of the nearest order on one side of the period. */
  async function nearest(whose: Whose, { before }: { before: boolean }, period: Period) {
    const { fromMs, toMs } = timesOf(period);
    const found = await Promise.all(
      indexes(whose).map((key) =>
        before
          ? redis.zrevrangebyscore(key, `(${fromMs}`, "-inf", "WITHSCORES", "LIMIT", 0, 1)
          : redis.zrangebyscore(key, toMs, "+inf", "WITHSCORES", "LIMIT", 0, 1),
      ),
    );
    const days = found.flatMap(([, atMs]) => (atMs === undefined ? [] : jakartaDay(Number(atMs))));
    return days.length === 0 ? null : before ? Math.max(...days) : Math.min(...days);
  }

  return {
    async page(whose, period, { standing, ...wanted }) {
      const tally = nothing();
      const ids: string[] = [];
      const [all, before, after] = await Promise.all([
        idsIn(whose, period),
        nearest(whose, { before: true }, period),
        nearest(whose, { before: false }, period),
      ]);
      for await (const some of slim(all))
        for (const order of some) {
          count(tally, countable(order));
          if (standing === "all" || standingOf(order.state.name) === standing) ids.push(order.id);
        }
      const { offset, ...place } = pageStart(ids.length, wanted);
      const shown = ids.toReversed().slice(offset, offset + wanted.size);
      return { items: await readOrders(orderRedis, keys, shown), ...place, tally, before, after };
    },

    async tally(whose, period) {
      const tally = nothing();
      for await (const some of slim(await idsIn(whose, period)))
        for (const order of some) count(tally, countable(order));
      return tally;
    },

    async *all(whose, period) {
      yield* slim(await idsIn(whose, period));
    },
  };
}

function* slices<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let first = 0; first < all.length; first += size) yield all.slice(first, first + size);
}
