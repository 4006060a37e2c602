import type { Base } from "./base.ts";
import type { Supply } from "./catalogue/supply.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { createBalance, type Balance } from "./orders/balance/balance.ts";
import { balanceScripts, createBalanceStore } from "./orders/balance/store.ts";
import { createOrders, type Orders } from "./orders/orders.ts";
import { createRecheck } from "./orders/placing/recheck.ts";
import { noTerms } from "./orders/store/outcomes.ts";
import { createOrderReader } from "./orders/store/reader.ts";
import { createOrderRedis } from "./orders/store/redis.ts";
import { createUpstream } from "./orders/upstream.ts";
import type { People } from "./people/people.ts";
import type { PriceList } from "./prices/price-list.ts";
import { createScripts } from "./redis/scripts.ts";
import type { ShopSightings } from "./watch/sightings.ts";

/** The order engine, at this shop's prices and for its people. */
export function ordersOf(
  config: Config,
  base: Base,
  parts: {
    supply: Supply;
    people: People;
    prices: PriceList;
    sightings: ShopSightings;
    balance: Balance;
    /** Undefined: Redis's. */
    timeOfDay: Clock | undefined;
  },
): Orders {
  const { access } = parts.people;
  const selling = {
    snapshot: parts.supply.catalogue.snapshot,
    priceFor: (userId: number) => parts.prices.of(userId),
  };
  const recheck = createRecheck({
    ...selling,
    mayOrder: async (userId) => (await access.roleOf(userId)) !== "stranger",
  });
  return createOrders({
    ...base,
    redis: createOrderRedis(base.redis, base.keys.prefix, base.replicas),
    board: base.redis,
    upstream: createUpstream(parts.supply.osimesa),
    health: parts.supply.health,
    operators: access.operators,
    balanceSays: parts.balance.says,
    recheck: (order, nowMs) => recheck(order, parts.timeOfDay?.wallMs() ?? nowMs),
    selling,
    // Operators order for themselves, and are nobody's debtors.
    usualTerms: (userId) => (config.adminIds.includes(userId) ? noTerms : config.usualTerms),
    reports: {
      ...parts.sightings.reports,
      onMove(move) {
        base.metrics.onMove(move);
        // What it says then helps whoever decides.
        if (move.to === "review") base.bells.balance.ring();
      },
      onRowsLeftOut: base.metrics.onRowsLeftOut,
    },
    settings: {
      ...config,
      requestTimeoutMs: config.osimesa.timeoutMs,
      maxRequestsPerSecond: config.osimesa.maxRequestsPerSecond,
    },
  });
}

/** What is left at the supplier. */
export function balanceOf(
  config: Config,
  base: Base,
  { supply, people }: { supply: Supply; people: People },
): Balance {
  const { keys } = base;
  const redis = createOrderRedis(base.redis, keys.prefix);
  return createBalance({
    ...base,
    store: createBalanceStore({
      run: createScripts(base.redis, keys.prefix, balanceScripts),
      redis,
      keys,
    }),
    orders: createOrderReader({ redis, keys, line: "game" }),
    ask: supply.osimesa.balance,
    operators: people.access.operators,
    settings: config,
  });
}
