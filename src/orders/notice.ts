import { z } from "zod";
import { orderIdSchema, refSchema } from "./order.ts";

/**
 * One message owed to one chat. It names what happened; the words are made when it is delivered, in the
 * language the person then has. `id` makes writing and removing it idempotent.
 */
export const noticeSchema = z.discriminatedUnion("kind", [
  /** A final state, pushed to the reseller: the one message they are waiting for. */
  z.object({ kind: z.literal("result"), id: z.string(), orderId: orderIdSchema }),
  /** The outcome is not known yet: being checked, do not order again. */
  z.object({ kind: z.literal("checking"), id: z.string(), orderId: orderIdSchema }),
  /** An equal order has to finish first. */
  z.object({ kind: z.literal("waiting"), id: z.string(), orderId: orderIdSchema }),
  /** For operators: an order needs their decision. */
  z.object({ kind: z.literal("review"), id: z.string(), orderId: orderIdSchema }),
  /** For operators: something about the shop as a whole. */
  z.object({
    kind: z.literal("alarm"),
    id: z.string(),
    alarm: z.string(),
    detail: z.string(),
    orderId: orderIdSchema.optional(),
    ref: refSchema.optional(),
  }),
]);
export type Notice = z.infer<typeof noticeSchema>;

export interface OwedNotice {
  chatId: number;
  notice: Notice;
}
