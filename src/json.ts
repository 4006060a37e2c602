import { z } from "zod";

declare global {
  interface JSON {
    /** As the runtime has it: a reviver is told the text its value was read from. */
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown;
  }
}

const parsedBy = (parse: (text: string) => unknown) =>
  z.string().transform((text, context): unknown => {
    try {
      return parse(text);
    } catch {
      context.addIssue("is no JSON");
      return z.NEVER;
    }
  });

/** JSON that we wrote ourselves, and Telegram's: `json.pipe(schema)`. */
export const json = parsedBy((text) => JSON.parse(text));

/**
 * What the upstream wrote. A number that JavaScript would print otherwise stays the text it was: a `ref_id` beyond 2^53
 * keeps its digits, a price of `12.500` stays readable for what it is. `clean` takes out of every text what must not
 * be stored or shown.
 */
export const exactJson = (clean: (text: string) => string = (text) => text) =>
  parsedBy((text) =>
    JSON.parse(text.replace(/^\uFEFF/, ""), (_key, value, { source }) => {
      const exact = typeof value === "number" && source !== String(value) ? source : value;
      return typeof exact === "string" ? clean(exact) : exact;
    }),
  );
