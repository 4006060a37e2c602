import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createBooks } from "../../src/books/books.ts";
import { createOrdersAudit, type OrdersAudit } from "../../src/orders/store/audit.ts";
import { createOrderRedis } from "../../src/orders/store/redis.ts";
import { createOrderStore } from "../../src/orders/store/store.ts";
import { systemRng } from "../../src/clock.ts";
import { readRedisAddress } from "../../src/redis/address.ts";
import { createRedisClient, type RedisClient } from "../../src/redis/client.ts";
import { accountKeys, type AccountKeys } from "../../src/redis/keys.ts";
import { createLog } from "../../src/log.ts";
import type { Order, OrderId } from "../../src/orders/state/order.ts";
import { createOsimesaEmulator, type OsimesaEmulator } from "../../sandbox/osimesa/emulator.ts";
import { startPrivateRedis } from "../../sandbox/redis/server.ts";
import { createTelegramEmulator, type TelegramEmulator } from "../../sandbox/telegram/emulator.ts";
import type { WebhookTimes } from "../../sandbox/telegram/webhook.ts";
import { bareEnvironment } from "../program.ts";
import { goods } from "../story/goods.ts";
import { until } from "../story/until.ts";

/** The world around a bot that runs as a process of its own and can be killed at any moment. */
export interface Arena {
  telegram: TelegramEmulator;
  osimesa: OsimesaEmulator;
  /** Starts the bot as `npm start` does; resolves when it works, or was killed before. Rejects if it ended of itself. */
  startBot(options?: StartOptions): Promise<BotProcess>;
  redisUrl: string;
  /** Orders as Redis has them, of these resellers. */
  orders(resellerIds: readonly number[]): Promise<Order[]>;
  read(id: OrderId): Promise<Order | null>;
  /** What `/books` would say. */
  audit(): Promise<OrdersAudit>;
  close(): Promise<void>;
}

interface StartOptions {
  killAtStep?: number;
  /** It stops itself before this leaves it, once steps count. */
  sleepBefore?: string;
  /** Over the usual settings. */
  env?: Record<string, string>;
  /** The call to Telegram after which it works; default: the menus. */
  worksAfter?: string;
}

export interface BotProcess {
  /** Once it resolves, I/O steps count. */
  countSteps(): Promise<unknown>;
  kill(): Promise<void>;
  /** SIGTERM: it ends what is in flight. */
  stop(): Promise<void>;
  /** Resolves when it has stopped itself. */
  asleep: Promise<unknown>;
  /** SIGSTOP, and SIGCONT: it sleeps without knowing. */
  pause(): void;
  resume(): void;
  /** Resolves when it is gone, however. */
  gone: Promise<unknown>;
  alive(): boolean;
}

const account = { userId: "10001", apiKey: "key-for-tests-0815" };
const botToken = "1234567890:AAEhBP0av28-for-tests-only-abcdefghi";
const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const counter = new URL("count-steps.ts", import.meta.url).href;

export async function openArena(
  resellerIds: readonly number[],
  options: {
    webhook?: Partial<WebhookTimes>;
    /** Where Redis is, if not one server of the arena's own; closed with it. */
    redis?: { url: string; close(): Promise<void> };
  } = {},
): Promise<Arena> {
  const redis = options.redis ?? (await startPrivateRedis());
  const telegram = createTelegramEmulator({ token: botToken, ...options });
  const osimesa = createOsimesaEmulator({
    ...account,
    services: goods,
    life: { waitingMs: 100, processMs: 100 },
    balanceRupiah: 1_000_000_000,
  });
  await telegram.listen(0);
  await osimesa.listen();
  const keys = accountKeys(account.userId);
  const client = clientOf(redis.url, keys);
  await client.connect();
  const orderRedis = createOrderRedis(client.redis, keys.prefix);
  const store = createOrderStore({ redis: orderRedis, keys });
  const books = createBooks({ redis: orderRedis, keys });
  const audit = createOrdersAudit({ books, store, redis: orderRedis, keys });
  const running = new Set<ChildProcess>();
  let isListed = false;

  /** Nobody can order before the first list is there; whoever starts later finds it kept. */
  async function listed(isAlive: () => boolean): Promise<void> {
    // Redis may be struck down meanwhile, or the connection to a cluster's node not be there yet.
    const look = async () =>
      (await client.redis.hlen(keys.line("game").catalogue).catch(() => 0)) > 0;
    await until(async () => !isAlive() || (isListed ||= await look()), { withinMs: 60_000 });
  }

  async function startBot({
    killAtStep,
    sleepBefore,
    env = {},
    worksAfter = "setMyCommands",
  }: StartOptions = {}): Promise<BotProcess> {
    const child = spawn(process.execPath, ["--import", counter, main], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: {
        ...bareEnvironment(),
        BOT_TOKEN: botToken,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        OSIMESA_USER_ID: account.userId,
        OSIMESA_API_KEY: account.apiKey,
        OSIMESA_BASE_URL: osimesa.url,
        OSIMESA_TIMEOUT_MS: "1000",
        OSIMESA_MAX_RPS: "50",
        REDIS_URL: redis.url,
        ADMIN_IDS: "9001",
        RESELLER_IDS: resellerIds.join(","),
        POLL_INTERVAL_MS: "100",
        CATALOGUE_REFRESH_S: "5",
        UNKNOWN_GRACE_S: "3",
        LEASE_MS: "1000",
        PORT: "0",
        LOG_LEVEL: "silent",
        ...env,
        ...(killAtStep === undefined ? {} : { KILL_AT_STEP: String(killAtStep) }),
        ...(sleepBefore !== undefined && { SLEEP_BEFORE: sleepBefore }),
      },
    });
    running.add(child);
    const gone = once(child, "exit").finally(() => running.delete(child));
    const asleep = new Promise<void>((resolve) =>
      child.on("message", (said) => said === "sleeps" && resolve()),
    );
    await Promise.race([nextCall(telegram, worksAfter), gone]);
    if (child.exitCode !== null)
      throw new Error(`the bot ended while it started: ${child.exitCode}`);
    const alive = () => child.exitCode === null && child.signalCode === null;
    await listed(alive);
    return {
      countSteps() {
        const counting = once(child, "message");
        child.kill("SIGUSR2");
        return counting;
      },
      async kill() {
        child.kill("SIGKILL");
        await gone;
      },
      async stop() {
        child.kill("SIGTERM");
        await gone;
      },
      asleep,
      pause: () => void child.kill("SIGSTOP"),
      resume: () => void child.kill("SIGCONT"),
      gone,
      alive,
    };
  }

  return {
    telegram,
    osimesa,
    startBot,
    redisUrl: redis.url,
    async orders(ids) {
      const histories = await insist(() =>
        Promise.all(ids.map((id) => store.history(id, { page: 0, size: 10_000 }))),
      );
      return histories.flatMap(({ items }) => items);
    },
    read: (id) => insist(() => store.read(id)),
    audit: () => insist(audit),
    async close() {
      for (const child of running) child.kill("SIGKILL");
      client.disconnect();
      await telegram.close();
      await osimesa.close();
      await redis.close();
    },
  };
}

/** A primary may have just been struck down. */
async function insist<T>(read: () => Promise<T>): Promise<T> {
  for (let triesLeft = 100; ; triesLeft -= 1) {
    try {
      return await read();
    } catch (error) {
      if (triesLeft === 0) throw error;
      await sleep(200);
    }
  }
}

function clientOf(url: string, keys: AccountKeys): RedisClient {
  const found = readRedisAddress(url);
  if (!found.ok) throw new Error(found.problem);
  const log = createLog({ level: "silent", secrets: [] });
  return createRedisClient({
    address: found.address,
    replicas: 0,
    durable: true,
    keys,
    rng: systemRng,
    log,
  });
}

function nextCall(telegram: TelegramEmulator, wanted: string): Promise<void> {
  return new Promise((resolve) => {
    const look = ({ method }: { method: string }) => {
      if (method.toLowerCase() !== wanted.toLowerCase()) return;
      telegram.events.off("call", look);
      resolve();
    };
    telegram.events.on("call", look);
  });
}
