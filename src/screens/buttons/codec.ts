/** One word of a button's data, both ways. Parts of their own kind can be made; see `buttons.ts` for the table. */
export interface Part<Value> {
  /** undefined: nothing this part would write. */
  decode(text: string): Value | undefined;
  encode(value: Value): string;
}

/** Each row: the letter that stands for it, and the parts that follow, in this order. */
type Table = Readonly<Record<string, readonly [letter: string, parts?: Parts]>>;
type Parts = Readonly<Record<string, Part<unknown>>>;

type ValueOf<Of> = Of extends Part<infer Value> ? Value : never;
type ValuesOf<Row> = Row extends readonly [string, infer Named extends Parts]
  ? { [Name in keyof Named]: ValueOf<Named[Name]> }
  : unknown;

/** What the rows named `Names` mean: an object whose `tag` says which row it is, with a value for each part. */
export type Meaning<Tag extends string, Rows extends Table, Names extends keyof Rows> = {
  [Name in Names]: { [Key in Tag]: Name } & ValuesOf<Rows[Name]>;
}[Names];

/**
 * Both ways from one table: `{ check: ["k", { orderId, page: maybe(count) }] }` with the tag `to` reads `k:ID:3` as
 * `{ to: "check", orderId: "ID", page: 3 }` and writes that. A table is a part too, as the last one of a row: it has
 * all the words that are left.
 */
export function codec<const Tag extends string, const Rows extends Table>(
  tag: Tag,
  rows: Rows,
): Part<Meaning<Tag, Rows, keyof Rows>>;
// How an object of a row's type comes of its parts is more than the compiler can follow: tests hold it.
export function codec(tag: string, rows: Table): Part<Record<string, unknown>> {
  const byLetter = new Map(
    Object.entries(rows).map(([name, [letter, parts = {}]]) => [
      letter,
      { name, parts: Object.entries(parts) },
    ]),
  );
  if (byLetter.size < Object.keys(rows).length) throw new Error("two rows have one letter");
  return {
    decode(text) {
      const [letter = "", ...words] = text.split(":");
      const row = byLetter.get(letter);
      if (row === undefined || words.length < row.parts.length) return undefined;
      const last = row.parts.length - 1;
      const meaning: Record<string, unknown> = { [tag]: row.name };
      if (last < 0 && words.length > 0) return undefined;
      for (const [index, [name, part]] of row.parts.entries()) {
        const value = part.decode(
          index < last ? (words[index] ?? "") : words.slice(last).join(":"),
        );
        if (value === undefined) return undefined;
        meaning[name] = value;
      }
      return meaning;
    },
    encode(meaning) {
      const [letter, parts = {}] = rows[String(meaning[tag])] ?? [""];
      const words = Object.entries(parts).map(([name, part]) => part.encode(meaning[name]));
      return [letter, ...words].join(":");
    },
  };
}

/** A word of this shape, and how it is read. */
export function word<Value extends string | number>(
  shape: RegExp,
  read: (text: string) => Value,
): Part<Value> {
  return { decode: (text) => (shape.test(text) ? read(text) : undefined), encode: String };
}

export function oneOf<const Value extends string | number>(...values: Value[]): Part<Value> {
  return { decode: (text) => values.find((value) => String(value) === text), encode: String };
}

export function either<One extends string | number, Other extends string | number>(
  one: Part<One>,
  other: Part<Other>,
): Part<One | Other> {
  return { decode: (text) => one.decode(text) ?? other.decode(text), encode: String };
}

/** Nothing is written for null. */
export function maybe<Value>(part: Part<Value>): Part<Value | null> {
  return {
    decode: (text) => (text === "" ? null : part.decode(text)),
    encode: (value) => (value === null ? "" : part.encode(value)),
  };
}

export const flag: Part<boolean> = {
  decode: (text) => (text === "1" ? true : text === "0" ? false : undefined),
  encode: (value) => (value ? "1" : "0"),
};
