import type { Redis } from "../redis/redis.ts";
import type { Bells } from "../bell.ts";
import type { Supply } from "../catalogue/supply.ts";
import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Balance } from "../orders/balance/balance.ts";
import type { Orders } from "../orders/orders.ts";
import { readDurability } from "../redis/durability.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { readRedisMemory } from "../redis/memory.ts";
import type { Replicas } from "../redis/replicas.ts";
import { createScripts } from "../redis/scripts.ts";
import type { CrewMember } from "../redis/shift.ts";
import { createAbsences } from "./absences.ts";
import { createProbes } from "./probes.ts";
import { createHungOrders } from "./hung-orders.ts";
import { createReminders } from "./reminders.ts";
import { watchScripts } from "./scripts.ts";
import type { ShopSightings } from "./sightings.ts";
import type { UpdatesSeen } from "./updates.ts";
import { createWatch } from "./watch.ts";

/** Looks after the shop as a whole, with everything that operators are told of, and reminds them. */
export function createShopWatch(deps: {
  settings: {
    catalogueRefreshMs: number;
    reviewRemindersAtNight: boolean;
    lowBalanceRupiah: number | null;
    hungAfterMs: number;
  };
  redis: Redis;
  replicas: Pick<Replicas, "check">;
  wantedReplicas: number;
  keys: AccountKeys;
  supply: Pick<Supply, "health" | "catalogue">;
  orders: Pick<Orders, "store" | "gate" | "engine">;
  sightings: ShopSightings;
  updatesSeen: Pick<UpdatesSeen, "finding">;
  balance: Pick<Balance, "latestRupiah">;
  operators: () => readonly number[];
  bells: Pick<Bells, "owed" | "shop">;
  clock: Clock;
  rng: Rng;
  log: Log;
}): CrewMember {
  const { settings, redis, keys, supply, orders, sightings } = deps;
  const watch = createWatch({
    ...deps,
    store: orders.store,
    probes: createProbes({
      sending: orders.gate.sending,
      progress: orders.engine.progress,
      supplier: supply.health,
      catalogue: supply.catalogue.latest,
      catalogueRefreshMs: settings.catalogueRefreshMs,
      redisMemory: () => readRedisMemory(redis),
      durability: () => readDurability(redis),
      replicas: { wanted: deps.wantedReplicas, check: deps.replicas.check },
      deadLetters: sightings.deadLetters.finding,
      updates: deps.updatesSeen.finding,
      balanceRupiah: deps.balance.latestRupiah,
      lowBalanceRupiah: settings.lowBalanceRupiah,
      unknownWords: sightings.unknownWords.finding,
      unreadableOrders: sightings.unreadableOrders.finding,
    }),
  });
  const run = createScripts(redis, keys.prefix, watchScripts);
  const absences = createAbsences({ ...deps, run });
  const reminders = createReminders({
    ...deps,
    run,
    atNight: settings.reviewRemindersAtNight,
  });
  const hungOrders = createHungOrders(deps);
  return {
    async run(term) {
      const all = [watch, absences, reminders, hungOrders];
      await Promise.all(all.map((one) => one.run(term)));
    },
  };
}
