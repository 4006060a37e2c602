import { pageStart, type Page, type WantedPage } from "../../page.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import type { Order, StateName } from "../state/order.ts";
import { countByState } from "./count-by-state.ts";
import type { OrderRedis } from "./redis.ts";
import { readOrders } from "./stored-order.ts";

/** Unfinished orders of all resellers, for operators. */
export interface OpenOrders {
  /** Those that need a person or are not certain first, within a state the oldest first. */
  page(wanted: WantedPage): Promise<Page<Order>>;
  inState(name: OpenState, wanted: WantedPage): Promise<Page<Order>>;
  counts(): Promise<Record<OpenState, number>>;
}

export type OpenState = Exclude<StateName, "succeeded" | "failed">;

/** In the order of their urgency for an operator. */
const openStates = [
  "review",
  "unknown",
  "confirmed",
  "sending",
  "placed",
] as const satisfies readonly OpenState[];

export function createOpenOrders({
  redis,
  keys,
}: {
  redis: OrderRedis;
  keys: AccountKeys;
}): OpenOrders {
  async function ids(name: OpenState, offset: number, limit: number): Promise<string[]> {
    if (limit <= 0) return [];
    return (await redis.ranked(keys.state(name), offset, offset + limit - 1)).map(
      ({ member }) => member,
    );
  }

  const counts = (names: readonly OpenState[] = openStates) =>
    countByState(names, keys, redis.size);

  async function page(names: readonly OpenState[], wanted: WantedPage): Promise<Page<Order>> {
    const sizes = await counts(names);
    const { offset, ...place } = pageStart(
      names.reduce((sum, name) => sum + sizes[name], 0),
      wanted,
    );
    const found: string[] = [];
    let skip = offset;
    for (const name of names) {
      const first = Math.min(skip, sizes[name]);
      found.push(
        ...(await ids(name, first, Math.min(wanted.size - found.length, sizes[name] - first))),
      );
      skip -= first;
    }
    return { items: await readOrders(redis, keys, found), ...place };
  }

  return {
    counts: () => counts(),
    page: (wanted) => page(openStates, wanted),
    inState: (name, wanted) => page([name], wanted),
  };
}
