import type { Bells } from "../bell.ts";
import type { Redis } from "../redis/redis.ts";
import type { Clock } from "../clock.ts";
import type { OwedNotice } from "../orders/state/notice.ts";
import { owedJson } from "../orders/store/owed.ts";
import { jakartaDay } from "../jakarta.ts";
import { pageOf, type Page, type WantedPage } from "../page.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { readEntry, type AccessSettings, type RosterEntry } from "./access.ts";
import { refusedMs, type Named } from "./requests.ts";
import { hashSlices } from "../redis/slices.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { PeopleScript } from "./scripts.ts";

/** All who are or were resellers, by the settings or by an operator's word. */
export interface Roster {
  /** Resellers first, then who was removed, each by name. `search`: part of a name or id, "" for all. */
  list(search: string, wanted: WantedPage): Promise<RosterPage>;
  /**
   * Whom an operator means: an id, `@username` or part of a name; the first few of them, in no order. Digits alone
   * are an id and no part of one.
   */
  meant(typed: string, most: number): Promise<number[]>;
  /** Null: never a reseller. */
  read(userId: number): Promise<Member | null>;
  /** Removes or restores, once for each `act`; the person is told. `same`: another operator was first. */
  enrol(
    userId: number,
    to: "in" | "out",
    operator: Named,
    act?: string,
  ): Promise<"changed" | "same">;
  /** `of`: what they may order for in a day, or how far below what they have. Once for each `act`. */
  setLimit(userId: number, of: LimitOf, limit: Limit, act?: string): Promise<void>;
  /** What a person may order for in a day, and how much of it is left; null: any sum. */
  limitOf(userId: number): Promise<DayLimit | null>;
  /** Everyone who may order now, operators aside. */
  resellerIds(): Promise<number[]>;
  /** As far as it is known; else the id. */
  nameOf(userId: number): Promise<string>;
  /** Names of these people, of those that are known. */
  namesOf(userIds: readonly number[]): Promise<Map<number, string>>;
  /** Keeps the name Telegram has for a person. */
  noteName(userId: number, name: string): Promise<void>;
}

export interface RosterPage extends Page<Member> {
  /** Who may order now, found or not. */
  resellers: number;
}

export interface Member {
  userId: number;
  /** Empty until they used the bot. */
  name: string;
  in: boolean;
  /** The operator's word that counts; null: the settings'. */
  entry: RosterEntry | null;
  limit: Limit;
  credit: Limit;
  /** Orders confirmed since midnight in Jakarta that did not fail. */
  today: { orders: number; rupiah: number };
  lastOrderAtMs: number | null;
}

export type Limit = { kind: "usual" } | { kind: "none" } | { kind: "rupiah"; rupiah: number };

/** Whole rupiah; `left` may be below 0, where it was lowered since. */
export interface DayLimit {
  rupiah: number;
  left: number;
}

export type LimitOf = "day" | "credit";

export interface RosterDependencies {
  redis: Pick<Redis, "hscan" | "hget" | "hmget" | "hset" | "zrevrange">;
  run: RunScript<PeopleScript>;
  keys: AccountKeys;
  clock: Clock;
  settings: AccessSettings & { usualTerms: { limitRupiah: number | null } };
  bells: Pick<Bells, "owed">;
}

const maxName = 64;

export function createRoster({
  redis,
  run,
  keys,
  clock,
  settings,
  bells,
}: RosterDependencies): Roster {
  const usual = new Set(settings.resellerIds);
  const operators = new Set(settings.adminIds);

  /** All but operators, and whether they may order now. */
  async function everyone(): Promise<Map<number, boolean>> {
    const found = new Map([...usual].map((userId) => [userId, true]));
    for await (const slice of hashSlices(redis, keys.roster)) {
      for (const [id, text] of slice)
        found.set(Number(id), readEntry(text)?.in ?? usual.has(Number(id)));
    }
    for (const userId of operators) found.delete(userId);
    return found;
  }

  /** Names of those among `people`. */
  async function theirNames(people: ReadonlyMap<number, unknown>): Promise<Map<number, string>> {
    const names = new Map<number, string>();
    for await (const slice of hashSlices(redis, keys.names)) {
      for (const [id, name] of slice) if (people.has(Number(id))) names.set(Number(id), name);
    }
    return names;
  }

  async function read(userId: number): Promise<Member | null> {
    const id = String(userId);
    const [entryText, name, [rupiah, orders], limit, credit, [, lastAt]] = await Promise.all([
      redis.hget(keys.roster, id),
      redis.hget(keys.names, id),
      redis.hmget(keys.spent(jakartaDay(clock.wallMs())), id, `${id}:orders`),
      redis.hget(keys.limits, id),
      redis.hget(keys.credits, id),
      redis.zrevrange(keys.history(userId), 0, 0, "WITHSCORES"),
    ]);
    const entry = readEntry(entryText);
    if ((entryText === null && !usual.has(userId)) || operators.has(userId)) return null;
    return {
      userId,
      name: name ?? "",
      in: entry?.in ?? usual.has(userId),
      entry,
      limit: readLimit(limit),
      credit: readLimit(credit),
      today: { orders: Number(orders ?? 0), rupiah: Number(rupiah ?? 0) },
      lastOrderAtMs: lastAt === undefined ? null : Number(lastAt),
    };
  }

  return {
    async list(search, wanted) {
      const all = await everyone();
      const names = await theirNames(all);
      const sought = search.trim().toLowerCase();
      const places: string[] = [];
      let resellers = 0;
      for (const [userId, isIn] of all) {
        if (isIn) resellers += 1;
        const name = (names.get(userId) ?? "").toLowerCase();
        if (name.includes(sought) || String(userId).includes(sought))
          places.push(placeOf(userId, isIn, name));
      }
      const page = pageOf(places.toSorted(), wanted);
      const members = await Promise.all(page.items.map((place) => read(userAt(place))));
      return { ...page, items: members.filter((member) => member !== null), resellers };
    },

    read,

    async meant(typed, most) {
      const sought = typed.trim().toLowerCase();
      const all = await everyone();
      if (/^\d+$/.test(sought)) return all.has(Number(sought)) ? [Number(sought)] : [];
      if (sought.replace("@", "") === "") return [];
      const names = await theirNames(all);
      const fits = (name: string) =>
        sought.startsWith("@") ? ` ${name}`.endsWith(` ${sought}`) : name.includes(sought);
      return [...names]
        .flatMap(([userId, name]) => (fits(name.toLowerCase()) ? [userId] : []))
        .slice(0, most);
    },

    async enrol(userId, to, operator, act = "") {
      const id = `access:${userId}:${to}:${clock.wallMs()}`;
      const owed: OwedNotice[] = [
        {
          chatId: userId,
          notice: { kind: "access", id, access: to === "in" ? "restored" : "removed" },
        },
      ];
      const stands = usual.has(userId) ? "in" : "out";
      const [kind] = await run(
        "enrol",
        userId,
        to,
        stands,
        operator.userId,
        operator.name,
        refusedMs,
        owedJson(owed),
        act,
      );
      if (kind === "changed") bells.owed.ring();
      return kind === "changed" ? "changed" : "same";
    },

    async setLimit(userId, of, limit, act = "") {
      const name = of === "day" ? "limits" : "credits";
      await run("limit", name, userId, writeLimit(limit), act);
    },

    async limitOf(userId) {
      if (operators.has(userId)) return null;
      const id = String(userId);
      const [own, spent] = await Promise.all([
        redis.hget(keys.limits, id),
        redis.hget(keys.spent(jakartaDay(clock.wallMs())), id),
      ]);
      const limit = readLimit(own);
      const rupiah =
        limit.kind === "rupiah"
          ? limit.rupiah
          : limit.kind === "usual"
            ? settings.usualTerms.limitRupiah
            : null;
      return rupiah === null ? null : { rupiah, left: rupiah - Number(spent ?? 0) };
    },

    resellerIds: async () =>
      [...(await everyone())].flatMap(([userId, isIn]) => (isIn ? [userId] : [])),

    nameOf: async (userId) => (await redis.hget(keys.names, String(userId))) ?? String(userId),

    async namesOf(userIds) {
      const ids = [...new Set(userIds)];
      const names = ids.length === 0 ? [] : await redis.hmget(keys.names, ...ids.map(String));
      return new Map(
        ids.flatMap((id, index) => {
          const name = names[index] ?? "";
          return name === "" ? [] : [[id, name] as const];
        }),
      );
    },

    async noteName(userId, name) {
      await redis.hset(keys.names, String(userId), name.slice(0, maxName).toWellFormed());
    },
  };
}

const idDigits = 16;

/** Sorts as the list does: who may order first, each by name, then by id. */
function placeOf(userId: number, isIn: boolean, name: string): string {
  return `${isIn ? 0 : 1}${name.normalize("NFKD")}\0${String(userId).padStart(idDigits, "0")}`;
}

const userAt = (place: string) => Number(place.slice(-idDigits));

function writeLimit(limit: Limit): string {
  if (limit.kind === "usual") return "";
  return limit.kind === "none" ? "none" : String(limit.rupiah);
}

function readLimit(text: string | null): Limit {
  if (text === null) return { kind: "usual" };
  return text === "none" ? { kind: "none" } : { kind: "rupiah", rupiah: Number(text) };
}
