import type { Redis } from "../redis/redis.ts";
import type { Clock } from "../clock.ts";
import { jakartaDay, jakartaDayMs } from "../jakarta.ts";
import { lineNames } from "../line.ts";
import {
  accountKeys,
  allowanceKey,
  chatLeaseKey,
  conversationKey,
  sessionKey,
  type AccountKeys,
} from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { PeopleScript } from "./scripts.ts";

/** What becomes of it when its person wants to be forgotten; `passes`: it goes by itself within days. */
type Fate = "erased" | "kept" | "passes";

interface Kind {
  fate: Fate;
  /** Keys that have the person in their name; `*` stands for anything. */
  keys?: readonly string[];
  /** Hashes that have the person as a field. */
  fields?: readonly string[];
  /** Hashes of one day each, kept for `keptDays`, that have the person in these fields. */
  daily?: { of(day: number): string; fields: readonly string[] };
  /** Sorted sets by time that have the person as a member. */
  ranked?: readonly string[];
  /** In the file it has a form of its own, or is no more than copies of what is there. */
  unlisted?: true;
}

/**
 * All that is kept of one person: what their file holds and what is erased follow from it. A key with a person in its
 * name that is in none of these is a defect, and a test finds it.
 */
export function ownDataKinds(keys: AccountKeys, userId: number) {
  const purse = `purse:${userId}`;
  return {
    language: { fate: "erased", fields: [keys.languages] },
    name: { fate: "erased", fields: [keys.names] },
    quiet: { fate: "erased", fields: [keys.quiet] },
    receipts: { fate: "erased", keys: [keys.receipts(userId)] },
    recap: { fate: "erased", fields: [keys.recapTimes] },
    session: { fate: "erased", keys: [sessionKey(userId)] },
    // What was typed into an open form may be a secret: it is not written into a file.
    form: { fate: "erased", keys: [conversationKey(userId)], unlisted: true },
    saved: { fate: "erased", keys: [keys.saved(userId)] },
    favourites: { fate: "erased", keys: [keys.favourites(userId)] },
    short: { fate: "erased", fields: [keys.short] },
    watches: { fate: "erased", keys: [keys.serviceWatches(userId)] },
    request: { fate: "erased", keys: [keys.request(userId)] },
    orders: { fate: "kept", keys: [keys.history(userId), keys.open(userId)], unlisted: true },
    books: {
      fate: "kept",
      keys: [keys.booksAccount(purse), keys.booksStatement(purse), keys.booksDays(purse)],
      unlisted: true,
    },
    sums: {
      fate: "kept",
      daily: { of: keys.spent, fields: [String(userId), `${userId}:orders`] },
    },
    // What the shop earned with a person would tell them what it pays: it is not written into their file.
    profits: {
      fate: "kept",
      daily: { of: keys.profits, fields: [`reseller ${userId}`] },
      unlisted: true,
    },
    turns: { fate: "kept", ranked: lineNames.map((line) => keys.line(line).turns) },
    tickets: { fate: "kept", keys: [keys.ticketsOpenOf(userId)] },
    // `complaints/complaint.ts` names what is a person's, and of no order, so.
    complaints: {
      fate: "kept",
      keys: [keys.complaintsOf(userId), keys.complaintOf(`person:${userId}`)],
    },
    terms: { fate: "kept", fields: [keys.roster, keys.limits, keys.credits, keys.levels] },
    note: { fate: "kept", fields: [keys.notes] },
    recapMarks: { fate: "kept", fields: [keys.recapsTold, keys.recapsOwed] },
    messages: { fate: "passes", keys: [keys.outbox(userId), keys.outboxRefused(userId)] },
    cards: {
      fate: "passes",
      keys: [
        chatLeaseKey(userId),
        allowanceKey(userId, "*"),
        keys.newestCard(userId, "*"),
        keys.receiptPicture(userId, "*"),
        `${keys.prefix}batch-card:${userId}:*`,
        keys.serviceWatchTold(`${userId} *`),
      ],
      unlisted: true,
    },
  } as const satisfies Record<string, Kind>;
}

export type OwnDataName = keyof ReturnType<typeof ownDataKinds>;

/** What is kept of one person, for that person. */
export interface OwnData {
  /** What lies there, by its name in the table; without orders and books, which others read out. */
  read(userId: number): Promise<Partial<Record<OwnDataName, unknown>>>;
  /** Erases what may be erased. Doing it again is harmless. */
  erase(userId: number): Promise<void>;
}

/** By what becomes of them, in the table's order. */
export function fatesOf(): Record<Fate, OwnDataName[]> {
  const found: Record<Fate, OwnDataName[]> = { erased: [], kept: [], passes: [] };
  for (const { name, kind } of kindsOf(anyKeys, 0)) found[kind.fate].push(name);
  return found;
}

function kindsOf(keys: AccountKeys, userId: number): { name: OwnDataName; kind: Kind }[] {
  const kinds = ownDataKinds(keys, userId);
  const isName = (name: string): name is OwnDataName => Object.hasOwn(kinds, name);
  return Object.keys(kinds)
    .filter(isName)
    .map((name) => ({ name, kind: kinds[name] }));
}

export function createOwnData({
  redis,
  run,
  keys,
  clock,
}: {
  redis: Pick<
    Redis,
    "del" | "get" | "hdel" | "hget" | "hgetall" | "hkeys" | "hmget" | "lrange" | "type" | "zrange"
  >;
  run: RunScript<PeopleScript>;
  keys: AccountKeys;
  clock: Pick<Clock, "wallMs">;
}): OwnData {
  async function readKey(key: string): Promise<unknown> {
    switch (await redis.type(key)) {
      case "string":
        return readable((await redis.get(key)) ?? "");
      case "hash":
        return Object.fromEntries(
          Object.entries(await redis.hgetall(key)).map(([field, text]) => [field, readable(text)]),
        );
      case "list":
        return (await redis.lrange(key, 0, mostRows - 1)).map(readable);
      case "zset":
        return redis.zrange(key, 0, String(mostRows - 1));
      default:
        return undefined;
    }
  }

  /** By day, as `2026-11-29`. */
  async function readDaily({ of, fields }: NonNullable<Kind["daily"]>): Promise<unknown> {
    const today = jakartaDay(clock.wallMs());
    const found: Record<string, unknown> = {};
    for (let ago = 0; ago <= keptDays; ago += 1) {
      const values = await redis.hmget(of(today - ago), ...fields);
      if (values.every((value) => value === null)) continue;
      // Noon in Jakarta is the same day in UTC.
      const date = new Date(jakartaDayMs(today - ago) + 12 * 3_600_000).toISOString().slice(0, 10);
      found[date] = Object.fromEntries(fields.map((field, at) => [field, Number(values[at] ?? 0)]));
    }
    return Object.keys(found).length === 0 ? undefined : found;
  }

  /** When it was, where they are among the latest. */
  async function readRanked(key: string, userId: number): Promise<unknown> {
    const flat = await redis.zrange(key, 0, "-1", "WITHSCORES");
    for (let at = 0; at + 1 < flat.length; at += 2)
      if (flat[at] === String(userId)) return new Date(Number(flat[at + 1])).toISOString();
    return undefined;
  }

  return {
    async read(userId) {
      const found: Partial<Record<OwnDataName, unknown>> = {};
      for (const { name, kind } of kindsOf(keys, userId)) {
        if (kind.unlisted === true) continue;
        const values: Record<string, unknown> = {};
        for (const key of kind.keys ?? []) values[shortKey(key, keys)] = await readKey(key);
        for (const key of kind.fields ?? []) {
          const text = await redis.hget(key, String(userId));
          if (text !== null) values[shortKey(key, keys)] = readable(text);
        }
        if (kind.daily !== undefined) values["daily"] = await readDaily(kind.daily);
        for (const key of kind.ranked ?? [])
          values[shortKey(key, keys)] = await readRanked(key, userId);
        const there = Object.values(values).filter((value) => value !== undefined);
        if (there.length > 0) found[name] = there.length === 1 ? there[0] : values;
      }
      return found;
    },

    async erase(userId) {
      // Each with its place in the index of all watches.
      for (const watch of await redis.hkeys(keys.serviceWatches(userId)))
        await run("unwatch", userId, watch);
      for (const { kind } of kindsOf(keys, userId)) {
        if (kind.fate !== "erased") continue;
        for (const key of kind.fields ?? []) await redis.hdel(key, String(userId));
        for (const key of kind.keys ?? []) {
          if (key === keys.request(userId)) await eraseRequest(key);
          else await redis.del(key);
        }
      }
    },
  };

  /** Who was refused cannot ask again for a day; that alone stays until then. */
  async function eraseRequest(key: string): Promise<void> {
    if ((await redis.hget(key, "state")) === "refused") await redis.hdel(key, "name", "notice");
    else await redis.del(key);
  }
}

const mostRows = 1_000;
/** As `day.lua` keeps them. */
const keptDays = 40;

/** JSON as what it says, anything else as it is. */
function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const shortKey = (key: string, { prefix }: AccountKeys) => key.replace(prefix, "");
const anyKeys = accountKeys("");
