import type { keeping as indonesian } from "../id/keeping.ts";
import { paragraphs, rich } from "../html.ts";

/** How long orders are kept, in English. */
export const keeping: typeof indonesian = {
  leaving: (days, oldest, from, day) =>
    paragraphs(
      rich`<b>🗄 Old orders are about to be removed</b>`,
      rich`Orders are kept for ${days} days (KEEP_ORDERS_DAYS); the oldest is of ${oldest}. From ${from} on older ones are removed every day. Books and statements stay.`,
      rich`To keep them, run on the server before that:\n<code>npm run export -- --before ${day} --to orders.csv</code>`,
    ),
};
