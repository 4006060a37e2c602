import type { Bells } from "../bell.ts";
import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { createEngine, type Engine, type EngineDependencies } from "./engine.ts";
import { createOrderDesk, type DeskDependencies, type OrderDesk } from "./placing/desk.ts";
import { createForecast, type Forecast } from "./placing/forecast.ts";
import { createGate, type Gate } from "./placing/gate.ts";
import { createGateNews, ownGateNews, type Board, type GateNews } from "./placing/gate-news.ts";
import { createBulkReview, type BulkReview } from "./reconciling/bulk-review.ts";
import { createQueue } from "./placing/queue.ts";
import { createReviewDesk, type ReviewDesk } from "./reconciling/review-desk.ts";
import { createBooks } from "../books/books.ts";
import { createPurses, type Purses } from "../books/purses.ts";
import { createOrdersAudit, type OrdersAudit } from "./store/audit.ts";
import { createOpenOrders, type OpenOrders } from "./store/open-orders.ts";
import { createOutbox } from "./store/outbox.ts";
import type { SupplierHealth } from "../osimesa/health.ts";
import type { Upstream } from "./upstream.ts";
import type { Outbox } from "./store/outbox.ts";
import type { Confirmation } from "./store/outcomes.ts";
import { createShort } from "./store/short.ts";
import type { OrderStore } from "./store/store.ts";
import type { OrderRedis } from "./store/redis.ts";
import { createTermRedis } from "./store/term-redis.ts";
import { createStatistics, type Statistics } from "./store/statistics.ts";
import { createOrderStore } from "./store/store.ts";
import { createOrderWriter, type Move, type OrderWriter } from "./store/writer.ts";

/** Everything about orders, from the counter to the outbox. */
export interface Orders {
  store: OrderStore;
  outbox: Outbox;
  gate: Gate;
  gateNews: GateNews;
  forecast: Forecast;
  writer: OrderWriter;
  engine: Engine;
  desk: OrderDesk;
  reviews: ReviewDesk;
  bulkReview: BulkReview;
  openOrders: OpenOrders;
  /** The books recounted, beside the orders. */
  audit(): Promise<OrdersAudit>;
  statistics: Statistics;
  purses: Purses;
  /** The confirmation for which a reseller's purse had too little last, while it lives. */
  short(resellerId: number): Promise<Confirmation | null>;
}

/** What orders meet and others want to hear of. */
export interface OrderReports {
  onMove(move: Move): void;
  /** A notice was refused for the first time, or given up. */
  onDeadLetter(why: string): void;
  /** An order in Redis cannot be read and is passed over. Answers whether that is news. */
  onUnreadableOrder(id: string): boolean;
  /** The supplier used a status word that no family knows. */
  onUnknownWord(word: string): void;
  /** So many rows of a status answer were not taken in. */
  onRowsLeftOut(rows: number): void;
}

export interface OrdersDependencies extends Pick<
  EngineDependencies,
  "operators" | "recheck" | "balanceSays"
> {
  /** `maxRequestsPerSecond`: to the upstream, only to say how long orders wait. */
  settings: EngineDependencies["settings"] & { maxRequestsPerSecond?: number };
  redis: OrderRedis;
  /** Where processes tell one another what people are told; left out: there is one process. */
  board?: Board;
  keys: AccountKeys;
  upstream: Upstream;
  /** How the upstream answers whatever it is asked; left out: only what is asked for orders counts. */
  health?: Pick<SupplierHealth, "obstacle">;
  usualTerms?: DeskDependencies["usualTerms"];
  selling?: DeskDependencies["selling"] | undefined;
  bells: Bells;
  clock: Clock;
  rng: Rng;
  log: Log;
  reports?: OrderReports;
}

export function createOrders(deps: OrdersDependencies): Orders {
  const { redis, keys, upstream, bells, clock, log, reports } = deps;
  const held = createTermRedis(redis);
  const storeOn = (one: OrderRedis) =>
    createOrderStore({
      redis: one,
      keys,
      onUnreadable(id, error) {
        if (reports?.onUnreadableOrder(id) !== false)
          log.error({ order: id, err: error }, "an order in Redis cannot be read; passed over");
      },
    });
  const store = storeOn(redis);
  const storeInTerm = storeOn(held.redis);
  const gate = createGate(
    clock,
    (state) => {
      log.warn({ state }, "sending orders");
      bells.shop.ring();
      bells.orders.ring();
    },
    deps.health?.obstacle,
  );
  const gateNews = deps.board
    ? createGateNews({ ...deps, gate, redis: deps.board })
    : ownGateNews(gate);
  const shared = { ...deps, ...reports, store, gate, news: gateNews };
  const writer = createOrderWriter(shared);
  const purses = createPurses({
    redis,
    keys,
    usualCreditRupiah: (userId) => deps.usualTerms?.(userId).creditRupiah ?? null,
  });
  const reviews = createReviewDesk({ store, writer, upstream, bells });
  const forecast = createForecast({ ...shared, queue: createQueue({ store }) });
  return {
    store,
    outbox: createOutbox({ ...reports, redis, keys, log }),
    gate,
    gateNews,
    forecast,
    writer,
    engine: createEngine({
      ...shared,
      store: storeInTerm,
      writer: createOrderWriter({ ...shared, store: storeInTerm }),
      answers: { store, writer },
      enter: held.enter,
    }),
    purses,
    short: createShort({ redis, keys }),
    desk: createOrderDesk({ ...shared, writer, forecast, purses }),
    reviews,
    bulkReview: createBulkReview(reviews, log),
    openOrders: createOpenOrders({ redis, keys }),
    statistics: createStatistics({ redis, keys }),
    audit: createOrdersAudit({ books: createBooks({ redis, keys }), store, redis, keys }),
  };
}
