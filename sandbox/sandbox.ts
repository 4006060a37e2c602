/** The sandbox as one thing that starts and stops: real bot, emulated neighbours, private Redis, page. */

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { z } from "zod";
import { secretsOf } from "../src/base.ts";
import { readConfig, type Config } from "../src/config.ts";
import { createLog, type Log } from "../src/log.ts";
import { connectRedis } from "../src/redis/connect.ts";
import { createBotProcess } from "./bot/process.ts";
import { createBotView, type BotView } from "./bot/view.ts";
import { cast } from "./cast.ts";
import type { RawService } from "./osimesa/catalogue/raw-service.ts";
import { createKeeper } from "./keep.ts";
import { createOsimesaEmulator } from "./osimesa/emulator.ts";
import { createPayer } from "./payments/payer.ts";
import { paymentSettings } from "./payments/settings.ts";
import { openRedis } from "./redis/server.ts";
import { createShopClock } from "./shop-clock.ts";
import { createTelegramEmulator, type TelegramEmulator } from "./telegram/emulator.ts";
import { startWebServer } from "./page/server.ts";
import { createStage, type Stage } from "./page/stage.ts";
import { sandboxWordsIn, type SandboxWords } from "./words/words.ts";

export interface SandboxSettings {
  /** 0 takes a free one. */
  readonly port: number;
  readonly services: readonly RawService[];
  /** Keep state in this folder. Default: nothing is left. */
  readonly keepIn?: string;
  /** Kept services give way to `services`, which were asked for. */
  readonly freshServices?: boolean;
  /** The bot's log on stdout. */
  readonly logHere?: boolean;
  /** Default: where there is no Redis, and apt can be used, one is installed. */
  readonly mayInstall?: boolean;
  readonly announce: (line: string) => void;
  /** Of what is announced; default English. */
  readonly words?: SandboxWords;
}

export interface Sandbox {
  readonly port: number;
  readonly url: string;
  /** Undefined when the log goes to stdout. */
  readonly logFile: string | undefined;
  /** For tests: what the page sees and does. */
  readonly stage: Stage;
  close(): Promise<void>;
}

const ACCOUNT = { userId: "sandbox", apiKey: "sandbox-api-key" };
const TOKEN = "7001234567:SANDBOX-token-of-nobody-anywhere-00";
/** Some seconds, and longer with a long list on a busy machine. */
const READY_WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 50;
const readiness = z.object({ ready: z.boolean() });
/** More services take longer than a demonstration's short waits: 20,000 are some 20 MB, each time. */
const LONG_LIST = 2_000;
const forLongList = {
  OSIMESA_TIMEOUT_MS: "30000",
  UNKNOWN_GRACE_S: "33",
  CATALOGUE_REFRESH_S: "60",
} as const;
const SHOP_NAME = "Toko Sandbox";

export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  // What was started is stopped in the opposite order, also when a later step fails.
  const started: (() => Promise<void>)[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const stop of started.splice(0).toReversed()) {
      await stop().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    const opened = await open(settings, started);
    return { ...opened, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  settings: SandboxSettings,
  started: (() => Promise<void>)[],
): Promise<Omit<Sandbox, "close">> {
  const { announce, keepIn, words = sandboxWordsIn("en") } = settings;
  const dir = keepIn ?? (await mkdtemp(join(tmpdir(), "osimesa-sandbox-")));
  if (keepIn === undefined) started.push(() => rm(dir, { recursive: true, force: true }));
  await mkdir(dir, { recursive: true });

  const redis = await openRedis({
    announce,
    words: words.redis,
    mayInstall: settings.mayInstall ?? true,
    // Of a shared Redis an empty database, emptied again: an earlier sandbox must not look in.
    ...(keepIn === undefined ? { ownDatabase: true } : { dir: join(keepIn, "redis") }),
  });
  started.push(() => redis.close());

  const clock = createShopClock();
  const osimesa = createOsimesaEmulator({
    ...ACCOUNT,
    services: settings.services,
    timeOfDay: clock.nowMs,
  });
  const telegram = createTelegramEmulator({ token: TOKEN, botName: SHOP_NAME });
  addMissing(telegram);
  await osimesa.listen();
  started.push(() => osimesa.close());
  await telegram.listen(0);
  started.push(() => telegram.close());

  const payer = createPayer(clock.nowMs);
  const tripayUrl = await payer.listen();
  started.push(() => payer.close());

  const logFile = settings.logHere === true ? undefined : join(dir, "bot.log");
  const botSettings = {
    ...settingsOf(redis.url, telegram.apiRoot, osimesa.url, tripayUrl),
    ...(settings.services.length > LONG_LIST ? forLongList : {}),
  };
  const config = configOf(botSettings);
  const log = logOf(config, logFile);
  const connection = connectRedis(redis.url, log);
  await connection.connect();
  started.push(async () => connection.disconnect());
  const view = createBotView(connection, config);
  let botPort = 0;
  const botProcess = createBotProcess({
    settings: botSettings,
    logFile: logFile ?? null,
    aheadMs: clock.aheadMs,
    listensAt(httpPort) {
      botPort = httpPort;
      payer.paysAt(`http://127.0.0.1:${httpPort}`);
    },
  });
  const stage = createStage({
    telegram,
    osimesa,
    cast,
    shopName: SHOP_NAME,
    payer,
    view,
    clock,
    botProcess,
  });
  started.push(() => stage.close());
  const keeping = keepIn === undefined ? undefined : await keepState(stage, keepIn, settings);
  if (keeping !== undefined) started.push(keeping.close);
  if (keeping?.goesOn !== true) await setCredits(view);

  const web = await startWebServer(stage, settings.port);
  started.push(() => web.close());
  started.push(() => botProcess.stop());
  await botProcess.start();
  if (!(await botIsReady(() => botPort))) announce(words.slow);
  return { port: web.port, url: `http://127.0.0.1:${web.port}`, logFile, stage };
}

/** It reads its list of services and looks for updates; who is told the address wants to be answered at once. */
async function botIsReady(port: () => number): Promise<boolean> {
  const asked = { signal: AbortSignal.timeout(READY_WITHIN_MS) };
  const isReady = async () => {
    const answer = await fetch(`http://127.0.0.1:${port()}/readyz`, asked);
    return readiness.parse(await answer.json()).ready;
  };
  while (!asked.signal.aborted) {
    if (await isReady().catch(() => false)) return true;
    await sleep(LOOK_AGAIN_MS);
  }
  return false;
}

/** Settings that make a demonstration quick: short waits everywhere, each still long enough to be seen. */
function settingsOf(
  redisUrl: string,
  telegramApiRoot: string,
  osimesaUrl: string,
  tripayUrl: string,
): Record<string, string> {
  const idsOf = (role: string) =>
    cast
      .filter((member) => member.role === role)
      .map(({ id }) => id)
      .join(",");
  return {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegramApiRoot,
    OSIMESA_USER_ID: ACCOUNT.userId,
    OSIMESA_API_KEY: ACCOUNT.apiKey,
    OSIMESA_BASE_URL: osimesaUrl,
    OSIMESA_TIMEOUT_MS: "5000",
    OSIMESA_MAX_RPS: "10",
    REDIS_URL: redisUrl,
    ADMIN_IDS: idsOf("operator"),
    RESELLER_IDS: idsOf("reseller"),
    SHOP_NAME,
    POLL_INTERVAL_MS: "700",
    CATALOGUE_REFRESH_S: "5",
    CONFIRMED_TTL_S: "60",
    UNKNOWN_GRACE_S: "8",
    LEASE_MS: "4000",
    ...paymentSettings,
    DEPOSIT_TTL_H: "1",
    TRIPAY_BASE_URL: tripayUrl,
    PORT: "0",
    // A REDIS_URL of one's own may be set up in any way; here nothing of worth is lost.
    ALLOW_VOLATILE_REDIS: "1",
    LOG_LEVEL: "info",
  };
}

function configOf(settings: Record<string, string>): Config {
  const read = readConfig(settings);
  if (!read.ok) throw new Error(`the sandbox's own settings: ${read.problems.join("; ")}`);
  return read.config;
}

function logOf(config: Config, file: string | undefined): Log {
  return createLog({
    level: config.logLevel,
    secrets: secretsOf(config),
    ...(file === undefined ? {} : { destination: pino.destination({ dest: file, sync: true }) }),
  });
}

function addMissing(telegram: TelegramEmulator): void {
  const known = new Set(telegram.people().map(({ user }) => user.id));
  for (const member of cast) if (!known.has(member.id)) telegram.addUser(member);
}

/** Whoever deposits first has no credit, as an operator would set it. */
async function setCredits({ roster }: BotView): Promise<void> {
  for (const { id, depositsFirst = false } of cast) {
    if (depositsFirst) await roster.setLimit(id, "credit", { kind: "rupiah", rupiah: 0 });
  }
}

/** Brings back what an earlier sandbox kept, and keeps from now on. `goesOn`: there was one. */
async function keepState(
  stage: Stage,
  dir: string,
  { freshServices = false, services }: SandboxSettings,
): Promise<{ goesOn: boolean; close: () => Promise<void> }> {
  const { telegram, osimesa, payer } = stage;
  const keeper = await createKeeper({
    dir,
    things: () => ({
      telegram: telegram.snapshot(),
      osimesa: osimesa.snapshot(),
      tripay: payer.snapshot(),
      page: stage.snapshot(),
    }),
  });
  const kept = {
    telegram: await keeper.load("telegram"),
    osimesa: await keeper.load("osimesa"),
    tripay: await keeper.load("tripay"),
    page: await keeper.load("page"),
  };
  if (kept.telegram !== undefined) telegram.restore(kept.telegram);
  addMissing(telegram);
  if (kept.osimesa !== undefined) osimesa.restore(kept.osimesa);
  if (freshServices) osimesa.shop.replace(services);
  if (kept.tripay !== undefined) payer.restore(kept.tripay);
  if (kept.page !== undefined) stage.restore(kept.page);
  for (const name of ["message", "edited", "deleted", "person", "commands", "updates"] as const) {
    telegram.events.on(name, () => keeper.changed());
  }
  for (const name of ["transaction", "balance", "catalogue"] as const) {
    osimesa.events.on(name, () => keeper.changed());
  }
  payer.onChange(() => keeper.changed());
  return { goesOn: kept.page !== undefined, close: () => keeper.close() };
}
