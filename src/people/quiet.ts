import type { Redis } from "../redis/redis.ts";
import { jakartaMidnightMs } from "../jakarta.ts";

/** Whole hours of Jakarta's clock; from 22 to 6 is over midnight. */
export interface QuietSpan {
  fromHour: number;
  toHour: number;
}

/** Hours in which a person is sent nothing but their own results: what watches, broadcasts and recaps have to say waits. */
export interface QuietHours {
  /** null: they have none. */
  of(userId: number): Promise<QuietSpan | null>;
  set(userId: number, span: QuietSpan | null): Promise<void>;
  /** When they are over, unix ms; null: it is none of them now. */
  untilMs(userId: number, nowMs: number): Promise<number | null>;
}

export function createQuietHours({
  redis,
  key,
}: {
  redis: Pick<Redis, "hget" | "hset" | "hdel">;
  key: string;
}): QuietHours {
  const of: QuietHours["of"] = async (userId) => readSpan(await redis.hget(key, String(userId)));
  return {
    of,
    async set(userId, span) {
      const id = String(userId);
      if (span === null) await redis.hdel(key, id);
      else await redis.hset(key, id, `${span.fromHour}-${span.toHour}`);
    },
    async untilMs(userId, nowMs) {
      const span = await of(userId);
      return span === null ? null : quietUntilMs(span, nowMs);
    },
  };
}

const hourMs = 3_600_000;

/** When a span that holds `nowMs` ends, unix ms; null: none does. */
export function quietUntilMs({ fromHour, toHour }: QuietSpan, nowMs: number): number | null {
  const midnightMs = jakartaMidnightMs(nowMs);
  const hour = (nowMs - midnightMs) / hourMs;
  const overMidnight = fromHour > toHour;
  const isQuiet = overMidnight
    ? hour >= fromHour || hour < toHour
    : hour >= fromHour && hour < toHour;
  if (!isQuiet) return null;
  return midnightMs + (toHour + (overMidnight && hour >= fromHour ? 24 : 0)) * hourMs;
}

function readSpan(text: string | null): QuietSpan | null {
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(text ?? "") ?? [];
  return from === undefined || from === to ? null : { fromHour: Number(from), toHour: Number(to) };
}
