import { z } from "zod";

/** What a receipt's picture shows, every text as it is read. */
export const receiptPictureSchema = z.object({
  /** The shop's name, and what this is. */
  shop: z.string(),
  title: z.string(),
  rows: z.array(z.object({ label: z.string(), value: z.string() })).max(12),
  /** What the customer needs of it, large: a token to type in. */
  code: z.object({ label: z.string(), value: z.string() }).nullable(),
  /** What was paid. */
  total: z.object({ label: z.string(), value: z.string() }).nullable(),
  footer: z.string(),
});
export type ReceiptPicture = z.infer<typeof receiptPictureSchema>;
