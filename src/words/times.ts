import { wordsIn, type Language, type Words } from "./dictionary.ts";
import { decimal } from "./money.ts";

/** How a person reads: in their language, in the zone of the settings, now. */
export interface View {
  language: Language;
  timeZone: string;
  /** Unix ms. */
  nowMs: number;
}

const zoneNames: Readonly<Record<string, string>> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

/** `14:05 WIB`; with the date when it is not today (`3 Jun 14:05 WIB`), with the year when not this year. */
export function timeText(atMs: number, { language, timeZone, nowMs }: View): string {
  const at = parts(atMs, language, timeZone);
  const now = parts(nowMs, language, timeZone);
  const time = `${at.hour}:${at.minute} ${zoneName(timeZone)}`;
  if (at.year !== now.year) return `${at.day} ${at.month} ${at.year} ${time}`;
  return at.day === now.day && at.month === now.month ? time : `${at.day} ${at.month} ${time}`;
}

/** `14:05`, or with the date when it is not today: for lists, where the zone would only repeat. */
export function shortTimeText(atMs: number, view: View): string {
  return timeText(atMs, view).replace(` ${zoneName(view.timeZone)}`, "");
}

/** A day counted from 1 January 1970 in Jakarta: `3 Jun 2026`. */
export function dayText(day: number, { language }: Pick<View, "language">): string {
  const at = parts(day * 86_400_000, language, "UTC");
  return `${at.day} ${at.month} ${at.year}`;
}

/** The month that it lies in: `Jun 2026`. */
export function monthText(day: number, { language }: Pick<View, "language">): string {
  const at = parts(day * 86_400_000, language, "UTC");
  return `${at.month} ${at.year}`;
}

/** Now, as `14:05:09`: for "looked just now", where the same minute twice must differ. */
export function secondsText({ language, timeZone, nowMs }: View): string {
  const at = parts(nowMs, language, timeZone);
  return `${at.hour}:${at.minute}:${at.second}`;
}

/** Longer than this a wait is worth a word. */
const noWaitMs = 10_000;

/** About how long, never less: `40 detik`, `3 menit`; null: not worth a word. */
export function waitText(ms: number, language: Language): string | null {
  if (ms <= noWaitMs) return null;
  const { seconds, minutes } = wordsIn(language).order.wait;
  return ms <= 90_000 ? seconds(Math.ceil(ms / 10_000) * 10) : minutes(Math.ceil(ms / 60_000));
}

/** `1,2 detik`, from a minute and a half in minutes, from an hour and a half in hours. */
export function durationText(ms: number, words: Words): string {
  const texts = words.admin.stats;
  const seconds = ms / 1_000;
  if (seconds < 90) return texts.seconds(decimal(seconds, words.locale));
  return seconds < 5_400
    ? texts.minutes(decimal(seconds / 60, words.locale))
    : texts.hours(decimal(seconds / 3_600, words.locale));
}

function zoneName(timeZone: string): string {
  const known = zoneNames[timeZone];
  if (known !== undefined) return known;
  const named = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "short" }).formatToParts(0);
  return named.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

// One formatter for each language and zone: making one costs more than a hundred uses.
const formatters = new Map<string, Intl.DateTimeFormat>();

function parts(atMs: number, language: Language, timeZone: string) {
  const key = `${language} ${timeZone}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(wordsIn(language).locale, {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(key, formatter);
  }
  const found = { year: "", month: "", day: "", hour: "", minute: "", second: "" };
  for (const { type, value } of formatter.formatToParts(atMs))
    if (isIn(found, type)) found[type] = value;
  return found;
}

function isIn<T extends object>(object: T, key: PropertyKey): key is keyof T {
  return key in object;
}
