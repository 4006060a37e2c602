import { createBot } from "./bot/bot.ts";
import { createPoller } from "./bot/polling.ts";
import { createCatalogue } from "./catalogue/catalogue.ts";
import { systemClock, systemRng } from "./clock.ts";
import type { Config } from "./config.ts";
import { readDurability } from "./durability.ts";
import { createHttpServer, type Readiness } from "./http/server.ts";
import { createLog, type Log } from "./log.ts";
import { createCourier } from "./notify/courier.ts";
import { createMessenger } from "./notify/messenger.ts";
import { createBell } from "./orders/bell.ts";
import { createOrderDesk } from "./orders/desk.ts";
import { createEngine } from "./orders/engine.ts";
import { createOutbox } from "./orders/outbox.ts";
import { createOrderRedis } from "./orders/redis.ts";
import { createRecheck } from "./orders/recheck.ts";
import { createOrderStore } from "./orders/store.ts";
import { holdLease } from "./orders/term.ts";
import { createUpstream } from "./orders/upstream.ts";
import { createOrderWriter } from "./orders/writer.ts";
import { createOsimesa, signOf } from "./osimesa/client.ts";
import { accountKeys, connectRedis } from "./redis.ts";
import { createAccess } from "./resellers/access.ts";
import { createLanguages } from "./resellers/language.ts";
import { card } from "./words/card.ts";
import { notices } from "./words/notice.ts";

/** The bot as one thing that can be started and stopped. */
export interface App {
  /** Resolves when it works; rejects with a `StartError` whose lines tell the operator what to do. */
  start(): Promise<{ httpPort: number }>;
  /** No new work, requests in flight end and are recorded, then everything is closed. */
  stop(): Promise<void>;
}

/** Why the bot does not start: lines for the operator, without secrets. */
export class StartError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "StartError";
    this.lines = lines;
  }
}

/** The one place that wires everything. Nothing happens before `start`. */
export function createApp(config: Config, options: { log?: Log } = {}): App {
  const log = options.log ?? createLog({ level: config.logLevel, secrets: secretsOf(config) });
  const clock = systemClock;
  const rng = systemRng;
  const redis = connectRedis(config.redisUrl, log);
  const keys = accountKeys(config.osimesa.userId);

  const osimesa = createOsimesa(config.osimesa, { clock });
  const catalogue = createCatalogue({
    fetchServices: osimesa.services,
    redis,
    key: keys.catalogue,
    refreshMs: config.catalogueRefreshMs,
    clock,
    log,
  });
  const access = createAccess(config);
  const languages = createLanguages({ redis, key: keys.languages });
  const orderRedis = createOrderRedis(redis, keys.prefix);
  const store = createOrderStore({ redis: orderRedis, keys });
  const outbox = createOutbox({ redis: orderRedis, keys, log });

  const courier = createCourier({
    outbox,
    store,
    messenger: createMessenger({ token: config.botToken, apiRoot: config.telegramApiRoot }),
    clock,
    rng,
    log,
    bell: createBell(clock),
    languageOf: async (chatId) => (await languages.of(chatId)) ?? config.defaultLanguage,
    words: {
      card: (order, language) => card(order, language, { timeZone: config.timeZone, nowMs: clock.wallMs(), viewer: "reseller" }),
      notices: (due, language) => notices(due, language, { timeZone: config.timeZone, nowMs: clock.wallMs() }),
    },
    operators: access.operators,
  });
  const engine = createEngine({
    store,
    upstream: createUpstream(osimesa),
    clock,
    rng,
    log,
    operators: access.operators,
    recheck: createRecheck({ snapshot: catalogue.snapshot, access }),
    beside: courier.run,
    onChanged: courier.wake,
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
  const desk = createOrderDesk({
    store,
    writer: createOrderWriter({ store, clock, rng, log, operators: access.operators, onChanged: courier.wake }),
    engine,
    clock,
    rng,
  });

  const bot = createBot({
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    shopName: config.shopName,
    timeZone: config.timeZone,
    defaultLanguage: config.defaultLanguage,
    confirmedTtlMs: config.confirmedTtlMs,
    access,
    languages,
    catalogue: { snapshot: catalogue.snapshot, refreshMs: config.catalogueRefreshMs },
    desk,
    redis,
    clock,
    rng,
    log,
    onUpdateFrom: outbox.unshelve,
  });
  const poller = createPoller(bot.bot, { clock, log });
  let standby = false;

  /** Only one process polls; another waits its turn. */
  async function pollInTurn(signal: AbortSignal): Promise<void> {
    standby = true;
    const lease = { store, clock, log, name: "poller", holder: rng.id(12), leaseMs: config.leaseMs };
    await holdLease(
      lease,
      async (term) => {
        standby = false;
        await introduce(term.signal);
        await poller.poll(term.signal);
        standby = true;
      },
      signal,
    );
  }

  /** Asks Telegram who we are and publishes the command menu, again and again until it answers. */
  async function introduce(signal: AbortSignal): Promise<void> {
    let said = false;
    while (!signal.aborted) {
      try {
        await bot.bot.init();
        await bot.publishCommands();
        return;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (!said) log.error({ why }, "Telegram does not let the bot in, trying again");
        said = true;
        await clock.sleep(introduceRetryMs, signal);
      }
    }
  }

  async function readiness(): Promise<Readiness> {
    const fetchedAtMs = catalogue.snapshot()?.fetchedAtMs ?? -Infinity;
    const checks = {
      redis: await redis.ping().then(() => true, () => false),
      catalogue: clock.wallMs() - fetchedAtMs < 10 * config.catalogueRefreshMs,
      polling: poller.polling() || standby,
    };
    return { ready: Object.values(checks).every(Boolean), checks };
  }

  const http = createHttpServer({ ...config.http, readiness });
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
      for (const result of results) if (result.status === "rejected") log.error({ err: result.reason }, "did not end well");
      await http.close();
      redis.disconnect();
      log.info("stopped");
    },
  };

  async function begin(): Promise<{ httpPort: number }> {
    await redis.connect().catch((error: unknown) => {
      throw new StartError([`REDIS_URL: Redis does not answer (${reasonOf(error)}); wanted: a running Redis at that address`]);
    });
    await demandDurability();
    const httpPort = await http.listen().catch((error: unknown) => {
      throw new StartError([
        `PORT is ${config.http.port}, HTTP_HOST is ${config.http.host}: cannot listen there (${reasonOf(error)}); wanted: a free port at an address of this machine`,
      ]);
    });
    await catalogue.load();
    working.push(catalogue.run(stopping.signal), engine.run(stopping.signal), pollInTurn(stopping.signal));
    log.info({ httpPort, resellers: config.resellerIds.length, operators: config.adminIds.length }, "started");
    return { httpPort };
  }

  async function demandDurability(): Promise<void> {
    const found = await readDurability(redis);
    if (found.kind === "durable") return;
    if (found.kind === "unreadable") {
      log.warn("Redis does not show its settings (CONFIG is forbidden); make sure of appendonly yes, appendfsync always, maxmemory-policy noeviction");
    } else if (config.allowVolatileRedis) {
      for (const problem of found.problems) log.warn(`${problem}; going on because ALLOW_VOLATILE_REDIS is set`);
    } else {
      throw new StartError([...found.problems, "Set ALLOW_VOLATILE_REDIS=1 only where losing an order does not matter"]);
    }
  }
}

const introduceRetryMs = 3_000;

function secretsOf(config: Config): string[] {
  const redisPassword = URL.canParse(config.redisUrl) ? new URL(config.redisUrl).password : "";
  return [config.botToken, config.osimesa.apiKey, signOf(config.osimesa), redisPassword];
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
