import type { Redis } from "../redis/redis.ts";
import type { AccountKeys } from "../redis/keys.ts";

/** Which message shows a notice that may have to change later. Forgetting one means a new message instead of an edit. */
export interface ShownNotices {
  remember(noticeId: string, chatId: number, messageId: number): Promise<void>;
  find(noticeId: string, chatId: number): Promise<number | null>;
}

/** As long as a request for access stays open. */
const keptS = 31 * 24 * 3_600;

export function createShownNotices({
  redis,
  keys,
}: {
  redis: Pick<Redis, "hset" | "expire" | "hget">;
  keys: AccountKeys;
}): ShownNotices {
  return {
    async remember(noticeId, chatId, messageId) {
      await redis.hset(keys.shown(noticeId), String(chatId), String(messageId));
      await redis.expire(keys.shown(noticeId), keptS);
    },
    async find(noticeId, chatId) {
      const messageId = await redis.hget(keys.shown(noticeId), String(chatId));
      return messageId === null ? null : Number(messageId);
    },
  };
}
