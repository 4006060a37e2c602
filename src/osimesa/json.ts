declare global {
  interface JSON {
    /** As the runtime has it: a reviver is told the text its value was read from. */
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown;
  }
}

/**
 * What the upstream wrote, undefined for what is no JSON. A number that JavaScript would print otherwise stays the
 * text it was: a `ref_id` beyond 2^53 keeps its digits, a price of `12.500` stays readable for what it is.
 * `clean` takes out of every text what must not be stored or shown.
 */
export function parseJson(json: string, clean: (text: string) => string = (text) => text): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ""), (_key, value, { source }) => {
      const exact = typeof value === "number" && source !== String(value) ? source : value;
      return typeof exact === "string" ? clean(exact) : exact;
    });
  } catch {
    return undefined;
  }
}
