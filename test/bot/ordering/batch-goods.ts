import { input, phone, pulsa, service } from "../goods.ts";
import type { Shop } from "../shop.ts";

const games = { name: "Mobile Legends", slug: "mobile-legends" };
/** What the lines of a batch name. */
export const goods = [
  pulsa,
  service("TS10", [phone], { name: "Telkomsel 10.000", costRupiah: 10_500 }),
  service("TS25", [phone], { name: "Telkomsel 25.000", inStock: false }),
  service(
    "ML86",
    [
      input("User ID", { type: "tel", minLength: 5, maxLength: 12 }),
      input("Zone ID", { type: "number", position: 2, minLength: 4, maxLength: 5 }),
    ],
    { name: "86 Diamonds", category: games },
  ),
];

/** What this person has ordered by now. */
export const made = async ({ orders }: Shop, userId: number) =>
  (await orders(userId))
    .map(({ service: { code }, destination }) =>
      [code, ...destination.map(({ value }) => value)].join(" "),
    )
    .toSorted();
