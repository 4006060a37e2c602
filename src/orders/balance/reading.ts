import { z } from "zod";
import { json } from "../../json.ts";
import { orderIdSchema } from "../state/order.ts";

/** What the account's balance was once. Redis times, unix ms: it was so at some moment from `begunMs` to `endedMs`. */
const readingSchema = z.object({
  v: z.literal(1),
  begunMs: z.number().int(),
  endedMs: z.number().int(),
  /** An account may owe. */
  rupiah: z.number().int(),
  /** Of Redis's memory: what was done between readings of two memories may be forgotten. */
  identity: z.string(),
  /** Orders that were not over when it began; null: too many to be kept. */
  open: z.array(orderIdSchema).nullable(),
});
export type Reading = z.infer<typeof readingSchema>;

const stored = json.pipe(readingSchema);

/** null: not one that this version can read. */
export function readReading(text: string): Reading | null {
  return stored.safeParse(text).data ?? null;
}
