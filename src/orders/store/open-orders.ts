import type { AccountKeys } from "../../redis/keys.ts";
import type { Order, StateName } from "../state/order.ts";
import type { OrderRedis } from "./redis.ts";
import { readOrders } from "./stored-order.ts";

/** Unfinished orders of all resellers, for operators. */
export interface OpenOrders {
  /** Those that need a person or are not certain first, within a state the oldest first. */
  page(range: { offset: number; limit: number }): Promise<{ orders: Order[]; total: number }>;
  inState(
    name: OpenState,
    range: { offset: number; limit: number },
  ): Promise<{ orders: Order[]; total: number }>;
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

  async function counts(): Promise<Record<OpenState, number>> {
    const [review, unknown, confirmed, sending, placed] = await Promise.all(
      openStates.map((name) => redis.size(keys.state(name))),
    );
    return {
      review: review ?? 0,
      unknown: unknown ?? 0,
      confirmed: confirmed ?? 0,
      sending: sending ?? 0,
      placed: placed ?? 0,
    };
  }

  return {
    counts,

    async page({ offset, limit }) {
      const sizes = await counts();
      const found: string[] = [];
      let skip = offset;
      for (const name of openStates) {
        found.push(
          ...(await ids(
            name,
            Math.min(skip, sizes[name]),
            Math.min(limit - found.length, sizes[name] - skip),
          )),
        );
        skip = Math.max(0, skip - sizes[name]);
      }
      const total = openStates.reduce((sum, name) => sum + sizes[name], 0);
      return { orders: await readOrders(redis, keys, found), total };
    },

    async inState(name, { offset, limit }) {
      const [found, total] = await Promise.all([
        ids(name, offset, limit),
        redis.size(keys.state(name)),
      ]);
      return { orders: await readOrders(redis, keys, found), total };
    },
  };
}
