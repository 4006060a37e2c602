/**
 * A service exactly as the upstream's `type=service` answer carries it. The emulator has its own
 * description of it, so that a mistake in the bot's schema cannot hide behind a shared one.
 */

import { z } from "zod";

const rupiah = z.coerce.number().int().nonnegative();
const codeWord = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1));

const rawField = z.looseObject({
  /** `none`, `input` or `select`. */
  type: z.string(),
  input: z.looseObject({
    type: z.string(),
    label: z.string(),
    minlength: z.coerce.number(),
    maxlength: z.coerce.number(),
    placeholder: z.string(),
  }),
  /** The shape of `options` is documented nowhere; see `optionValues` for those we make. */
  select: z.looseObject({
    label: z.string(),
    options: z.unknown().optional(),
    placeholder: z.string(),
  }),
});

export const rawService = z.looseObject({
  category: z.looseObject({ main: z.string(), slug: z.string() }),
  fields: z.looseObject({
    title: z.string(),
    info: z.string(),
    field1: rawField,
    field2: rawField,
    field3: rawField,
  }),
  name: z.string(),
  note: z.string(),
  code: codeWord,
  price: z.looseObject({
    list: z.looseObject({ standar: rupiah, premium: rupiah, spesial: rupiah }),
    /** What this account pays, in whole rupiah. */
    current: rupiah,
  }),
  /** "HH:MM" in Asia/Jakarta; may cross midnight; empty or equal means never closed. */
  cutoff: z.looseObject({ start: z.string(), end: z.string() }),
  /** `empty` is out of stock; the other words are not documented, `available` is ours. */
  status: z.string(),
  /** Unix seconds. */
  updated_at: z.coerce.number(),
});

export type RawService = z.output<typeof rawService>;
export type RawField = z.output<typeof rawField>;

/** The three fields in their order, which is the order of `data1..3`. */
export function rawFields(service: RawService): readonly [RawField, RawField, RawField] {
  return [service.fields.field1, service.fields.field2, service.fields.field3];
}

const valueOption = z.looseObject({ value: z.union([z.string(), z.number()]).transform(String) });
const plainMap = z.record(z.string(), z.union([z.string(), z.number()]));

/**
 * The values a select accepts, whatever shape its options have: strings, `{value, …}` objects, a map
 * of value to label, or any of these nested under keys.
 */
export function optionValues(options: unknown, depth = 0): readonly string[] {
  // Deeper nesting is no option list any more.
  if (depth > 3) return [];
  if (typeof options === "string" || typeof options === "number") return [String(options)];
  if (Array.isArray(options)) return options.flatMap((option) => optionValues(option, depth + 1));
  const single = valueOption.safeParse(options);
  if (single.success) return [single.data.value];
  const map = plainMap.safeParse(options);
  if (map.success) return Object.keys(map.data);
  const nested = z.record(z.string(), z.unknown()).safeParse(options);
  if (!nested.success) return [];
  return Object.values(nested.data).flatMap((inner) => optionValues(inner, depth + 1));
}
