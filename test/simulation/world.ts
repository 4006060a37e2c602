import { pino } from "pino";
import { createBells } from "../../src/bell.ts";
import { createAbout } from "../../src/telling/about.ts";
import { createCourier } from "../../src/telling/courier.ts";
import type { OrderDesk } from "../../src/orders/placing/desk.ts";
import type { Order } from "../../src/orders/state/order.ts";
import type { ReviewDesk } from "../../src/orders/reconciling/review-desk.ts";
import { createDeposits, type Deposits } from "../../src/money/deposits.ts";
import { createTransfers, type Transfers } from "../../src/money/transfers.ts";
import { createBooks, type Audit } from "../../src/books/books.ts";
import { parseService } from "../../src/catalogue/parse.ts";
import type { Service } from "../../src/catalogue/service.ts";
import { createRecheck } from "../../src/orders/placing/recheck.ts";
import { createOrders } from "../../src/orders/orders.ts";
import { createLeases } from "../../src/redis/leases.ts";
import { createShift } from "../../src/redis/shift.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { accountKeys } from "../../src/redis/keys.ts";
import { createBooksView, type BooksView } from "./books/books-view.ts";
import { createLoop, type Loop } from "./loop.ts";
import type { FaultName, Policy } from "./policy.ts";
import { createProcess, type Process } from "./process.ts";
import type { Random } from "./random.ts";
import type { Keyspace } from "./redis/keyspace.ts";
import { connectSimulatedRedis } from "./redis/redis.ts";
import { createServers, type Servers } from "./redis/servers.ts";
import { connectSimulatedTelegram, simulatedWords, type Phone } from "./telegram.ts";
import { costAt, listAt, priceOf, witnessSent } from "./prices.ts";
import { createTruth, type Truth } from "./truth.ts";
import { createSimulatedUpstream, type SimulatedUpstream } from "./upstream.ts";
import { createStorm } from "./storm.ts";
import type { Witness } from "./judge/witness.ts";

export const operatorId = 9001;
const keys = accountKeys("sim");

/** A bot process: engine, courier and desk of the real code on simulated ports. */
export interface SimulatedBot {
  process: Process;
  desk: OrderDesk;
  reviews: ReviewDesk;
  unshelve(chatId: number): Promise<void>;
  transfers: Transfers;
  deposits: Deposits;
}

export interface World {
  loop: Loop;
  truth: Truth;
  upstream: SimulatedUpstream;
  phones: Map<number, Phone>;
  blocked: Set<number>;
  /** How often each fault struck. */
  struck: Map<FaultName, number>;
  /** Redis is another memory from now on: with everything it had, or without the latest of it. */
  redisReturns(how: "whole" | "forgetful"): void;
  /** A replica that lags is promoted, and some processes do not hear of it for a while. */
  redisSplits(): void;
  /** Ends every fault. */
  heal(): void;
  startBot(): SimulatedBot;
  /** All orders as they stand, read past every fault. */
  orders(): Promise<Order[]>;
  /** A service as the list has it now. */
  onSale(code: string): Service;
  books: BooksView;
  audit(): Promise<Audit>;
  memory: Pick<Servers, "changesMs" | "forgotten">;
  /** Notices that wait in the outbox or were refused for now, past every fault. */
  owed(chatId: number): string[];
}

export const codes = ["P5", "P10"] as const;
const service = (code: string): Service =>
  parseService({
    code,
    name: code,
    note: "",
    category: { main: "Pulsa", slug: "pulsa" },
    fields: undefined,
    price: { current: 10_000 },
    cutoff: undefined,
    status: "",
    updated_at: undefined,
  });

export function createWorld(
  random: Random,
  replicaRandom: Random,
  policy: Policy,
  witness: Witness,
): World {
  // In this order, so that every seed plays on as it did.
  const faultRandom = random.fork();
  const redisRandom = random.fork();
  const upstreamRandom = random.fork();
  const telegramRandom = random.fork();
  const onlookerRandom = random.fork();
  const memoryRandom = random.fork();

  const loop = createLoop();
  const servers = createServers(loop, memoryRandom, {
    journalOf: (server) => createBooksView(server, keys).journal(),
  });
  const db = servers.primary;
  const books = createBooksView(db, keys);
  const bots: Process[] = [];
  const truth = createTruth();
  const phones = new Map<number, Phone>();
  const blocked = new Set<number>();
  const storm = createStorm(loop, faultRandom, policy);
  const { strikes } = storm;
  const redisSide = {
    db: () => db,
    loop,
    prefix: keys.prefix,
    latencyMs: () => redisRandom.delayMs(2),
    beforeScript: servers.scriptBegins,
    death: storm.death,
    afterScript: (
      server: Keyspace,
      name: string,
      args: readonly (string | number)[],
      reply: readonly (string | number)[],
    ) =>
      witness.afterScript({
        db: server,
        prefix: keys.prefix,
        atMs: loop.now(),
        name,
        args,
        reply,
        truth,
        stalestPageMs: policy.faults.has("stale-page") ? policy.stalestPageMs : 0,
        policy,
      }),
  };

  const upstream = createSimulatedUpstream({
    truth,
    loop,
    random: upstreamRandom,
    policy,
    strikes,
    onRequest(order, process) {
      witnessSent(policy, witness, order, loop.now());
      witness.onRequest({
        db: servers.of(process),
        prefix: keys.prefix,
        truth,
        policy,
        id: order.id,
        atMs: loop.now(),
      });
    },
    onNotNow: ({ id }) =>
      void truth.notNows.set(id, [...(truth.notNows.get(id) ?? []), loop.now()]),
  });
  const telegram = {
    loop,
    random: telegramRandom,
    strikes,
    blocked: (chatId: number) => blocked.has(chatId),
    phones,
  };
  const log = pino({ level: process.env["SIM_LOG"] ?? "silent" });

  const replicated = (server: Keyspace): boolean => !storm.lags() && server === db;

  /** A process's own way to Redis. */
  function connectRedis(bot: Process): ReturnType<typeof connectSimulatedRedis> {
    const here = { ...redisSide, db: () => servers.of(bot), fate: storm.wayToRedis() };
    return connectSimulatedRedis(policy.replicas ? { ...here, replicated } : here, bot);
  }

  const services = codes.map(service);
  const selling = {
    snapshot: () => listAt(policy, services, loop.now()),
    priceFor: () => Promise.resolve(priceOf),
  };

  function startBot(): SimulatedBot {
    const bot = createProcess(loop, random.fork(), () => {
      if (strikes("crash", 0.003)) bot.kill();
      else if (strikes("paused-engine", 0.003)) bot.pause(faultRandom.delayMs(policy.leaseMs * 2));
    });
    bots.push(bot);
    const ports = { clock: bot.clock, rng: bot.rng, log, bells: createBells(bot.clock) };
    const redis = connectRedis(bot);
    const orders = createOrders({
      ...ports,
      redis,
      keys,
      upstream: upstream.connect(bot),
      operators: () => [operatorId],
      ...(policy.costsChange
        ? { selling, recheck: createRecheck({ ...selling, mayOrder: () => Promise.resolve(true) }) }
        : { recheck: () => Promise.resolve(null) }),
      usualTerms: () => ({ limitRupiah: null, creditRupiah: policy.creditRupiah }),
      settings: policy,
    });
    const courier = createCourier({
      ...ports,
      ...orders,
      about: createAbout(orders),
      messenger: connectSimulatedTelegram(telegram, bot),
      languageOf: () => Promise.resolve("id"),
      words: simulatedWords,
    });
    const holder = bot.rng.id(12);
    const confirmPrimary = async () => {
      if (servers.of(bot) !== db) throw new Error("the sentinels name another primary");
      witness.confirmsPrimary(holder);
    };
    const lease = { leases: createLeases({ ...redis, confirmPrimary }), name: "engine", holder };
    const shift = createShift({ ...ports, ...lease, leaseMs: policy.leaseMs }, [
      orders.engine,
      courier,
    ]);
    void shift.run(new AbortController().signal).catch(witness.bug);
    return {
      process: bot,
      desk: orders.desk,
      reviews: orders.reviews,
      unshelve: orders.outbox.unshelve,
      transfers: createTransfers({ run: redis.run, bells: ports.bells }),
      deposits: createDeposits({
        run: redis.run,
        reading: { redis, keys },
        bells: ports.bells,
        // So few that tickets come to each other's totals.
        rng: { ...bot.rng, fraction: () => bot.rng.fraction() * 0.003 },
        operators: () => [operatorId],
        openMs: policy.ticketMs,
      }),
    };
  }

  /** A reader that nothing strikes, for judging. */
  const unstruck = connectSimulatedRedis(
    { ...redisSide, fate: () => "fine", latencyMs: () => 0, death: () => null },
    createProcess(loop, onlookerRandom, () => undefined),
  );
  const onlooker = createOrderStore({ redis: unstruck, keys });
  /** Lets time pass until it is read. */
  async function read<T>(reading: Promise<T>): Promise<T> {
    let over = false;
    const done = reading.finally(() => (over = true));
    while (!over) await loop.runUntil(loop.now() + 1);
    return done;
  }

  return {
    loop,
    truth,
    upstream,
    phones,
    blocked,
    struck: storm.struck,
    onSale: (code) => ({ ...service(code), costRupiah: costAt(policy, loop.now()) }),
    redisReturns(how) {
      servers.becomes(how);
      if (memoryRandom.chance(0.5)) storm.redisIsAway(memoryRandom.delayMs(2_000));
      witness.memoryChanged(db, keys.prefix, loop.now());
    },
    redisSplits() {
      servers.split(
        bots.filter((bot) => bot.alive() && replicaRandom.chance(0.7)),
        replicaRandom.integer(3_000, 60_000),
      );
      const former = servers.former();
      if (former !== null) witness.splits(former, loop.now());
      witness.memoryChanged(db, keys.prefix, loop.now());
    },
    heal() {
      servers.reunite();
      storm.ends();
    },
    startBot,
    async orders() {
      const found = await read(Promise.all(witness.orderIds().map((id) => onlooker.read(id))));
      return found.filter((order) => order !== null);
    },
    books,
    audit: () => read(createBooks({ redis: unstruck, keys }).audit()),
    memory: servers,
    owed: (chatId) => [
      ...db.lrange(keys.outbox(chatId), 0, -1),
      ...Object.keys(db.hgetall(keys.outboxRefused(chatId))),
    ],
  };
}
