import { z } from "zod";
import type { TripaySettings } from "./payments/tripay.ts";
import { environmentSchema, telegramItself } from "./environment.ts";

export type ConfigResult =
  | { ok: true; config: Config }
  /** `missing`: names of what is needed and not set. */
  | { ok: false; problems: string[]; missing: string[] };

/** With all of them payments go through Tripay too. */
const tripayNeeds = [
  "TRIPAY_API_KEY",
  "TRIPAY_PRIVATE_KEY",
  "TRIPAY_MERCHANT_CODE",
  "TRIPAY_CUSTOMER_EMAIL",
] as const;

/**
 * Every setting of the bot, from the environment and from nowhere else. Units are in the names.
 */
const configSchema = environmentSchema
  .superRefine((found, context) => {
    const shortestGraceMs = found.OSIMESA_TIMEOUT_MS + 2_000;
    if (found.UNKNOWN_GRACE_S < shortestGraceMs)
      context.addIssue({
        code: "custom",
        path: ["UNKNOWN_GRACE_S"],
        message: `is ${found.UNKNOWN_GRACE_S / 1_000}; wanted: at least OSIMESA_TIMEOUT_MS + 2 s (${Math.ceil(shortestGraceMs / 1_000)}), or a request still under way could be called lost`,
      });
  })
  .superRefine((found, context) => {
    if (found.REDIS_URL.kind === "server" || found.REDIS_REPLICAS !== null) return;
    context.addIssue({
      code: "custom",
      path: ["REDIS_REPLICAS"],
      message:
        "is missing; wanted: how many replicas must have an order before it is sent, 1 where the primary has two (sentinels and clusters make a replica the primary, with what it has by then)",
    });
  })
  .superRefine((found, context) => {
    if (found.TELEGRAM_INTAKE !== "webhook") return;
    const { WEBHOOK_URL: url } = found;
    const why =
      url === null
        ? "is missing; wanted with TELEGRAM_INTAKE=webhook: the address at which Telegram reaches this bot, like https://bot.example.com"
        : `is ${url}; wanted: one that begins with https://, because Telegram brings updates to no other`;
    if (url === null || (found.TELEGRAM_API_ROOT === telegramItself && !url.startsWith("https://")))
      context.addIssue({ code: "custom", path: ["WEBHOOK_URL"], message: why });
  })
  .superRefine((found, context) => {
    const missing = tripayNeeds.filter((name) => found[name] === null);
    if (missing.length === tripayNeeds.length) return;
    for (const name of missing)
      context.addIssue({
        code: "custom",
        path: [name],
        message: `is missing; wanted: all of ${tripayNeeds.join(", ")}, or none of them`,
      });
  })
  .transform((found) => ({
    botToken: found.BOT_TOKEN,
    telegramApiRoot: found.TELEGRAM_API_ROOT,
    intake: intakeOf(found),
    osimesa: {
      userId: found.OSIMESA_USER_ID,
      apiKey: found.OSIMESA_API_KEY,
      baseUrl: found.OSIMESA_BASE_URL,
      timeoutMs: found.OSIMESA_TIMEOUT_MS,
      maxRequestsPerSecond: found.OSIMESA_MAX_RPS,
    },
    redis: { address: found.REDIS_URL, replicas: found.REDIS_REPLICAS ?? 0 },
    adminIds: found.ADMIN_IDS,
    resellerIds: found.RESELLER_IDS,
    /** Of resellers without terms of their own. */
    usualTerms: {
      limitRupiah: found.DAILY_LIMIT_RUPIAH,
      creditRupiah: found.DEFAULT_CREDIT_RUPIAH,
    },
    /** Of the OsiMesa account; below it operators are told. null: never. */
    lowBalanceRupiah: found.LOW_BALANCE_RUPIAH,
    /** When a reseller is told that an order takes long. */
    hungAfterMs: found.HUNG_AFTER_MIN,
    keepOrdersDays: found.KEEP_ORDERS_DAYS,
    reviewRemindersAtNight: found.REVIEW_REMINDERS_AT_NIGHT,
    maxUpdatesPerPerson: found.MAX_UPDATES_PER_PERSON,
    shopName: found.SHOP_NAME,
    pollIntervalMs: found.POLL_INTERVAL_MS,
    catalogueRefreshMs: found.CATALOGUE_REFRESH_S,
    confirmedTtlMs: found.CONFIRMED_TTL_S,
    unknownGraceMs: found.UNKNOWN_GRACE_S,
    notNowProofMs: found.NOT_NOW_PROOF_S,
    upstreamSkewMs: found.UPSTREAM_SKEW_S,
    unmatchedPolicy: found.UNMATCHED_POLICY,
    vanishedPolicy: found.VANISHED_POLICY,
    /** How long after the one before it an order may be sent; null: learnt from what the upstream refuses. */
    orderGapMs: found.OSIMESA_ORDER_GAP_MS === "auto" ? null : found.OSIMESA_ORDER_GAP_MS,
    leaseMs: found.LEASE_MS,
    timeZone: found.TIME_ZONE,
    defaultLanguage: found.DEFAULT_LANGUAGE,
    http: { host: found.HTTP_HOST, port: found.PORT },
    /** Last part of the doorbell's address; null: there is none. */
    hookSecret: found.OSIMESA_HOOK_SECRET,
    deposits: {
      /** Where to pay, in the operator's words; null: deposits by transfer are not taken. */
      instructions: found.DEPOSIT_INSTRUCTIONS,
      openMs: found.DEPOSIT_TTL_H,
    },
    payments: {
      /** The merchant's own, without an amount. */
      qris: found.QRIS_STATIC,
      /** null: there is no such bell. */
      hookSecret: found.PAYMENT_HOOK_SECRET,
      tripay: tripayOf(found),
    },
    allowVolatileRedis: found.ALLOW_VOLATILE_REDIS,
    logLevel: found.LOG_LEVEL,
  }));
export type Config = z.output<typeof configSchema>;

/** How updates come in. */
export type IntakeSettings =
  | { kind: "polling" }
  | { kind: "webhook"; url: string; maxConnections: number };

function intakeOf(found: z.output<typeof environmentSchema>): IntakeSettings {
  const {
    TELEGRAM_INTAKE: kind,
    WEBHOOK_URL: url,
    WEBHOOK_MAX_CONNECTIONS: maxConnections,
  } = found;
  return kind === "polling" || url === null
    ? { kind: "polling" }
    : { kind: "webhook", url, maxConnections };
}

function tripayOf(found: z.output<typeof environmentSchema>): TripaySettings | null {
  const {
    TRIPAY_API_KEY: apiKey,
    TRIPAY_PRIVATE_KEY: privateKey,
    TRIPAY_MERCHANT_CODE: merchantCode,
    TRIPAY_CUSTOMER_EMAIL: customerEmail,
  } = found;
  if (apiKey === null || privateKey === null || merchantCode === null || customerEmail === null)
    return null;
  return {
    apiKey,
    privateKey,
    merchantCode,
    customerEmail,
    channel: found.TRIPAY_CHANNEL,
    baseUrl: found.TRIPAY_BASE_URL,
  };
}

/** What this process was given, for who asks for what is missing. */
export const givenEnvironment = (): Record<string, string | undefined> => process.env;

/** Reads settings; every problem is one line that names the variable, what was found and what is wanted. */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
): ConfigResult {
  // An empty setting means "not set", as in `PORT=` of an .env file.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const read = configSchema.safeParse(given);
  if (read.success) return { ok: true, config: read.data };
  return {
    ok: false,
    problems: read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
    missing: Object.entries(environmentSchema.shape)
      .filter(([name, schema]) => !(name in given) && !schema.safeParse(undefined).success)
      .map(([name]) => name),
  };
}
