import type { TestContext } from "node:test";
import { createBells } from "../../src/bell.ts";
import type { EngineSettings } from "../../src/orders/engine.ts";
import type { Purses } from "../../src/books/purses.ts";
import { createOrders, type Orders } from "../../src/orders/orders.ts";
import type { OrderDesk } from "../../src/orders/placing/desk.ts";
import type { BulkReview } from "../../src/orders/reconciling/bulk-review.ts";
import type { ReviewDesk } from "../../src/orders/reconciling/review-desk.ts";
import type { Statistics } from "../../src/orders/store/statistics.ts";
import type { OrderStore } from "../../src/orders/store/store.ts";
import { createLeases, leaseScripts } from "../../src/redis/leases.ts";
import { moneyScripts } from "../../src/money/scripts.ts";
import { createTransfers, type Transfers } from "../../src/money/transfers.ts";
import { createScripts } from "../../src/redis/scripts.ts";
import { createShift } from "../../src/redis/shift.ts";
import {
  orderIdSchema,
  type Answer,
  type Order,
  type OrderId,
  type StateName,
} from "../../src/orders/state/order.ts";
import type { Notice } from "../../src/orders/state/notice.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createUpstream, type Upstream } from "../../src/orders/upstream.ts";
import { parseService } from "../../src/catalogue/parse.ts";
import type { Service } from "../../src/catalogue/service.ts";
import { systemClock, systemRng, type Clock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { createOsimesa } from "../../src/osimesa/client.ts";
import { rawServiceSchema } from "../../src/osimesa/schema.ts";
import { connectRedis } from "../../src/redis/connect.ts";
import { accountKeys, type AccountKeys } from "../../src/redis/keys.ts";
import {
  createOsimesaEmulator,
  type OsimesaEmulatorOptions,
} from "../../sandbox/osimesa/emulator.ts";
import { fewServices } from "../sandbox/osimesa/fixture.ts";
import { openDatabase } from "../redis-database.ts";

/** A counter without Telegram: desk and engine on a real Redis and an emulated upstream over HTTP. */
export interface Counter {
  desk: OrderDesk;
  store: OrderStore;
  osimesa: ReturnType<typeof createOsimesaEmulator>;
  /** Starts another engine on the same Redis; answers how to stop it. */
  startEngine(): { stop(): Promise<void> };
  /** ✅ for one service and destination. */
  order(code: string, ...values: string[]): Promise<Order>;
  /** The same by another reseller. */
  orderOf(resellerId: number, code: string, ...values: string[]): Promise<Order>;
  /** Reads an order, again and again while Redis is away. */
  find(id: string): Promise<Order | null>;
  /** Waits until the order stands in one of these states. */
  until(id: OrderId, ...states: StateName[]): Promise<Order>;
  /** Notices owed to a chat. */
  owed(chatId: number): Promise<Notice[]>;
  purses: Purses;
  transfers: Transfers;
  audit: Orders["audit"];
  reviews: ReviewDesk;
  statistics: Statistics;
  bulkReview: BulkReview;
  /** How many `type=order` requests arrived. */
  orderRequests(): number;
  /** What lies in Redis, for what only a hand or an accident leaves there. */
  redis: ReturnType<typeof connectRedis>;
  keys: AccountKeys;
}

export interface CounterOptions {
  /** A Redis of the test's own. */
  redisUrl?: string;
  timeoutMs?: number;
  unknownGraceMs?: number;
  upstreamSkewMs?: number;
  notNowProofMs?: number;
  vanishedPolicy?: "review" | "failed";
  unmatchedPolicy?: EngineSettings["unmatchedPolicy"];
  trustAfter?: number;
  confirmedTtlMs?: number;
  orderGapMs?: number;
  leaseMs?: number;
  upstream?: Partial<OsimesaEmulatorOptions>;
  /** How much more than they have resellers may order for; null (default): any sum. */
  creditRupiah?: number | null;
  /** Instead of the emulated one over HTTP. */
  upstreamPort?: Upstream;
  /** The wall clock, unix ms; default: the real one. */
  wallMs?: Clock["wallMs"];
}

export const budi = { userId: 7001, chatId: 7001 };
export const account = { userId: "10001", apiKey: "key-for-tests" };
export const operatorId = 9001;

export async function openCounter(
  context: TestContext,
  options: CounterOptions = {},
): Promise<Counter> {
  const log = createLog({ level: process.env["TEST_LOG"] ?? "silent", secrets: [] });
  const redisServer =
    options.redisUrl === undefined
      ? await openDatabase()
      : { url: options.redisUrl, close: () => Promise.resolve() };
  const redis = connectRedis(redisServer.url, log);
  await redis.connect();
  const osimesa = createOsimesaEmulator({
    ...account,
    services: fewServices,
    life: { waitingMs: 100, processMs: 100 },
    ...options.upstream,
  });
  const baseUrl = await osimesa.listen();
  const keys = accountKeys(account.userId);
  const { wallMs = systemClock.wallMs } = options;
  const ports = { clock: { ...systemClock, wallMs }, rng: systemRng, log };
  const client = createOsimesa(
    { ...account, baseUrl, timeoutMs: options.timeoutMs ?? 5_000, maxRequestsPerSecond: 50 },
    ports,
  );
  /** As one process has them. */
  const newOrders = () =>
    createOrders({
      ...ports,
      redis: createOrderRedis(redis, keys.prefix),
      board: redis,
      keys,
      bells: createBells(systemClock),
      upstream: options.upstreamPort ?? createUpstream(client),
      operators: () => [operatorId],
      recheck: async () => null,
      usualTerms: () => ({ limitRupiah: null, creditRupiah: options.creditRupiah ?? null }),
      settings: {
        pollIntervalMs: 50,
        confirmedTtlMs: options.confirmedTtlMs ?? 30_000,
        unknownGraceMs: options.unknownGraceMs ?? 1_000,
        upstreamSkewMs: options.upstreamSkewMs ?? 5_000,
        notNowProofMs: options.notNowProofMs ?? 500,
        unmatchedPolicy: options.unmatchedPolicy ?? "review",
        vanishedPolicy: options.vanishedPolicy ?? "review",
        ...(options.trustAfter === undefined ? {} : { trustAfter: options.trustAfter }),
        orderGapMs: options.orderGapMs ?? null,
        requestTimeoutMs: options.timeoutMs ?? 5_000,
      },
    });
  const leases = createLeases({ run: createScripts(redis, keys.prefix, leaseScripts) });
  const newShift = () => {
    const lease = { ...ports, leases, name: "engine", leaseMs: options.leaseMs ?? 15_000 };
    const { engine, gateNews } = newOrders();
    return createShift({ ...lease, holder: systemRng.id(12) }, [engine, gateNews]);
  };
  const stops: (() => Promise<void>)[] = [];
  const { desk, store, outbox, reviews, bulkReview, statistics, purses, audit } = newOrders();

  context.after(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await osimesa.close();
    redis.disconnect();
    await redisServer.close();
  });

  const until: Counter["until"] = async (id, ...states) => {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const order = await store.read(id);
      if (order && states.includes(order.state.name)) return order;
      if (Date.now() > deadline)
        throw new Error(
          `order ${id} is ${JSON.stringify(order?.state)}, not ${states.join(" or ")}`,
        );
      await systemClock.sleep(20);
    }
  };

  const orderOf: Counter["orderOf"] = async (resellerId, code, ...values) => {
    const person = { userId: resellerId, chatId: resellerId };
    const service = serviceOf(osimesa, code);
    const answers = answersFor(service, values);
    const { confirmation } = await desk.prepare({ ...person, service, answers });
    const outcome = await desk.confirm(confirmation.id, { ...person, cardMessageId: 1 });
    if (outcome.kind !== "confirmed") throw new Error(`not confirmed: ${outcome.kind}`);
    return outcome.order;
  };

  return {
    desk,
    store,
    osimesa,
    startEngine() {
      const stopping = new AbortController();
      const running = newShift().run(stopping.signal);
      const stop = async () => {
        stopping.abort();
        await running;
      };
      stops.push(stop);
      return { stop };
    },
    order: (code, ...values) => orderOf(budi.userId, code, ...values),
    orderOf,
    until,
    owed: async (chatId) => (await outbox.peek(chatId, 100)).map(({ notice }) => notice),
    reviews,
    bulkReview,
    statistics,
    purses,
    transfers: createTransfers({
      run: createScripts(redis, keys.prefix, moneyScripts),
      bells: createBells(systemClock),
    }),
    audit,
    async find(id) {
      const deadline = Date.now() + 30_000;
      for (;;) {
        try {
          return await store.read(orderIdSchema.parse(id));
        } catch (error) {
          if (Date.now() > deadline) throw error;
          await systemClock.sleep(50);
        }
      }
    },
    orderRequests: () => osimesa.requests.count("order"),
    redis,
    keys,
  };
}

export function serviceOf(osimesa: Counter["osimesa"], code: string): Service {
  const raw = osimesa.shop.find(code);
  if (raw === undefined) throw new Error(`no service ${code}`);
  return parseService(rawServiceSchema.parse(raw));
}

export function answersFor(service: Service, values: readonly string[]): Answer[] {
  return service.fields.map((field, index) => ({
    position: field.position,
    label: field.label,
    value: values[index] ?? "",
    secret: field.kind === "input" && field.type === "password",
  }));
}
