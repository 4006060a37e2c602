import { createBot } from "./bot/bot.ts";
import { createTelegramHttp } from "./telling/telegram-http.ts";
import { createPersonLimits } from "./bot/people/allowance.ts";
import { createPoller } from "./bot/intake/polling.ts";
import { createPollingTurn } from "./bot/intake/turn.ts";
import { createCatalogue } from "./catalogue/catalogue.ts";
import { systemClock, systemRng } from "./clock.ts";
import type { Config } from "./config.ts";
import { createFigures } from "./http/figures.ts";
import { createMetrics } from "./http/metrics.ts";
import { createHttpServer, type Readiness } from "./http/server.ts";
import { createLog, type Log } from "./log.ts";
import { createCourier } from "./telling/courier.ts";
import { createBroadcaster } from "./telling/broadcaster.ts";
import { createMessenger } from "./telling/messenger.ts";
import { createReminders } from "./watch/reminders.ts";
import { createShownNotices } from "./telling/shown.ts";
import { createShopWatch, type ShopWatch } from "./watch/shop-watch.ts";
import { createBell } from "./bell.ts";
import { createOrderDesk } from "./orders/placing/desk.ts";
import { createEngine } from "./orders/engine.ts";
import { createOpenOrders } from "./orders/store/open-orders.ts";
import { createOutbox } from "./orders/store/outbox.ts";
import { createOrderRedis } from "./orders/store/redis.ts";
import { createRecheck } from "./orders/placing/recheck.ts";
import { createReviewDesk } from "./orders/reconciling/review-desk.ts";
import { createStatistics } from "./orders/store/statistics.ts";
import { createOrderStore } from "./orders/store/store.ts";
import { createUpstream } from "./orders/upstream.ts";
import { createOrderWriter, type Move } from "./orders/store/writer.ts";
import { createOsimesa, signOf } from "./osimesa/client.ts";
import { createSupplierHealth } from "./osimesa/health.ts";
import { connectRedis } from "./redis/connect.ts";
import { accountKeys } from "./redis/keys.ts";
import { createLanguages } from "./people/language.ts";
import { followResumes } from "./shop/pausing.ts";
import { createPeople } from "./shop/people.ts";
import { openRedis, startReason, StartError } from "./redis/open.ts";
import { card } from "./screens/card.ts";
import { notices } from "./screens/notices.ts";
import { announcement } from "./screens/shop-notices.ts";

/** The bot as one thing that can be started and stopped. */
export interface App {
  /** Resolves when it works; rejects with a `StartError` whose lines tell the operator what to do. */
  start(): Promise<{ httpPort: number }>;
  /** No new work, requests in flight end and are recorded, then everything is closed. */
  stop(): Promise<void>;
}

/** The one place that wires everything. Nothing happens before `start`. */
export function createApp(config: Config, options: { log?: Log } = {}): App {
  const log = options.log ?? createLog({ level: config.logLevel, secrets: secretsOf(config) });
  const clock = systemClock;
  const rng = systemRng;
  const metrics = createMetrics(() => figures());
  const redis = connectRedis(config.redisUrl, log, metrics.onRedisCommand);
  const keys = accountKeys(config.osimesa.userId);

  const supplier = createSupplierHealth(clock);
  const osimesa = createOsimesa(config.osimesa, {
    clock,
    onRequest(request) {
      supplier.observe(request);
      metrics.onRequest(request);
    },
  });
  const catalogue = createCatalogue({
    fetchServices: osimesa.services,
    redis,
    key: keys.catalogue,
    refreshMs: config.catalogueRefreshMs,
    clock,
    log,
  });
  const broadcastBell = createBell(clock);
  const people = createPeople({
    redis,
    keys,
    clock,
    rng,
    settings: config,
    onOwed: () => courier.wake(),
    onBroadcast: broadcastBell.ring,
  });
  const { access, pausing } = people;
  const languages = createLanguages({ redis, key: keys.languages });
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const store = createOrderStore({
    redis: orderRedis,
    keys,
    onUnreadable(id, error) {
      if (watch.onUnreadableOrder(id))
        log.error({ order: id, err: error }, "an order in Redis cannot be read; passed over");
    },
  });
  const outbox = createOutbox({
    redis: orderRedis,
    keys,
    log,
    onDeadLetter: (why) => watch.onDeadLetter(why),
  });

  const telegram = {
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    fetch: createTelegramHttp(),
  };
  const messenger = createMessenger(telegram);
  const languageOf = async (chatId: number) =>
    (await languages.of(chatId)) ?? config.defaultLanguage;
  const courier = createCourier({
    outbox,
    store,
    messenger,
    clock,
    rng,
    log,
    bell: createBell(clock),
    shown: createShownNotices({ redis, keys }),
    languageOf,
    namesOf: people.roster.namesOf,
    words: {
      card: (order, language) =>
        card(order, {
          language,
          timeZone: config.timeZone,
          nowMs: clock.wallMs(),
          viewer: "reseller",
        }),
      notices: (due, language) =>
        notices(due, { language, timeZone: config.timeZone, nowMs: clock.wallMs() }),
    },
  });
  const broadcaster = createBroadcaster({
    broadcasts: people.broadcasts,
    outbox,
    messenger,
    access,
    clock,
    log,
    languageOf,
    words: (what, language) => announcement(what, config.shopName, language),
    bell: broadcastBell,
  });
  const reminders = createReminders({
    run: people.run,
    clock,
    log,
    operators: access.operators,
    atNight: config.reviewRemindersAtNight,
    onOwed: courier.wake,
  });
  const onChanged = (move: Move) => {
    metrics.onMove(move);
    courier.wake();
  };
  const watch: ShopWatch = createShopWatch({
    store,
    redis,
    supplier,
    clock,
    rng,
    log,
    sending: () => engine.sending(),
    progress: () => engine.progress(),
    catalogue: { latest: catalogue.latest, refreshMs: config.catalogueRefreshMs },
    operators: access.operators,
    onOwed: courier.wake,
    bell: createBell(clock),
  });
  const upstream = createUpstream(osimesa);
  const engine = createEngine({
    store,
    upstream,
    clock,
    rng,
    log,
    operators: access.operators,
    recheck: createRecheck({
      snapshot: catalogue.snapshot,
      mayOrder: async (userId) => (await access.roleOf(userId)) !== "stranger",
    }),
    async beside(term) {
      const resumes = followResumes(
        { pausing, clock, onResume: engine.resumeSending },
        term.signal,
      );
      await Promise.all([
        courier.run(term),
        watch.run(term),
        broadcaster.run(term),
        reminders.run(term),
        resumes,
      ]);
    },
    onChanged,
    onSending: watch.wake,
    onUnknownWord: watch.onUnknownWord,
    onLeftOut: metrics.onRowsLeftOut,
    settings: {
      leaseMs: config.leaseMs,
      pollIntervalMs: config.pollIntervalMs,
      confirmedTtlMs: config.confirmedTtlMs,
      unknownGraceMs: config.unknownGraceMs,
      upstreamSkewMs: config.upstreamSkewMs,
      unmatchedPolicy: config.unmatchedPolicy,
      requestTimeoutMs: config.osimesa.timeoutMs,
    },
  });
  const writer = createOrderWriter({
    store,
    clock,
    rng,
    log,
    operators: access.operators,
    onChanged,
  });
  const desk = createOrderDesk({
    store,
    writer,
    engine,
    usualLimitRupiah: (userId) =>
      config.adminIds.includes(userId) ? null : config.dailyLimitRupiah,
    clock,
    rng,
  });

  const bot = createBot({
    ...telegram,
    shopName: config.shopName,
    timeZone: config.timeZone,
    defaultLanguage: config.defaultLanguage,
    confirmedTtlMs: config.confirmedTtlMs,
    access,
    languages,
    catalogue: { snapshot: catalogue.snapshot, refreshMs: config.catalogueRefreshMs },
    desk,
    requests: people.requests,
    roster: people.roster,
    pausing,
    limits: createPersonLimits({ clock, updatesIn10S: config.maxUpdatesPerPerson }),
    admin: {
      broadcasts: people.broadcasts,
      reviews: createReviewDesk({ store, writer, upstream, onPlaced: engine.track }),
      openOrders: createOpenOrders({ redis: orderRedis, keys }),
      statistics: createStatistics({ redis: orderRedis, keys }),
      menus: people.menus,
      resumeSending: engine.resumeSending,
      dailyLimitRupiah: config.dailyLimitRupiah,
    },
    redis,
    clock,
    rng,
    log,
    onUpdateFrom: outbox.unshelve,
  });
  const poller = createPoller(bot, { clock, log, onUpdate: metrics.onUpdate });
  const turn = createPollingTurn(bot, poller, {
    store,
    clock,
    log,
    name: "poller",
    holder: rng.id(12),
    leaseMs: config.leaseMs,
  });

  async function readiness(): Promise<Readiness> {
    const fetchedAtMs = catalogue.snapshot()?.fetchedAtMs ?? -Infinity;
    const checks = {
      redis: await redis.ping().then(
        () => true,
        () => false,
      ),
      catalogue: clock.wallMs() - fetchedAtMs < 10 * config.catalogueRefreshMs,
      polling: poller.polling() || turn.standsBy(),
      orders: (engine.leading() && engine.progress().kind !== "stuck") || engine.standsBy(),
    };
    return { ready: Object.values(checks).every(Boolean), checks };
  }

  const figures = createFigures({
    redis,
    keys,
    clock,
    snapshot: catalogue.snapshot,
    leading: engine.leading,
    polling: poller.polling,
    delayedMs: courier.delayedMs,
  });
  const http = createHttpServer({ ...config.http, readiness, metrics });
  const stopping = new AbortController();
  const working: Promise<void>[] = [];

  return {
    async start() {
      try {
        return await begin();
      } catch (error) {
        await http.close();
        redis.disconnect();
        throw error;
      }
    },

    async stop() {
      stopping.abort();
      const results = await Promise.allSettled(working);
      for (const result of results)
        if (result.status === "rejected") log.error({ err: result.reason }, "did not end well");
      await http.close();
      redis.disconnect();
      log.info("stopped");
    },
  };

  async function begin(): Promise<{ httpPort: number }> {
    await openRedis(redis, { allowVolatile: config.allowVolatileRedis, log });
    const httpPort = await http.listen().catch((error: unknown) => {
      throw new StartError([
        `PORT is ${config.http.port}, HTTP_HOST is ${config.http.host}: cannot listen there (${startReason(error)}); wanted: a free port at an address of this machine`,
      ]);
    });
    await catalogue.load();
    working.push(
      catalogue.run(stopping.signal),
      engine.run(stopping.signal),
      turn.run(stopping.signal),
    );
    log.info(
      { httpPort, resellers: config.resellerIds.length, operators: config.adminIds.length },
      "started",
    );
    return { httpPort };
  }
}

/** What no line of the log may hold. */
export function secretsOf(config: Config): string[] {
  const redisPassword = URL.canParse(config.redisUrl) ? new URL(config.redisUrl).password : "";
  return [config.botToken, config.osimesa.apiKey, signOf(config.osimesa), redisPassword];
}
