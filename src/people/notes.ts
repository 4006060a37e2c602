import type { Redis } from "../redis/redis.ts";

/** What operators write down of a reseller, for each other; "": nothing. The reseller has it in their own data only. */
export interface Notes {
  of(userId: number): Promise<string>;
  /** Takes the place of what was written before. */
  write(userId: number, note: string): Promise<void>;
}

/** Characters. */
export const maxNote = 300;
export const maxNoteLines = 5;

export function createNotes({
  redis,
  key,
}: {
  redis: Pick<Redis, "hget" | "hset" | "hdel">;
  key: string;
}): Notes {
  return {
    of: async (userId) => (await redis.hget(key, String(userId))) ?? "",
    async write(userId, note) {
      const id = String(userId);
      if (note === "") await redis.hdel(key, id);
      else await redis.hset(key, id, note.slice(0, maxNote).toWellFormed());
    },
  };
}
