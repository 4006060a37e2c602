import { z } from "zod";
import { readQris, type Qris } from "./payments/qris.ts";
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

const tokenWanted =
  "the token BotFather gave, like 123456789:AAE… (digits, a colon, 35 characters)";
export const telegramItself = "https://api.telegram.org";
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
