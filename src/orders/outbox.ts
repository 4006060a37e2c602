import { z } from "zod";
import type { Log } from "../log.ts";
import type { AccountKeys } from "../redis.ts";
import { noticeSchema } from "./notice.ts";
import { orderIdSchema } from "./order.ts";
import type { DirtyCard, Outbox, QueuedNotice } from "./ports.ts";
import type { OrderRedis } from "./redis.ts";

const maxDeadLetters = 1_000;

/** What order scripts owe, in Redis. Every method may be repeated. */
export function createOutbox(deps: {
  redis: OrderRedis;
  keys: AccountKeys;
  log: Log;
  /** A notice was put aside for good. */
  onDeadLetter?(why: string): void;
}): Outbox {
  const { redis, keys, log } = deps;
  const { run } = redis;

  async function bury(chatId: number, raw: string, why: string): Promise<void> {
    log.error({ chatId, why }, "a notice cannot be delivered; kept as a dead letter");
    await run("bury", chatId, raw, JSON.stringify({ chatId, why, notice: raw }), maxDeadLetters);
    deps.onDeadLetter?.(why);
  }

  return {
    async due(nowMs, limit) {
      const [chats, cards] = await Promise.all([
        redis.scored(keys.outboxDue, -Infinity, nowMs, limit),
        redis.scored(keys.cards, -Infinity, nowMs, limit),
      ]);
      return { chats: chats.map(Number), cards: cards.flatMap((text) => parseCard(text) ?? []) };
    },

    async peek(chatId, limit) {
      const queued: QueuedNotice[] = [];
      for (const raw of await redis.list(keys.outbox(chatId), 0, limit - 1)) {
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
      await run("postpone", "outbox:due", chatId, Math.ceil(untilMs));
    },

    async shelve(chatId) {
      await run("shelve", chatId);
    },

    async unshelve(chatId) {
      if (await redis.isMember(keys.outboxShelved, String(chatId))) await run("unshelve", chatId);
    },

    bury: (chatId, { raw }, why) => bury(chatId, raw, why),

    async cardDelivered({ orderId, version }, messageId) {
      await run("drawn", orderId, version, messageId ?? "");
    },

    async postponeCard(card, untilMs) {
      await run("postpone", "cards", member(card), Math.ceil(untilMs));
    },

    async cardMessage(orderId) {
      const messageId = await redis.hashField(keys.order(orderId), "card");
      return messageId === null ? null : Number(messageId);
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
