import type { Redis } from "../redis/redis.ts";

/** The code of the language each person has chosen, kept beside the orders so that a push finds it. */
export interface Languages {
  of(userId: number): Promise<string | null>;
  choose(userId: number, language: string): Promise<void>;
}

export function createLanguages({
  redis,
  key,
}: {
  redis: Pick<Redis, "hget" | "hset">;
  key: string;
}): Languages {
  return {
    of: (userId) => redis.hget(key, String(userId)),
    async choose(userId, language) {
      await redis.hset(key, String(userId), language);
    },
  };
}
