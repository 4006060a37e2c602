import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import { json } from "../json.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { orderIdOf } from "./state/order-id.ts";
import type { Order, OrderId } from "./state/order.ts";

/**
 * Several order lines on one card. Each line is a confirmation of its own, consumed by its own ✅ exactly once, whatever
 * dies in between; a batch only remembers which they are and what the card says of them. No order script knows of it, and
 * one that is forgotten costs its card and nothing else.
 */
export interface Batches {
  keep(batch: Batch): Promise<void>;
  /** null: there is none (any more). */
  read(id: string): Promise<Batch | null>;
  /** The message that shows it from now on: noted before any of its orders is drawn there. */
  shownIn(id: string, chatId: number, messageId: number): Promise<void>;
  /** The batch that a message shows; null: none. */
  in(chatId: number, messageId: number): Promise<Batch | null>;
}

export const mostLines = 20;

/** Why ✅ did not order a line. */
const heldUps = ["short", "limit", "paused", "alike", "discarded", "gone"] as const;
export type HeldUp = (typeof heldUps)[number];

const batchSchema = z.object({
  v: z.literal(1),
  id: z.string(),
  resellerId: z.number().int(),
  chatId: z.number().int(),
  lines: z
    .array(
      z.object({
        confirmationId: z.string(),
        code: z.string(),
        /** As it may be read: a secret is none of it. */
        destination: z.string(),
        priceRupiah: z.number().int().nonnegative(),
        /** Said to be a second one for the same today. */
        again: z.boolean(),
        /** What is odd about it, as HTML in the person's language. */
        odd: z.string().nullable(),
        heldUp: z.enum(heldUps).nullable(),
      }),
    )
    .max(mostLines),
  /** Lines that cannot be ordered and why, as HTML in the person's language. */
  refused: z.array(z.string()).max(mostLines),
});
export type Batch = z.infer<typeof batchSchema>;
export type BatchLine = Batch["lines"][number];

/** No ✅ orders it any more: it was taken back, or there is one of the same and nobody said "one more". */
export const isSettled = ({ heldUp }: BatchLine): boolean =>
  heldUp === "discarded" || heldUp === "gone" || heldUp === "alike";

/** What became of its lines, by confirmation: each order is named by the one that made it. `read`: those of its reseller. */
export async function ordersOfBatch(
  { lines }: Batch,
  read: (id: OrderId) => Promise<Order | null>,
): Promise<Map<string, Order>> {
  const found = await Promise.all(
    lines.map(async ({ confirmationId }): Promise<[string, Order][]> => {
      const order = await read(orderIdOf(confirmationId));
      return order === null ? [] : [[confirmationId, order]];
    }),
  );
  return new Map(found.flat());
}

/** Longer than its confirmations are known: its card is drawn until the last of its orders is over. */
const keptMs = 7 * 24 * 3_600_000;

export function createBatches({
  redis,
  keys,
}: {
  redis: Pick<Redis, "get" | "set">;
  keys: AccountKeys;
}): Batches {
  const read = async (id: string): Promise<Batch | null> => {
    const text = await redis.get(keys.batch(id));
    return text === null ? null : json.pipe(batchSchema).parse(text);
  };
  return {
    async keep(batch) {
      await redis.set(keys.batch(batch.id), JSON.stringify(batch), "PX", keptMs);
    },
    read,
    async shownIn(id, chatId, messageId) {
      await redis.set(keys.batchCard(chatId, messageId), id, "PX", keptMs);
    },
    async in(chatId, messageId) {
      const id = await redis.get(keys.batchCard(chatId, messageId));
      return id === null ? null : read(id);
    },
  };
}
