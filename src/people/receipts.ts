import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import { json } from "../json.ts";
import type { OrderId } from "../orders/state/order.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { PeopleScript } from "./scripts.ts";

export const maxShopName = 40;
export const maxFooter = 160;
export const maxMarkupRupiah = 1_000_000;
export const maxMarkupPercent = 100;

const pricingSchema = z.discriminatedUnion("kind", [
  /** Asked once for each product. */
  z.object({ kind: z.literal("ask") }),
  /** So much on top of what the reseller paid. */
  z.object({ kind: z.literal("rupiah"), rupiah: z.int().min(0).max(maxMarkupRupiah) }),
  z.object({ kind: z.literal("percent"), percent: z.int().min(0).max(maxMarkupPercent) }),
  /** No receipt says a price. */
  z.object({ kind: z.literal("none") }),
]);
/** How a reseller's own selling prices come about. */
export type Pricing = z.infer<typeof pricingSchema>;

const lookSchema = z.object({
  /** null: they have given none. */
  shopName: z.string().max(maxShopName).nullable(),
  footer: z.string().max(maxFooter),
  pricing: pricingSchema,
});
/** What a reseller's receipts look like. */
export type ReceiptLook = z.infer<typeof lookSchema>;

/** What a reseller's customers get of an order. Only its owner ever reads or changes any of it. */
export interface Receipts {
  look(userId: number): Promise<ReceiptLook>;
  keepLook(userId: number, look: ReceiptLook): Promise<void>;
  /** What they sell a product for in their own shop; 0: they want no price for it. null: never said. */
  priceOf(userId: number, serviceId: string): Promise<number | null>;
  /** Of more products than there is room for a price is not kept, and asked for again. */
  keepPrice(userId: number, serviceId: string, rupiah: number): Promise<void>;
  /** Telegram's name for the picture of an order's receipt that was sent last; for a week. */
  pictureOf(userId: number, orderId: OrderId): Promise<string | null>;
  keepPicture(userId: number, orderId: OrderId, fileId: string): Promise<void>;
}

/** Beside prices of so many products: the look. */
const maxKept = 501;
const pictureS = 7 * 86_400;

const usual: ReceiptLook = { shopName: null, footer: "", pricing: { kind: "ask" } };

export function createReceipts({
  redis,
  run,
  keys,
}: {
  redis: Pick<Redis, "hget" | "get" | "set">;
  run: RunScript<PeopleScript>;
  keys: AccountKeys;
}): Receipts {
  const keep = async (userId: number, field: string, what: object) =>
    void (await run(
      "keep",
      `receipts:${userId}`,
      field,
      JSON.stringify({ v: 1, ...what }),
      maxKept,
    ));
  return {
    async look(userId) {
      const found = storedLook.safeParse(await redis.hget(keys.receipts(userId), "look")).data;
      return found ?? usual;
    },
    keepLook: (userId, look) => keep(userId, "look", look),
    async priceOf(userId, serviceId) {
      const text = await redis.hget(keys.receipts(userId), `price ${serviceId}`);
      return storedPrice.safeParse(text).data?.rupiah ?? null;
    },
    keepPrice: (userId, serviceId, rupiah) => keep(userId, `price ${serviceId}`, { rupiah }),
    pictureOf: (userId, orderId) => redis.get(keys.receiptPicture(userId, orderId)),
    async keepPicture(userId, orderId, fileId) {
      await redis.set(keys.receiptPicture(userId, orderId), fileId, "EX", pictureS);
    },
  };
}

const storedLook = json
  .pipe(lookSchema.extend({ v: z.literal(1) }))
  .transform(({ v: _version, ...look }): ReceiptLook => look);
const storedPrice = json.pipe(z.object({ v: z.literal(1), rupiah: z.int().nonnegative() }));

/** To hundreds, as nobody at a counter gives change of less. */
const step = 100;

/** What a reseller sells for what they paid `paidRupiah` for. null: no price. */
export function sellingPrice(
  { pricing }: Pick<ReceiptLook, "pricing">,
  keptRupiah: number | null,
  paidRupiah: number,
): number | "ask" | null {
  if (pricing.kind === "none") return null;
  if (keptRupiah !== null) return keptRupiah === 0 ? null : keptRupiah;
  switch (pricing.kind) {
    case "ask":
      return "ask";
    case "rupiah":
      return paidRupiah + pricing.rupiah;
    case "percent":
      return Math.ceil((paidRupiah * (100 + pricing.percent)) / 100 / step) * step;
  }
}
