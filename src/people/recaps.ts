import type { Redis } from "../redis/redis.ts";
import { jakartaDay, jakartaDayMs } from "../jakarta.ts";
import type { OwedNotice } from "../orders/state/notice.ts";
import { owedJson } from "../orders/store/owed.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { PeopleScript } from "./scripts.ts";

/** When each person is told what came of their day, and which day they were told of last. Any method may reject. */
export interface Recaps {
  timeOf(userId: number): Promise<RecapTime>;
  /** What is over by `nowMs` is not told any more. */
  choose(userId: number, time: RecapTime, nowMs: number): Promise<void>;
  /** Of these people, who is to be told of which day now. */
  due(userIds: readonly number[], nowMs: number): Promise<DueRecap[]>;
  /** Owes them and notes their days as told, each once. */
  tell(recaps: readonly Recap[]): Promise<("told" | "again")[]>;
}

/** A minute of the day in Jakarta, from 0; null: none. */
export type RecapTime = number | null;

export interface DueRecap {
  userId: number;
  /** Counted from 1 January 1970 in Jakarta. */
  day: number;
}

export interface Recap extends DueRecap {
  /** null: there is nothing to tell of it. */
  notice: OwedNotice["notice"] | null;
}

const usualMinute = 21 * 60 + 30;
/** What the bot could not tell in the evening, it tells then. */
const morningMinute = 7 * 60;
const minuteMs = 60_000;

export function createRecaps({
  redis,
  run,
  keys,
}: {
  redis: Pick<Redis, "hget" | "hmget">;
  run: RunScript<PeopleScript>;
  keys: AccountKeys;
}): Recaps {
  return {
    timeOf: async (userId) => readTime(await redis.hget(keys.recapTimes, String(userId))),

    async choose(userId, time, nowMs) {
      const day = jakartaDay(nowMs) - (time !== null && minuteAt(nowMs) >= time ? 0 : 1);
      await run("recap-time", userId, time ?? "off", day);
    },

    async due(userIds, nowMs) {
      if (userIds.length === 0) return [];
      const ids = userIds.map(String);
      const [times, told, owed] = await Promise.all([
        redis.hmget(keys.recapTimes, ...ids),
        redis.hmget(keys.recapsTold, ...ids),
        redis.hmget(keys.recapsOwed, ...ids),
      ]);
      return userIds.flatMap((userId, place) => {
        const time = readTime(times[place] ?? null);
        const day = time === null ? null : dayToTell(time, nowMs);
        const isBegun = (owed[place] ?? null) !== null;
        const last = told[place] ?? null;
        if (day === null || (!isBegun && last !== null && Number(last) >= day)) return [];
        return { userId, day };
      });
    },

    async tell(recaps) {
      const outcomes = await run(
        "tell-recap",
        ...recaps.flatMap(({ userId, day, notice }) => {
          const owed = notice === null ? [] : [{ chatId: userId, notice }];
          return [userId, day, owedJson(owed)];
        }),
      );
      return outcomes.map((outcome) => (outcome === "told" ? "told" : "again"));
    },
  };
}

/** The latest day whose time has come; null: it is the day before, and night. */
function dayToTell(time: number, nowMs: number): number | null {
  const minute = minuteAt(nowMs);
  if (minute >= time) return jakartaDay(nowMs);
  return minute < morningMinute ? null : jakartaDay(nowMs) - 1;
}

const minuteAt = (nowMs: number) =>
  Math.floor((nowMs - jakartaDayMs(jakartaDay(nowMs))) / minuteMs);

function readTime(text: string | null): RecapTime {
  if (text === null) return usualMinute;
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}
