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
  /** Makes it one, or none any more. `isSold`: one that is not makes room where all places are taken. */
  toggle(
    userId: number,
    favourite: { serviceId: string; sinceMs: number },
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
      .map(([id, text]) => ({ id, sinceMs: stored.safeParse(text).data?.sinceMs ?? 0 }))
      .toSorted((a, b) => a.sinceMs - b.sinceMs)
      .map(({ id }) => id);
  }

  return {
    of,
    async toggle(userId, { serviceId, sinceMs }, isSold) {
      const key = keys.favourites(userId);
      if ((await redis.hdel(key, serviceId)) === 1) return "removed";
      const value = JSON.stringify({ v: 1, sinceMs });
      const add = async () =>
        (await run("keep", `favourites:${userId}`, serviceId, value, maxFavourites))[0] === "kept";
      if (await add()) return "added";
      const gone = (await of(userId)).filter((id) => !isSold(id));
      if (gone.length === 0) return "full";
      await redis.hdel(key, ...gone);
      return (await add()) ? "added" : "full";
    },
  };
}

const stored = json.pipe(z.object({ v: z.literal(1), sinceMs: z.number() }));
