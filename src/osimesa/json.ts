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
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value, { source }) =>
      typeof value === "number" && source !== undefined && source !== String(value)
        ? source
        : value,
    );
  } catch {
    return undefined;
  }
}
