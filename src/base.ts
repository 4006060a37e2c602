import { createBells } from "./bell.ts";
import { systemClock, systemRng, type Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { createMetrics } from "./http/metrics.ts";
import { createLog, type Log } from "./log.ts";
import { signOf } from "./osimesa/client.ts";
import { passwordsOf } from "./redis/address.ts";
import { createRedisClient } from "./redis/client.ts";
import { accountKeys } from "./redis/keys.ts";
import { createLeases, leaseScripts } from "./redis/leases.ts";
import { createScripts } from "./redis/scripts.ts";
import { createTelegramClient } from "./telegram/client.ts";

export type Base = ReturnType<typeof createBase>;

export interface AppOptions {
  log?: Log;
  /** The shop's time of day, by which services close and recaps are due. Default: the machine's. */
  clock?: Clock;
}

/** What nearly every part is given. Bells first: who causes something need not know who looks after it. */
export function createBase(config: Config, options: AppOptions) {
  const { clock = systemClock } = options;
  const log = options.log ?? createLog({ level: config.logLevel, secrets: secretsOf(config) });
  const metrics = createMetrics();
  const keys = accountKeys(config.osimesa.userId);
  const redisClient = createRedisClient({
    ...config.redis,
    durable: !config.allowVolatileRedis,
    keys,
    rng: systemRng,
    log,
    onCommand: metrics.onRedisCommand,
  });
  return {
    clock,
    rng: systemRng,
    log,
    metrics,
    bells: createBells(clock),
    redisClient,
    redis: redisClient.redis,
    replicas: redisClient.replicas,
    keys,
    telegram: createTelegramClient({
      token: config.botToken,
      apiRoot: config.telegramApiRoot,
      clock,
    }),
  };
}

export function leaseOf(config: Config, base: Base, name: string) {
  const { redis, redisClient, keys, clock, rng, log } = base;
  const { confirm: confirmPrimary } = redisClient.primacy;
  const leases = createLeases({
    run: createScripts(redis, keys.prefix, leaseScripts),
    confirmPrimary,
  });
  return { leases, clock, log, name, holder: rng.id(12), leaseMs: config.leaseMs };
}

/** What no line of the log may hold. */
export function secretsOf(config: Config): string[] {
  const { hookSecret, tripay } = config.payments;
  return [
    config.botToken,
    config.osimesa.apiKey,
    signOf(config.osimesa),
    ...passwordsOf(config.redis.address),
    config.hookSecret ?? "",
    hookSecret ?? "",
    tripay?.apiKey ?? "",
    tripay?.privateKey ?? "",
  ];
}
