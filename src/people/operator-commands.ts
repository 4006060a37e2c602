import type { Redis } from "../redis/redis.ts";

/** Chats that were given the operators' command menu: who is no operator any more has to lose it. */
export interface OperatorMenus {
  given(): Promise<number[]>;
  give(chatId: number): Promise<void>;
  take(chatId: number): Promise<void>;
}

export function createOperatorMenus({
  redis,
  key,
}: {
  redis: Pick<Redis, "smembers" | "sadd" | "srem">;
  key: string;
}): OperatorMenus {
  return {
    given: async () => (await redis.smembers(key)).map(Number),
    give: async (chatId) => void (await redis.sadd(key, String(chatId))),
    take: async (chatId) => void (await redis.srem(key, String(chatId))),
  };
}
