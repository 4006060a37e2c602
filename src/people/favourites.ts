import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import { json } from "../json.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { RunScript } from "../redis/scripts.ts";
import type { PeopleScript } from "./scripts.ts";

/** ⭐: services that a reseller wants on top of the list. */
export interface Favourites {
  /** Their ids, oldest favourite first. */
  of(userId: number): Promise<string[]>;
  /**
   * Makes it one, or none any more. `press`: the same again changes nothing; letters, digits, `-` and `_`. `isSold`: one that
   * is not makes room where all places are taken.
   */
  toggle(
    userId: number,
    favourite: { serviceId: string; sinceMs: number; press: string },
    isSold: (serviceId: string) => boolean,
  ): Promise<"added" | "removed" | "full">;
}

/** As many as are shown: one beyond them could neither be seen nor taken back. */
export const maxFavourites = 8;

export function createFavourites({
  redis,
  run,
  keys,
}: {
  redis: Pick<Redis, "hgetall" | "hdel">;
  run: RunScript<PeopleScript>;
  keys: AccountKeys;
}): Favourites {
  async function of(userId: number): Promise<string[]> {
    const all = Object.entries(await redis.hgetall(keys.favourites(userId)));
    return all
      .filter(([field]) => field !== lastPress)
      .map(([id, text]) => ({ id, sinceMs: stored.safeParse(text).data?.sinceMs ?? 0 }))
      .toSorted((a, b) => a.sinceMs - b.sinceMs)
      .map(({ id }) => id);
  }

  return {
    of,
    async toggle(userId, { serviceId, sinceMs, press }, isSold) {
      const value = JSON.stringify({ v: 1, sinceMs });
      const star = async () => {
        const [outcome] = await run("star", userId, serviceId, value, maxFavourites, press);
        return outcomeSchema.parse(outcome);
      };
      const outcome = await star();
      if (outcome !== "full") return outcome;
      const gone = (await of(userId)).filter((id) => !isSold(id));
      if (gone.length === 0) return "full";
      await redis.hdel(keys.favourites(userId), ...gone);
      return star();
    },
  };
}

/** What the press before was and came to (`lua/star.lua`). */
const lastPress = "last";
const outcomeSchema = z.enum(["added", "removed", "full"]);
const stored = json.pipe(z.object({ v: z.literal(1), sinceMs: z.number() }));
