import fc, { type Arbitrary } from "fast-check";
import { orderIdSchema } from "../../../src/orders/state/order.ts";
import { standings } from "../../../src/orders/state/tally.ts";
import type { Period } from "../../../src/period.ts";
import { fileFormats } from "../../../src/screens/buttons/period-parts.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
export const id = (minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...letters.split("")), minLength, maxLength });

export const page = fc.nat({ max: 999_999 });
/** Of categories, services and transactions, as the catalogue and the reviews shorten them. */
export const shortId = id(8);
export const orderId = fc
  .string({
    unit: fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ".split("")),
    minLength: 10,
    maxLength: 10,
  })
  .map((text) => orderIdSchema.parse(text));
export const yesOrNo = fc.boolean();

export const period = fc.oneof(
  fc.nat({ max: 999_999 }).map((day): Period => ({ kind: "day", day })),
  fc.nat({ max: 999_999 }).map((month): Period => ({ kind: "month", month })),
);
export const standing = fc.constantFrom(...standings);
export const format = fc.option(fc.constantFrom(...fileFormats));
export const ticketId = id(1, 20);

export function record<Made>(model: {
  [Key in keyof Made]: Arbitrary<Made[Key]>;
}): Arbitrary<Made> {
  return fc.record<Made>(model, { noNullPrototype: true });
}
