import { readQris, type Qris } from "./payments/qris.ts";
import type { TripaySettings } from "./payments/tripay.ts";
import { readRedisAddress, type RedisAddress } from "./redis/address.ts";
import {
  httpUrl,
  ids,
  inSeconds,
  integer,
  integerOrNone,
  required,
  rupiahOrNone,
  secretOrNone,
  timeZone,
  wrong,
  yesOrNo,
} from "./setting-kinds.ts";
import { languages } from "./words/dictionary.ts";
import { z } from "zod";

export type ConfigResult =
  | { ok: true; config: Config }
  /** `missing`: names of what is needed and not set. */
  | { ok: false; problems: string[]; missing: string[] };

const tokenWanted =
  "the token BotFather gave, like 123456789:AAE… (digits, a colon, 35 characters)";
const telegramItself = "https://api.telegram.org";
const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const longestGapMs = 300_000;

const gapOrAuto = z
  .string()
  .trim()
  .refine(
    (text) => text === "auto" || (/^\d{1,6}$/.test(text) && Number(text) <= longestGapMs),
    wrong(`a whole number of milliseconds from 0 to ${longestGapMs}, or auto (default)`),
  )
  .transform((text): number | "auto" => (text === "auto" ? text : Number(text)))
  .default("auto");

function tripayWanted(what: string): string {
  return `is not shaped like one; wanted: the ${what} from the merchant's page at Tripay, or nothing`;
}

const creditOrNone = z
  .string()
  .trim()
  .refine(
    (text) => text === "none" || /^\d{1,12}$/.test(text),
    wrong("a whole number of rupiah, or none (default)"),
  )
  .transform((text): number | null => (text === "none" ? null : Number(text)))
  .default(null);

const longSecret = /^[\w-]{16,128}$/;

const qrisOrNone = z
  .string()
  .trim()
  .transform((text, context): Qris | null => {
    const reading = readQris(text);
    if (reading.ok) return reading.qris;
    context.addIssue(reading.problem);
    return z.NEVER;
  })
  .default(null);

/** Each variable as text from the environment; the test of `.env.example` and the tables of settings goes through them. */
export const environmentSchema = z.object({
  BOT_TOKEN: required(tokenWanted).regex(
    /^\d+:[\w-]{30,}$/,
    `is not shaped like a token; wanted: ${tokenWanted}`,
  ),
  TELEGRAM_API_ROOT: httpUrl(telegramItself),
  TELEGRAM_INTAKE: z
    .enum(["polling", "webhook"], wrong("polling or webhook (default polling)"))
    .default("polling"),
  WEBHOOK_URL: z
    .string()
    .trim()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      wrong("the address at which Telegram reaches this bot, like https://bot.example.com"),
    )
    .transform((text): string | null => text.replace(/\/+$/, ""))
    .default(null),
  WEBHOOK_MAX_CONNECTIONS: integer(40, 1, 100, "a whole number of requests at once"),
  OSIMESA_USER_ID: required("your OsiMesa user id").regex(
    /^[^{}\s]+$/,
    "has a space or a brace in it; wanted: your OsiMesa user id",
  ),
  OSIMESA_API_KEY: required("your OsiMesa API key"),
  OSIMESA_BASE_URL: httpUrl("https://osimesa.id"),
  OSIMESA_TIMEOUT_MS: integer(30_000, 1_000, 300_000, "a whole number of milliseconds"),
  OSIMESA_MAX_RPS: integer(5, 1, 100, "a whole number of requests a second"),
  OSIMESA_ORDER_GAP_MS: gapOrAuto,
  REDIS_URL: required("an address like redis://127.0.0.1:6379").transform(
    (text, context): RedisAddress => {
      const read = readRedisAddress(text);
      if (read.ok) return read.address;
      context.addIssue(read.problem);
      return z.NEVER;
    },
  ),
  REDIS_REPLICAS: integerOrNone(0, 9, "a whole number of replicas", "0 for one Redis"),
  ADMIN_IDS: ids("the operators' Telegram ids (numbers) separated by commas").pipe(
    z.array(z.number()).min(1, "names nobody; wanted: at least one operator's Telegram id"),
  ),
  RESELLER_IDS: ids("Telegram ids (numbers) separated by commas, or nothing").default([]),
  DAILY_LIMIT_RUPIAH: rupiahOrNone("a whole number of rupiah, or nothing for no limit"),
  DEFAULT_CREDIT_RUPIAH: creditOrNone,
  LOW_BALANCE_RUPIAH: rupiahOrNone("a whole number of rupiah, or nothing for no warning"),
  REVIEW_REMINDERS_AT_NIGHT: yesOrNo,
  HUNG_AFTER_MIN: integer(10, 1, 4_320, "a whole number of minutes", 60_000),
  KEEP_ORDERS_DAYS: integer(400, 90, 36_500, "a whole number of days"),
  MAX_UPDATES_PER_PERSON: integer(20, 5, 1_000_000, "a whole number of taps and messages"),
  SHOP_NAME: z
    .string()
    .trim()
    .max(64, wrong("a name of at most 64 characters"))
    .default("OsiMesa Order"),
  POLL_INTERVAL_MS: integer(2_000, 100, 60_000, "a whole number of milliseconds"),
  CATALOGUE_REFRESH_S: inSeconds(60, 1, 86_400),
  CONFIRMED_TTL_S: inSeconds(180, 5, 3_600),
  UNKNOWN_GRACE_S: inSeconds(600, 1, 86_400),
  UPSTREAM_SKEW_S: inSeconds(120, 0, 3_600),
  NOT_NOW_PROOF_S: inSeconds(15, 1, 3_600),
  UNMATCHED_POLICY: z
    .enum(["auto", "review", "fail"], wrong("auto, review or fail (default auto)"))
    .default("auto"),
  VANISHED_POLICY: z
    .enum(["review", "failed"], wrong("review or failed (default review)"))
    .default("review"),
  LEASE_MS: integer(15_000, 1_000, 120_000, "a whole number of milliseconds"),
  TIME_ZONE: timeZone("Asia/Jakarta"),
  DEFAULT_LANGUAGE: z
    .enum(languages, wrong(`${languages.join(" or ")} (default id)`))
    .default("id"),
  HTTP_HOST: z.string().trim().min(1).default("127.0.0.1"),
  PORT: integer(8_080, 0, 65_535, "a port number"),
  OSIMESA_HOOK_SECRET: secretOrNone(
    longSecret,
    "is not fit for an address nobody guesses; wanted: 16 to 128 letters, digits, - and _, or nothing",
  ),
  DEPOSIT_INSTRUCTIONS: z
    .string()
    .trim()
    .max(1_000, wrong("at most 1000 characters"))
    // Lines of it are written as \n where a setting is one line.
    .transform((text): string | null => text.replaceAll("\\n", "\n"))
    .default(null),
  DEPOSIT_TTL_H: integer(24, 1, 168, "a whole number of hours", 3_600_000),
  QRIS_STATIC: qrisOrNone,
  PAYMENT_HOOK_SECRET: secretOrNone(
    longSecret,
    "is not fit for a key nobody guesses; wanted: 16 to 128 letters, digits, - and _, or nothing",
  ),
  TRIPAY_API_KEY: secretOrNone(/^\S{8,200}$/, tripayWanted("API key")),
  TRIPAY_PRIVATE_KEY: secretOrNone(/^\S{8,200}$/, tripayWanted("private key")),
  TRIPAY_MERCHANT_CODE: z
    .string()
    .trim()
    .regex(/^T\d{2,10}$/, wrong("the merchant's code at Tripay, like T0001, or nothing"))
    .transform((text): string | null => text)
    .default(null),
  TRIPAY_CUSTOMER_EMAIL: z
    .string()
    .trim()
    .pipe(z.email(wrong("your e-mail address, or nothing")))
    .transform((text): string | null => text)
    .default(null),
  TRIPAY_CHANNEL: z
    .enum(["QRIS", "QRIS2", "QRISC"], wrong("QRIS, QRIS2 or QRISC (default QRIS2)"))
    .default("QRIS2"),
  TRIPAY_BASE_URL: httpUrl("https://tripay.co.id/api"),
  ALLOW_VOLATILE_REDIS: yesOrNo,
  LOG_LEVEL: z
    .enum(logLevels, wrong(`one of ${logLevels.join(", ")} (default info)`))
    .default("info"),
});

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
