import { standings } from "../../orders/state/tally.ts";
import type { Period } from "../../period.ts";
import { oneOf, type Part } from "./codec.ts";

/** How orders are exported. */
export const fileFormats = ["csv", "xlsx"] as const;
export type FileFormat = (typeof fileFormats)[number];

export const fileFormat = oneOf(...fileFormats);
export const standing = oneOf(...standings);

/** `d20786`, `m682`: as periods are counted. */
export const period: Part<Period> = {
  decode(text) {
    const [, kind, digits] = /^([dm])(\d{1,6})$/.exec(text) ?? [];
    if (kind === undefined) return undefined;
    return kind === "d"
      ? { kind: "day", day: Number(digits) }
      : { kind: "month", month: Number(digits) };
  },
  encode: (one) => (one.kind === "day" ? `d${one.day}` : `m${one.month}`),
};
