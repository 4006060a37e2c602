import type { Redis } from "../redis/redis.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { Balance } from "../orders/balance/balance.ts";
import { stateNames, type StateName } from "../orders/state/order.ts";
import { countByState } from "../orders/store/count-by-state.ts";
import type { AccountKeys } from "../redis/keys.ts";
import type { Shift } from "../redis/shift.ts";
import type { Telling } from "../telling/telling.ts";

/** What a scrape reads at that moment. */
export interface Figures {
  leading: boolean;
  polling: boolean;
  /** Whether Telegram may bring updates here; null: they are polled for. */
  webhook: boolean | null;
  /** null: none yet. */
  catalogue: { services: number; ageMs: number } | null;
  /** null: Redis did not answer. */
  stored: StoredFigures | null;
}

interface StoredFigures {
  orders: Record<StateName, number>;
  /** Unfinished ones whose resellers were told that they take long. */
  hungOrders: number;
  openComplaints: number;
  /** Of the upstream's account; null: it says none. */
  balance: { rupiah: number; ageMs: number } | null;
  outbox: {
    chats: number;
    notices: number;
    ageMs: number;
    shelvedChats: number;
    /** With notices that Telegram refused and that are tried again. */
    refusedChats: number;
    deadLetters: number;
  };
}

export interface FigureSources {
  redis: Redis;
  keys: AccountKeys;
  clock: Clock;
  catalogue: Pick<Catalogue, "snapshot">;
  shift: Pick<Shift, "leading">;
  intake: { kind: "polling" | "webhook"; receiving(): boolean };
  telling: Pick<Telling, "delayedMs">;
  balance: Pick<Balance, "newest">;
}

/** However many chats wait, so many are counted, so that a scrape stays cheap when it matters. */
const chatsCounted = 100;
/** Scrapes that follow one another within this share what Redis said. */
const sharedMs = 1_000;

export function createFigures(sources: FigureSources): () => Promise<Figures> {
  const { redis, keys, clock } = sources;
  let latest: { atMs: number; stored: Promise<StoredFigures | null> } | null = null;

  async function readOutbox(): Promise<StoredFigures["outbox"]> {
    const [chats, first, shelvedChats, refusedChats, deadLetters] = await Promise.all([
      redis.zcard(keys.outboxDue),
      redis.zrange(keys.outboxDue, 0, String(chatsCounted - 1), "WITHSCORES"),
      redis.scard(keys.outboxShelved),
      redis.zcard(keys.outboxAgain),
      redis.llen(keys.deadLetters),
    ]);
    const ids = first.filter((_part, place) => place % 2 === 0);
    const lengths = await Promise.all(ids.map((id) => redis.llen(keys.outbox(Number(id)))));
    const overdueMs = first[1] === undefined ? 0 : Math.max(0, clock.wallMs() - Number(first[1]));
    const notices = lengths.reduce((sum, length) => sum + length, 0);
    return {
      chats,
      notices,
      ageMs: chats === 0 ? 0 : Math.max(overdueMs, sources.telling.delayedMs()),
      shelvedChats,
      refusedChats,
      deadLetters,
    };
  }

  async function readStored(): Promise<StoredFigures | null> {
    try {
      const [orders, hungOrders, openComplaints, outbox, balance] = await Promise.all([
        countByState(stateNames, keys, (key) => redis.zcard(key)),
        redis.hlen(keys.hung),
        redis.zcard(keys.complaints),
        readOutbox(),
        sources.balance.newest(),
      ]);
      return {
        orders,
        hungOrders,
        openComplaints,
        outbox,
        balance: balance && {
          rupiah: balance.rupiah,
          ageMs: Math.max(0, clock.wallMs() - balance.endedMs),
        },
      };
    } catch {
      return null;
    }
  }

  return async () => {
    const nowMs = clock.monotonicMs();
    if (latest === null || nowMs - latest.atMs > sharedMs)
      latest = { atMs: nowMs, stored: readStored() };
    const stored = await latest.stored;
    const snapshot = sources.catalogue.snapshot();
    return {
      leading: sources.shift.leading(),
      polling: sources.intake.kind === "polling" && sources.intake.receiving(),
      webhook: sources.intake.kind === "webhook" ? sources.intake.receiving() : null,
      catalogue: snapshot && {
        services: snapshot.serviceCount,
        ageMs: clock.wallMs() - snapshot.fetchedAtMs,
      },
      stored,
    };
  };
}
