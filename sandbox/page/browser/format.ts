/** Numbers and times as the page writes them, in its language; times in the shop's zone, as the bot does. */

import { computed } from "@preact/signals";
import { words } from "./words/words.ts";

const timeZone = "Asia/Jakarta";

const formats = computed(() => {
  const { locale } = words.value;
  const minutes = { hour: "2-digit", minute: "2-digit", timeZone } as const;
  return {
    minutes: new Intl.DateTimeFormat(locale, minutes),
    seconds: new Intl.DateTimeFormat(locale, { ...minutes, second: "2-digit" }),
    days: new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone }),
    numbers: new Intl.NumberFormat(locale),
  };
});
/** As the bot writes sums in every language. */
const rupiahs = new Intl.NumberFormat("id-ID");

export const clock = (atMs: number): string => formats.value.minutes.format(atMs);
export const clockSeconds = (atMs: number): string => formats.value.seconds.format(atMs);
export const count = (many: number): string => formats.value.numbers.format(many);
export const rupiah = (amount: number): string =>
  `${amount < 0 ? "−" : ""}Rp${rupiahs.format(Math.abs(amount))}`;

/** What was typed as a sum, with whatever signs. */
export const rupiahIn = (text: string): number => Number(text.replaceAll(/\D/gu, ""));

export function day(atMs: number, nowMs: number): string {
  const { days } = formats.value;
  const name = days.format(atMs);
  return name === days.format(nowMs) ? words.value.today : name;
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${kilo.toFixed(1)} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}

export function duration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Jakarta has had no other offset since 1964. */
const aheadOfUtcMs = 7 * 3_600_000;
const dayMs = 86_400_000;

/** As a field for date and time has it, in the shop's zone. */
export const dayTime = (atMs: number): string =>
  new Date(atMs + aheadOfUtcMs).toISOString().slice(0, 16);

export function fromDayTime(text: string): number | undefined {
  const atMs = Date.parse(`${text}:00Z`) - aheadOfUtcMs;
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** When this day of the shop ends. */
export const jakartaMidnightMs = (atMs: number): number =>
  (Math.floor((atMs + aheadOfUtcMs) / dayMs) + 1) * dayMs - aheadOfUtcMs;
