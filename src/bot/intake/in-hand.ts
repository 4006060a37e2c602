import type { Update } from "grammy/types";
import { z } from "zod";
import { json } from "../../json.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import { evalLua, readLua } from "../../redis/lua.ts";
import type { Redis } from "../../redis/redis.ts";

/**
 * Updates that Telegram need not keep any more and that are not handled yet. It hands out a hundred at a time, and what
 * follows only once those before are confirmed: one that takes long is kept here meanwhile, so that it holds up nobody and
 * is not lost with its process.
 */
export interface InHand {
  /** What a process left, oldest first. What too many died with is dropped, and answered as such. */
  takeOver(): Promise<{ left: Update[]; dropped: number[] }>;
  /** Keeps these; those are done. */
  keep(updates: readonly Update[], done: readonly number[]): Promise<void>;
  /** These are left to whoever comes next by a process that lives. */
  giveBack(ids: readonly number[]): Promise<void>;
}

/** One that ends the process each time must not do so for ever. */
const mostTimes = 3;

const giveBack = readLua(new URL("lua/give-back.lua", import.meta.url));

const kept = json.pipe(
  z.object({
    times: z.number().int(),
    update: z.custom<Update>((update) => shape.safeParse(update).success),
  }),
);
const shape = z.looseObject({ update_id: z.number().int() });

export function createInHand({
  redis,
  keys,
}: {
  redis: Pick<Redis, "hgetall" | "hset" | "hdel" | "evalsha" | "eval">;
  keys: Pick<AccountKeys, "updatesInHand">;
}): InHand {
  const key = keys.updatesInHand;
  const write = async (rows: readonly { update: Update; times: number }[]) => {
    const fields = rows.map((row) => [String(row.update.update_id), JSON.stringify(row)] as const);
    if (rows.length > 0) await redis.hset(key, Object.fromEntries(fields));
  };
  const drop = async (ids: readonly (number | string)[]) => {
    if (ids.length > 0) await redis.hdel(key, ...ids.map(String));
  };
  return {
    async takeOver() {
      const rows = Object.entries(await redis.hgetall(key)).map(([id, text]) => ({
        id: Number(id),
        row: kept.safeParse(text).data,
      }));
      const begun = rows.flatMap(({ row }) => (row && row.times < mostTimes ? [row] : []));
      const left = begun.toSorted((a, b) => a.update.update_id - b.update.update_id);
      const ids = new Set(left.map(({ update }) => update.update_id));
      const dropped = rows.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
      await write(left.map(({ update, times }) => ({ update, times: times + 1 })));
      await drop(dropped);
      return { left: left.map(({ update }) => update), dropped };
    },
    async giveBack(ids) {
      if (ids.length > 0) await evalLua(redis, giveBack, [key], ids);
    },
    async keep(updates, done) {
      await Promise.all([write(updates.map((update) => ({ update, times: 1 }))), drop(done)]);
    },
  };
}
