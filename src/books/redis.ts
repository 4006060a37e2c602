/** What the books read of Redis. Any may reject. */
export interface BooksRedis {
  /** Empty when there is none. */
  hash(key: string): Promise<Record<string, string>>;
  hashField(key: string, field: string): Promise<string | null>;
  hashFields(key: string, fields: readonly string[]): Promise<(string | null)[]>;
  /** Members of a sorted set by rank, `last` included, lowest score first unless `newestFirst`. */
  ranked(
    key: string,
    first: number,
    last: number,
    options?: { newestFirst?: boolean },
  ): Promise<{ member: string; score: number }[]>;
  /** Members with a score of at least `min` and at most `max`. */
  scored(key: string, min: number, max: number, limit: number): Promise<string[]>;
  size(key: string): Promise<number>;
  list(key: string, first: number, last: number): Promise<string[]>;
}
