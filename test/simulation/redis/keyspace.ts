/**
 * Redis's data as far as the order scripts use it: the same commands, the same answers. A differential test
 * compares it with a real Redis after random sequences of scripts.
 */

type Value =
  | { type: "string"; text: string }
  | { type: "hash"; fields: Map<string, string> }
  | { type: "zset"; scores: Map<string, number> }
  | { type: "set"; members: Set<string> }
  | { type: "list"; items: string[] };

interface Entry {
  value: Value;
  /** Unix ms; Infinity: kept. */
  expiresAtMs: number;
  /** For how long it was to live when that was said last. */
  livesMs: number;
}

export type Keyspace = ReturnType<typeof createKeyspace>;

/** What a server holds, and which memory it is. */
interface Held {
  entries: Map<string, Entry>;
  identity: string;
}

/** Commands take and answer text as Redis does; `nowMs` is Redis's own clock. */
export function createKeyspace(
  nowMs: () => number,
  held: Held = { entries: new Map(), identity: "memory1" },
) {
  const { entries } = held;

  const find = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry !== undefined && entry.expiresAtMs <= nowMs()) {
      entries.delete(key);
      return undefined;
    }
    return entry;
  };
  const at = <T extends Value["type"]>(
    key: string,
    type: T,
  ): Extract<Value, { type: T }> | undefined => {
    const value = find(key)?.value;
    if (value === undefined) return undefined;
    if (!isOf(value, type)) throw new Error(`WRONGTYPE ${key} is a ${value.type}`);
    return value;
  };
  const make = <T extends Value["type"]>(key: string, type: T): Extract<Value, { type: T }> => {
    const found = at(key, type);
    if (found !== undefined) return found;
    const value = empty(type);
    entries.set(key, { value, expiresAtMs: Infinity, livesMs: Infinity });
    if (!isOf(value, type)) throw new Error("unreachable");
    return value;
  };
  /** Redis keeps no empty collections. */
  const tidy = (key: string, size: number) => {
    if (size === 0) entries.delete(key);
  };
  const sorted = (key: string): [string, number][] =>
    [...(at(key, "zset")?.scores ?? [])].toSorted(
      ([a, x], [b, y]) => x - y || (a < b ? -1 : a > b ? 1 : 0),
    );
  const slice = <T>(items: readonly T[], first: number, last: number): T[] => {
    const from = first < 0 ? Math.max(0, items.length + first) : first;
    const to = last < 0 ? items.length + last : last;
    return to < from ? [] : items.slice(from, to + 1);
  };

  return {
    /** Which memory this is: another one after each start, promotion or return of the real Redis. */
    identity: () => held.identity,
    becomes: (next: string) => void (held.identity = next),
    /** For another server, which goes its own way from here on. */
    held: (): Held => structuredClone(held),

    /** How a key stands; called, it stands so again. */
    snapshot(key: string): () => void {
      const kept = structuredClone(entries.get(key));
      return () => void (kept === undefined ? entries.delete(key) : entries.set(key, kept));
    },

    exists: (key: string) => find(key) !== undefined,
    del: (key: string) => void entries.delete(key),
    /** Whether it is kept for ever: PTTL answers -1. */
    isKept: (key: string) => find(key)?.expiresAtMs === Infinity,
    pexpire(key: string, ms: number) {
      const entry = find(key);
      if (entry === undefined) return;
      entry.expiresAtMs = nowMs() + ms;
      entry.livesMs = ms;
    },

    persist(key: string) {
      const entry = find(key);
      if (entry !== undefined) Object.assign(entry, { expiresAtMs: Infinity, livesMs: Infinity });
    },
    rename(from: string, to: string) {
      const entry = find(from);
      if (entry === undefined) throw new Error("ERR no such key");
      entries.delete(from);
      entries.set(to, entry);
    },

    get: (key: string) => at(key, "string")?.text ?? null,
    set(key: string, text: string, ms = Infinity) {
      const value: Value = { type: "string", text };
      entries.set(key, { value, expiresAtMs: nowMs() + ms, livesMs: ms });
    },

    hget: (key: string, field: string) => at(key, "hash")?.fields.get(field) ?? null,
    hmget: (key: string, fields: readonly string[]) => {
      const hash = at(key, "hash");
      return fields.map((field) => hash?.fields.get(field) ?? null);
    },
    hset(key: string, fields: Record<string, string | number>) {
      const hash = make(key, "hash");
      for (const [field, value] of Object.entries(fields)) hash.fields.set(field, String(value));
    },
    hincrby(key: string, field: string, amount: number) {
      const before = at(key, "hash")?.fields.get(field) ?? "0";
      if (!/^(0|-?[1-9]\d*)$/.test(before)) throw new Error("hash value is not an integer");
      const after = BigInt(before) + BigInt(amount);
      if (BigInt.asIntN(64, after) !== after) throw new Error("increment would overflow");
      make(key, "hash").fields.set(field, String(after));
    },
    hlen: (key: string) => at(key, "hash")?.fields.size ?? 0,
    hsetnx(key: string, field: string, value: string): boolean {
      const hash = make(key, "hash");
      if (hash.fields.has(field)) return false;
      hash.fields.set(field, value);
      return true;
    },
    hdel(key: string, ...fields: string[]) {
      const hash = at(key, "hash");
      for (const field of fields)
        if (hash?.fields.delete(field) === true) tidy(key, hash.fields.size);
    },
    hgetall: (key: string): Record<string, string> =>
      Object.fromEntries(at(key, "hash")?.fields ?? []),

    zadd(key: string, score: number, member: string, only?: "NX" | "XX") {
      const present = at(key, "zset")?.scores.has(member) ?? false;
      if ((only === "NX" && present) || (only === "XX" && !present)) return;
      make(key, "zset").scores.set(member, score);
    },
    zrem(key: string, ...members: string[]) {
      const zset = at(key, "zset");
      for (const member of members)
        if (zset?.scores.delete(member) === true) tidy(key, zset.scores.size);
    },
    zscore: (key: string, member: string) => at(key, "zset")?.scores.get(member) ?? null,
    zcard: (key: string) => at(key, "zset")?.scores.size ?? 0,
    zrange: (key: string, first: number, last: number) => slice(sorted(key), first, last),
    zrevrange: (key: string, first: number, last: number) =>
      slice(sorted(key).toReversed(), first, last),
    zrangebyscore: (key: string, min: number, max: number, limit = Infinity) =>
      sorted(key)
        .filter(([, score]) => score >= min && score <= max)
        .slice(0, limit)
        .map(([member]) => member),
    zcount: (key: string, min: number, max: number) =>
      sorted(key).filter(([, score]) => score >= min && score <= max).length,
    zremrangebyscore(key: string, min: number, max: number) {
      for (const [member, score] of sorted(key))
        if (score >= min && score <= max) this.zrem(key, member);
    },
    zremrangebyrank(key: string, first: number, last: number) {
      for (const [member] of slice(sorted(key), first, last)) this.zrem(key, member);
    },

    sadd: (key: string, member: string) => void make(key, "set").members.add(member),
    srem(key: string, member: string): boolean {
      const set = at(key, "set");
      const removed = set?.members.delete(member) ?? false;
      if (set !== undefined) tidy(key, set.members.size);
      return removed;
    },
    scard: (key: string) => at(key, "set")?.members.size ?? 0,
    sismember: (key: string, member: string) => at(key, "set")?.members.has(member) ?? false,

    rpush: (key: string, item: string): number => make(key, "list").items.push(item),
    lpush: (key: string, item: string) => void make(key, "list").items.unshift(item),
    ltrim(key: string, first: number, last: number) {
      const list = at(key, "list");
      if (list !== undefined) list.items = slice(list.items, first, last);
    },
    lrem(key: string, item: string): boolean {
      const list = at(key, "list");
      const place = list?.items.indexOf(item) ?? -1;
      if (list === undefined || place < 0) return false;
      list.items.splice(place, 1);
      tidy(key, list.items.length);
      return true;
    },
    lrange: (key: string, first: number, last: number) =>
      slice(at(key, "list")?.items ?? [], first, last),
    includes: (key: string, item: string) => at(key, "list")?.items.includes(item) ?? false,

    /** Everything, in a shape to compare: sorted where Redis has no order. */
    dump(): Record<string, { type: string; value: unknown; livesMs: number }> {
      const keys = [...entries.keys()].filter((key) => find(key) !== undefined).toSorted();
      return Object.fromEntries(
        keys.map((key) => {
          const entry = find(key);
          if (entry === undefined) throw new Error("unreachable");
          return [
            key,
            {
              type: entry.value.type,
              value: plain(entry.value),
              livesMs: entry.livesMs,
            },
          ];
        }),
      );
    },
  };
}

/** A number as scripts write it, by `%.0f`. */
export const int = (number: number): string => String(BigInt(Math.round(number)));

/** As `pcall` and `redis.pcall` in a script: a failing command is no failure of the script. Answers whether it went well. */
export function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

/** The same data, but `onCommand` is told of each command first; what it throws, the command throws. */
export function watchedKeyspace(db: Keyspace, onCommand: (name: string) => void): Keyspace {
  return new Proxy(db, {
    get(target, name, receiver) {
      const command: unknown = Reflect.get(target, name, receiver);
      // The identity is no command: a script that could not ask for it would do nothing at all.
      if (typeof command !== "function" || name === "identity") return command;
      return (...args: unknown[]): unknown => {
        onCommand(String(name));
        return Reflect.apply(command, target, args);
      };
    },
  });
}

function isOf<T extends Value["type"]>(
  value: Value,
  type: T,
): value is Extract<Value, { type: T }> {
  return value.type === type;
}

function empty(type: Value["type"]): Value {
  switch (type) {
    case "string":
      return { type, text: "" };
    case "hash":
      return { type, fields: new Map() };
    case "zset":
      return { type, scores: new Map() };
    case "set":
      return { type, members: new Set() };
    case "list":
      return { type, items: [] };
  }
}

function plain(value: Value): unknown {
  switch (value.type) {
    case "string":
      return value.text;
    case "hash":
      return Object.fromEntries([...value.fields].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    case "zset":
      return Object.fromEntries([...value.scores].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    case "set":
      return [...value.members].toSorted();
    case "list":
      return value.items;
  }
}
