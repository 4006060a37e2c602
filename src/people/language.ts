import type { Redis } from "ioredis";

/** The languages the bot speaks. Indonesian is the default, English an equal. */
export const languages = ["id", "en"] as const;
export type Language = (typeof languages)[number];

/** Telegram's `language_code` (IETF, may be missing) to one of ours. */
export function languageFrom(code: string | undefined, fallback: Language): Language {
  const primary = code?.toLowerCase().split("-")[0];
  return languages.find((language) => language === primary) ?? fallback;
}

/** What each chat has chosen, kept beside the orders so that a push finds its language. */
export interface Languages {
  of(userId: number): Promise<Language | null>;
  choose(userId: number, language: Language): Promise<void>;
}

export function createLanguages({
  redis,
  key,
}: {
  redis: Pick<Redis, "hget" | "hset">;
  key: string;
}): Languages {
  return {
    async of(userId) {
      const kept = await redis.hget(key, String(userId));
      return languages.find((language) => language === kept) ?? null;
    },
    async choose(userId, language) {
      await redis.hset(key, String(userId), language);
    },
  };
}
