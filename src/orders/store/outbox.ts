import { z } from "zod";
import { json } from "../../json.ts";
import type { Log } from "../../log.ts";
import type { AccountKeys } from "../../redis/keys.ts";
import { noticeSchema, type Notice } from "../state/notice.ts";
import { orderIdSchema, type OrderId } from "../state/order.ts";
import type { OrderRedis } from "./redis.ts";

/** The delivery side of what the store owes; drained by the lease holder. All times are Redis times, unix ms. */
export interface Outbox {
  /** Chats with a notice due by `nowMs`, longest due first, and cards likewise; `limit`: of each. */
  due(nowMs: number, limit: number): Promise<Owed>;
  /** Makes due by `nowMs` what is due so much later that only a clock that was set back, or a long wait, explains it. */
  hasten(nowMs: number): Promise<void>;
  /** A chat's notices in order, up to `limit`. */
  peek(chatId: number, limit: number): Promise<QueuedNotice[]>;
  /** Removes delivered notices; those already gone are no error. */
  delivered(chatId: number, notices: readonly QueuedNotice[]): Promise<void>;
  /** Looks at this chat again only at `untilMs`. */
  postpone(chatId: number, untilMs: number): Promise<void>;
  /** Keeps the chat's notices for the person's next update (they blocked the bot). */
  shelve(chatId: number): Promise<void>;
  /** Brings back what was shelved or refused, for the person is there now; cheap when there is nothing. */
  unshelve(chatId: number): Promise<void>;
  /** Brings back what Telegram refused some time ago, of `limit` chats at most. */
  retryRefused(nowMs: number, limit: number): Promise<void>;
  /** Puts a notice that Telegram refused aside: for a while it comes back, then it is a dead letter. */
  bury(chatId: number, notice: QueuedNotice, why: string): Promise<void>;
  /** These cards show their orders as they stood in that version; older ones need no drawing either. */
  cardsDrawn(cards: readonly DrawnCard[]): Promise<void>;
  postponeCard(card: DirtyCard, untilMs: number): Promise<void>;
}

interface Owed {
  chats: number[];
  cards: DirtyCard[];
  /** When the next one comes due; Infinity: none is known. */
  nextAtMs: number;
}

/** `raw`: as it lies in the list, its identity. */
export interface QueuedNotice {
  raw: string;
  notice: Notice;
}

/** A card that no longer shows its order's state. `version`: of the order when it became so. */
export interface DirtyCard {
  orderId: OrderId;
  version: number;
}

/** `messageId`: of the message that shows it from now on; none: the one that did. */
export interface DrawnCard extends DirtyCard {
  messageId?: number;
}

const maxDeadLetters = 1_000;
/** Nothing but a long wait that Telegram asked for is put off for longer. */
const usualDelayMs = 2 * 60_000;
const mostHastened = 10_000;

/** What becomes of a notice that Telegram refused. All in ms. */
export interface RefusalSettings {
  /** It is tried again for so long; then it is a dead letter. */
  keptMs: number;
  /** It lies for as long as it has been tried before, but so long at least and at most. */
  shortestMs: number;
  longestMs: number;
  /** The person's next update brings it back sooner, once it has lain for so long. */
  calmMs: number;
}

const usualRefusals: RefusalSettings = {
  keptMs: 2 * 24 * 3_600_000,
  shortestMs: 5 * 60_000,
  longestMs: 6 * 3_600_000,
  calmMs: 2_000,
};

/** What order scripts owe, in Redis. Every method may be repeated. */
export function createOutbox(deps: {
  redis: OrderRedis;
  keys: AccountKeys;
  log: Log;
  /** A notice was refused for the first time, or given up. */
  onDeadLetter?(why: string): void;
  refusals?: RefusalSettings;
}): Outbox {
  const { redis, keys, log, refusals = usualRefusals } = deps;
  const { run } = redis;

  async function bury(chatId: number, raw: string, why: string, keptMs: number): Promise<void> {
    const letter = JSON.stringify({ chatId, why, notice: raw });
    // A lost reply says nothing: better told of once too often.
    let outcome: unknown = "refused";
    try {
      [outcome] = await run(
        "bury",
        chatId,
        raw,
        letter,
        maxDeadLetters,
        keptMs,
        refusals.shortestMs,
      );
    } finally {
      if (outcome === "refused" || outcome === "buried") {
        log.error({ chatId, why, outcome }, "a notice was refused");
        deps.onDeadLetter?.(why);
      }
    }
  }

  return {
    async due(nowMs, limit) {
      const [chats, cards] = await Promise.all([
        redis.ranked(keys.outboxDue, 0, limit - 1),
        redis.ranked(keys.cards, 0, limit - 1),
      ]);
      const isDue = ({ score }: { score: number }) => score <= nowMs;
      const next = [chats, cards].map((all) => all.find((one) => !isDue(one))?.score ?? Infinity);
      return {
        chats: chats.filter(isDue).map(({ member }) => Number(member)),
        cards: cards.filter(isDue).flatMap(({ member }) => parseCard(member) ?? []),
        nextAtMs: Math.min(...next),
      };
    },

    async hasten(nowMs) {
      for (const name of ["outbox:due", "cards"] as const) {
        const key = name === "cards" ? keys.cards : keys.outboxDue;
        const late = await redis.scored(key, nowMs + usualDelayMs, Infinity, mostHastened);
        await Promise.all(late.map((one) => run("postpone", name, one, Math.floor(nowMs))));
      }
    },

    async peek(chatId, limit) {
      const queued: QueuedNotice[] = [];
      for (const raw of await redis.list(keys.outbox(chatId), 0, limit - 1)) {
        const parsed = storedNotice.safeParse(raw);
        if (parsed.success) queued.push({ raw, notice: parsed.data });
        else await bury(chatId, raw, "unreadable", 0);
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
      const { calmMs } = refusals;
      if (await redis.isMember(keys.outboxShelved, String(chatId)))
        await run("unshelve", chatId, calmMs, calmMs);
    },

    bury: (chatId, { raw }, why) => bury(chatId, raw, why, refusals.keptMs),

    async retryRefused(nowMs, limit) {
      const { shortestMs, longestMs } = refusals;
      for (const chat of await redis.scored(keys.outboxAgain, -Infinity, nowMs, limit))
        await run("unshelve", chat, shortestMs, longestMs);
    },

    async cardsDrawn(cards) {
      const told = cards.flatMap(({ orderId, version, messageId }) => [
        orderId,
        version,
        messageId ?? "",
      ]);
      await run("drawn", ...told);
    },

    async postponeCard(card, untilMs) {
      await run("postpone", "cards", member(card), Math.ceil(untilMs));
    },
  };
}

const member = ({ orderId, version }: DirtyCard) => `${orderId}@${version}`;

const storedNotice = json.pipe(noticeSchema);

const cardSchema = z.tuple([orderIdSchema, z.coerce.number().int()]);

function parseCard(text: string): DirtyCard | undefined {
  const parsed = cardSchema.safeParse(text.split("@"));
  return parsed.success ? { orderId: parsed.data[0], version: parsed.data[1] } : undefined;
}
