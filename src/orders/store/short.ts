import { z } from "zod";
import { json } from "../../json.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import { factsSchema } from "../state/order.ts";
import type { Confirmation } from "./outcomes.ts";
import type { OrderRedis } from "./redis.ts";

/** The confirmation for which a reseller's purse had too little last, while ✅ can still consume it; null: none waits. */
export function createShort({
  redis,
  keys,
}: {
  redis: Pick<OrderRedis, "hash" | "hashField" | "nowMs">;
  keys: AccountKeys;
}): (resellerId: number) => Promise<Confirmation | null> {
  return async (resellerId) => {
    const id = await redis.hashField(keys.short, String(resellerId));
    if (id === null) return null;
    const [hash, nowMs] = await Promise.all([redis.hash(keys.confirmation(id)), redis.nowMs()]);
    const stored = storedConfirmation.safeParse(hash);
    // Consumed or discarded it says so.
    if (!stored.success || stored.data.done !== undefined || stored.data.expires <= nowMs)
      return null;
    return { id, facts: stored.data.facts };
  };
}

const storedConfirmation = z.object({
  facts: json.pipe(factsSchema),
  expires: z.coerce.number(),
  done: z.string().optional(),
});
