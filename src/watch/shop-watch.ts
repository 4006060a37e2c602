import type { Redis } from "ioredis";
import type { RefreshOutcome } from "../catalogue/catalogue.ts";
import type { Clock, Rng } from "../clock.ts";
import { readDurability } from "../redis/durability.ts";
import type { Log } from "../log.ts";
import type { Sending } from "../orders/placing/gate.ts";
import type { OrderStore } from "../orders/store/ports.ts";
import type { Progress } from "../orders/rounds.ts";
import type { SupplierHealth } from "../osimesa/health.ts";
import { readRedisMemory } from "../redis/memory.ts";
import { createProbes } from "./probes.ts";
import { createSightings } from "./sightings.ts";
import { createWatch, type Watch, type WatchDependencies } from "./watch.ts";

/** The watch with everything it looks after, and where the parts report what they meet. */
export interface ShopWatch extends Watch {
  onDeadLetter(why: string): void;
  onUnknownWord(word: string): void;
  /** Answers whether it is news. */
  onUnreadableOrder(id: string): boolean;
}

export function createShopWatch(deps: {
  store: Pick<OrderStore, "trouble">;
  redis: Redis;
  sending(): Sending;
  progress(): Progress;
  supplier: SupplierHealth;
  catalogue: { latest(): RefreshOutcome | null; refreshMs: number };
  operators: () => readonly number[];
  onOwed(): void;
  bell: WatchDependencies["bell"];
  clock: Clock;
  rng: Rng;
  log: Log;
}): ShopWatch {
  const { redis, clock, bell } = deps;
  const deadLetters = createSightings(clock, "telegram-refused");
  const unknownWords = createSightings(clock, "status-words");
  const unreadableOrders = createSightings(clock, "orders-unreadable");
  const watch = createWatch({
    ...deps,
    probes: createProbes({
      sending: deps.sending,
      progress: deps.progress,
      unreadableOrders: unreadableOrders.finding,
      supplier: deps.supplier,
      catalogue: deps.catalogue.latest,
      catalogueRefreshMs: deps.catalogue.refreshMs,
      redisMemory: () => readRedisMemory(redis),
      durability: () => readDurability(redis),
      deadLetters: deadLetters.finding,
      unknownWords: unknownWords.finding,
    }),
  });
  return {
    ...watch,
    onDeadLetter(why) {
      deadLetters.note(why);
      bell.ring();
    },
    onUnknownWord: unknownWords.note,
    onUnreadableOrder: unreadableOrders.note,
  };
}
