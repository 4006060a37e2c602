import type { Redis } from "ioredis";
import { z } from "zod";
import type { Log } from "../log.ts";
import type { AccountKeys } from "../redis.ts";
import { noticeSchema } from "./notice.ts";
import { orderIdSchema } from "./order.ts";
import type { DirtyCard, Outbox, QueuedNotice } from "./ports.ts";
import { createScripts } from "./scripts.ts";

const maxDeadLetters = 1_000;

/** What order scripts owe, in Redis. Every method may be repeated. */
export function createOutbox({ redis, keys, log }: { redis: Redis; keys: AccountKeys; log: Log }): Outbox {
  const run = createScripts(redis, keys.prefix);

  async function bury(chatId: number, raw: string, why: string): Promise<void> {
    log.error({ chatId, why }, "a notice cannot be delivered; kept as a dead letter");
    await redis
      .multi()
      .lpush(keys.deadLetters, JSON.stringify({ chatId, why, notice: raw }))
      .ltrim(keys.deadLetters, 0, maxDeadLetters - 1)
      .exec();
    await run("delivered", chatId, raw);
  }

  return {
    async due(nowMs, limit) {
      const [chats, cards] = await Promise.all([
        redis.zrangebyscore(keys.outboxDue, "-inf", nowMs, "LIMIT", 0, limit),
        redis.zrangebyscore(keys.cards, "-inf", nowMs, "LIMIT", 0, limit),
      ]);
      return { chats: chats.map(Number), cards: cards.flatMap((text: string) => parseCard(text) ?? []) };
    },

    async peek(chatId, limit) {
      const queued: QueuedNotice[] = [];
      for (const raw of await redis.lrange(keys.outbox(chatId), 0, String(limit - 1))) {
        const parsed = noticeSchema.safeParse(parseJson(raw));
        if (parsed.success) queued.push({ raw, notice: parsed.data });
        else await bury(chatId, raw, "unreadable");
      }
      return queued;
    },

    async delivered(chatId, notices) {
      await run("delivered", chatId, ...notices.map(({ raw }) => raw));
    },

    async postpone(chatId, untilMs) {
      await redis.zadd(keys.outboxDue, "XX", untilMs, String(chatId));
    },

    async shelve(chatId) {
      await redis.multi().sadd(keys.outboxShelved, String(chatId)).zrem(keys.outboxDue, String(chatId)).exec();
    },

    async unshelve(chatId) {
      if ((await redis.sismember(keys.outboxShelved, String(chatId))) === 0) return;
      await redis.multi().zadd(keys.outboxDue, 0, String(chatId)).srem(keys.outboxShelved, String(chatId)).exec();
    },

    bury: (chatId, { raw }, why) => bury(chatId, raw, why),

    async cardDelivered(card) {
      const drawn = Array.from({ length: card.version }, (_, index) => member({ ...card, version: index + 1 }));
      await redis.zrem(keys.cards, ...drawn);
    },

    async postponeCard(card, untilMs) {
      await redis.zadd(keys.cards, "XX", untilMs, member(card));
    },

    async cardMessage(orderId) {
      const messageId = await redis.hget(keys.order(orderId), "card");
      return messageId === null ? null : Number(messageId);
    },

    async setCardMessage(orderId, messageId) {
      await redis.hset(keys.order(orderId), "card", messageId);
    },
  };
}

const member = ({ orderId, version }: DirtyCard) => `${orderId}@${version}`;

const cardSchema = z.tuple([orderIdSchema, z.coerce.number().int()]);

function parseCard(text: string): DirtyCard | undefined {
  const parsed = cardSchema.safeParse(text.split("@"));
  return parsed.success ? { orderId: parsed.data[0], version: parsed.data[1] } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
