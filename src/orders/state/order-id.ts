import { createHash } from "node:crypto";
import { orderIdSchema, type OrderId } from "./order.ts";

/** Crockford's base 32: no I, L, O, U, so that an id can be read out over a counter. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The id of the order a confirmation makes, so that every press names the same order. */
export function orderIdOf(confirmationId: string): OrderId {
  return orderIdSchema.parse(readableId(confirmationId));
}

/** The id of the card that one cause makes for one wish: 96 bits of their hash. */
export function confirmationIdOf(cause: string, wish: object): string {
  return createHash("sha256")
    .update(JSON.stringify([cause, wish]))
    .digest("base64url")
    .slice(0, 16);
}

/** 50 bits of a seed's hash. */
export function readableId(seed: string): string {
  const bytes = createHash("sha256").update(seed).digest();
  let id = "";
  for (let place = 0; place < 10; place += 1) id += alphabet[(bytes[place] ?? 0) % alphabet.length];
  return id;
}

/** Reads an id as a person types it: lower case, grouped, O for 0 and I or L for 1. null: no such id. */
export function readOrderId(text: string): OrderId | null {
  const plain = text
    .toUpperCase()
    .replace(/[\s\-–_#]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  return orderIdSchema.safeParse(plain).data ?? null;
}
