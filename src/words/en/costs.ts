import type { costs as indonesian } from "../id/costs.ts";
import { paragraphs, rich } from "../html.ts";
import { count, products } from "./plural.ts";

/** What OsiMesa's prices did in a day, in English. */
export const costs: typeof indonesian = {
  button: "📈 Today's changes of costs",
  title: (rose, fell) =>
    paragraphs(
      rich`<b>📈 Today's changes of costs</b>`,
      `${count(rose, products)} dearer, ${fell} cheaper than in today's first list. Newest first.`,
    ),
  none: () =>
    paragraphs(
      rich`<b>📈 Today's changes of costs</b>`,
      "No cost has changed since today's first list.",
    ),
  change: (time, name, before, now, sign) =>
    rich`${time} · ${name}: ${before} → <b>${now}</b> (${sign})`,
};
