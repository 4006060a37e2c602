import type { AccountKeys } from "../../redis/keys.ts";
import { numberPrints } from "../state/fingerprint.ts";
import { refOf } from "../state/order.ts";
import type { OrderRedis } from "./redis.ts";
import { parseStoredOrder, toPack } from "./stored-order.ts";

/** Final orders of long ago: first they are packed, then they go. Any method may reject; each may be repeated. */
export interface OrderKeeping {
  /** When the oldest was confirmed, unix ms; null: there is none. */
  oldestMs(): Promise<number | null>;
  /** Confirmed before `beforeMs`, oldest first, from a rank on. */
  ended(
    name: FinalName,
    wanted: { beforeMs: number; first: number; limit: number },
  ): Promise<{ id: string; confirmedAtMs: number }[]>;
  /** Which of them lie whole. */
  whole(ids: readonly string[]): Promise<Set<string>>;
  /** Packs one that ended before `endedBeforeMs`. */
  pack(id: string, endedBeforeMs: number): Promise<"packed" | "kept">;
  /** Removes one that is packed and was confirmed before `beforeMs`, with all that finds it. */
  remove(id: string, name: FinalName, beforeMs: number): Promise<"removed" | "kept">;
}

export const finalNames = ["succeeded", "failed"] as const;
export type FinalName = (typeof finalNames)[number];

export function createOrderKeeping({
  redis,
  keys,
}: {
  redis: OrderRedis;
  keys: AccountKeys;
}): OrderKeeping {
  return {
    async oldestMs() {
      const firsts = await Promise.all(
        finalNames.map((name) => redis.ranked(keys.state(name), 0, 0)),
      );
      const times = firsts.flatMap(([first]) => (first === undefined ? [] : [first.score]));
      return times.length === 0 ? null : Math.min(...times);
    },

    async ended(name, { beforeMs, first, limit }) {
      const some = await redis.ranked(keys.state(name), first, first + limit - 1);
      return some
        .map(({ member, score }) => ({ id: member, confirmedAtMs: score }))
        .filter(({ confirmedAtMs }) => confirmedAtMs < beforeMs);
    },

    async whole(ids) {
      const versions = await Promise.all(ids.map((id) => redis.hashField(keys.order(id), "v")));
      return new Set(ids.filter((_id, place) => versions[place] === "1"));
    },

    async pack(id, endedBeforeMs) {
      const found = toPack(id, await redis.hash(keys.order(id)));
      if (found === null || found.order.changedAtMs >= endedBeforeMs) return "kept";
      const { order, pieces } = found;
      const [outcome] = await redis.run(
        "pack",
        id,
        order.version,
        refOf(order) ?? "",
        order.line,
        ...pieces,
      );
      return outcome === "packed" ? "packed" : "kept";
    },

    async remove(id, name, beforeMs) {
      const hash = await redis.hash(keys.order(id));
      // Of one that is gone the last index is left to be cleared.
      const order = Object.keys(hash).length === 0 ? null : parseStoredOrder(id, hash);
      const [outcome] = await redis.run(
        "remove",
        id,
        name,
        beforeMs,
        order?.resellerId ?? "",
        order?.chatId ?? "",
        (order && refOf(order)) ?? "",
        order?.line ?? "",
        ...(order === null ? [] : numberPrints(order.destination)),
      );
      return outcome === "kept" ? "kept" : "removed";
    },
  };
}
