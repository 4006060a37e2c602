import type { TestContext } from "node:test";
import { z } from "zod";
import { createApp } from "../../src/app.ts";
import { secretsOf } from "../../src/base.ts";
import type { App } from "../../src/lifecycle.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import type { RawService } from "../../sandbox/osimesa/catalogue/raw-service.ts";
import {
  createOsimesaEmulator,
  type OsimesaEmulator,
  type OsimesaEmulatorOptions,
} from "../../sandbox/osimesa/emulator.ts";
import { createTelegramEmulator, type TelegramEmulator } from "../../sandbox/telegram/emulator.ts";
import { reseller, type Reseller } from "./reseller.ts";
import { goods } from "./goods.ts";
import { until } from "./until.ts";
import { openDatabase } from "../redis-database.ts";

/** Orders without an answer are decided in seconds, not in a shop's default of ten. */
export const quickDecisions = { OSIMESA_TIMEOUT_MS: "1000", UNKNOWN_GRACE_S: "3" };

/** A whole shop for one test: the real bot over HTTP between an emulated Telegram and an emulated OsiMesa, on a real Redis. */
export interface Shop {
  telegram: TelegramEmulator;
  osimesa: OsimesaEmulator;
  redis: { url: string };
  /** Resellers, an operator and a stranger; all but Alex speak Indonesian. */
  budi: Reseller;
  sari: Reseller;
  alex: Reseller;
  operator: Reseller;
  stranger: Reseller;
  /** Starts a bot process's worth on the same Redis; the first runs already unless `closed`. */
  openBot(env?: Record<string, string>): Promise<App>;
  bot: App;
  /** How many `type=order` requests arrived upstream. */
  orderRequests(): number;
  /** Where the bot opened last answers over HTTP. */
  httpPort(): number;
  /** Resolves once that bot has the list. */
  listed(): Promise<void>;
  /** The log of every bot of this shop. */
  log(): string;
}

export interface ShopOptions {
  services?: readonly RawService[];
  upstream?: Partial<OsimesaEmulatorOptions>;
  env?: Record<string, string>;
  /** A Redis of the test's own, to break. */
  redis?: { url: string; close(): Promise<void> };
  /** Do not start a bot yet. */
  closed?: boolean;
  /** Do what has to be wrong before the bot starts. */
  before?(parts: { osimesa: OsimesaEmulator; telegram: TelegramEmulator }): void | Promise<void>;
}

export const apiKey = "key-for-tests-0815";
export const botToken = "1234567890:AAEhBP0av28-for-tests-only-abcdefghi";

export async function openShop(context: TestContext, options: ShopOptions = {}): Promise<Shop> {
  const redis = options.redis ?? (await openDatabase());
  const telegram = createTelegramEmulator({ token: botToken });
  const osimesa = createOsimesaEmulator({
    userId: "10001",
    apiKey,
    services: options.services ?? goods,
    life: { waitingMs: 150, processMs: 150 },
    ...options.upstream,
  });
  await telegram.listen(0);
  await osimesa.listen();

  const lines: string[] = [];
  const apps: App[] = [];
  let httpPort = 0;
  const openBot = async (env: Record<string, string> = {}) => {
    const read = readConfig({
      BOT_TOKEN: botToken,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      OSIMESA_USER_ID: "10001",
      OSIMESA_API_KEY: apiKey,
      OSIMESA_BASE_URL: osimesa.url,
      OSIMESA_TIMEOUT_MS: "8000",
      OSIMESA_MAX_RPS: "50",
      REDIS_URL: redis.url,
      ADMIN_IDS: "9001",
      RESELLER_IDS: "7001,7002,7003",
      SHOP_NAME: "Toko Maju",
      POLL_INTERVAL_MS: "100",
      CATALOGUE_REFRESH_S: "1",
      UNKNOWN_GRACE_S: "10",
      LEASE_MS: "4000",
      // Scripted people are quicker than any thumb.
      MAX_UPDATES_PER_PERSON: "1000",
      PORT: "0",
      ...options.env,
      ...env,
    });
    if (!read.ok) throw new Error(read.problems.join("\n"));
    const secrets = secretsOf(read.config);
    const log = createLog({
      level: "debug",
      secrets,
      destination: {
        write(line: string) {
          lines.push(line);
          if (process.env["TEST_LOG"]) process.stderr.write(line);
        },
      },
    });
    const app = createApp(read.config, { log });
    apps.push(app);
    ({ httpPort } = await app.start());
    return app;
  };

  context.after(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await telegram.close();
    await osimesa.close();
    await redis.close();
  });

  const people = {
    budi: reseller(telegram, { id: 7001, name: "Budi" }),
    sari: reseller(telegram, { id: 7002, name: "Sari" }),
    alex: reseller(telegram, { id: 7003, name: "Alex", language: "en" }),
    operator: reseller(telegram, { id: 9001, name: "Ibu Ani" }),
    stranger: reseller(telegram, { id: 6666, name: "Orang Baru" }),
  };
  await options.before?.({ osimesa, telegram });
  const unopened: App = {
    start: () => Promise.reject(new Error("not opened")),
    stop: () => Promise.resolve(),
  };
  const listed = async () => {
    await until(() => hasList(httpPort), { withinMs: 60_000 }).catch((error: unknown) => {
      throw new Error(`no list; the bot's log:\n${lines.join("")}`, { cause: error });
    });
  };
  /** Customers come once the list is there, unless something is wrong from the start. */
  const openForAll = async () => {
    const app = await openBot();
    if (options.before === undefined) await listed();
    return app;
  };
  return {
    telegram,
    osimesa,
    redis,
    ...people,
    openBot,
    bot: options.closed === true ? unopened : await openForAll(),
    orderRequests: () => osimesa.requests.count("order"),
    httpPort: () => httpPort,
    listed,
    log: () => lines.join(""),
  };
}

const readiness = z.object({ checks: z.object({ catalogue: z.boolean() }) });

async function hasList(httpPort: number): Promise<boolean> {
  // Kept open, its connection would be the next one asked, seconds later and while the server just closes it.
  const headers = { connection: "close" };
  const answer = await fetch(`http://127.0.0.1:${httpPort}/readyz`, { headers });
  return readiness.parse(await answer.json()).checks.catalogue;
}
