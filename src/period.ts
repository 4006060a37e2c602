import { jakartaDay, jakartaDayMs } from "./jakarta.ts";

/** A day, counted from 1 January 1970 in Jakarta, or a calendar month, counted from January 1970. */
export type Period = { kind: "day"; day: number } | { kind: "month"; month: number };

const dayMs = 24 * 3_600_000;

export const dayAt = (atMs: number): Period => ({ kind: "day", day: jakartaDay(atMs) });

/** The month that a day lies in. */
export function monthOf(day: number): number {
  const at = new Date(day * dayMs);
  return (at.getUTCFullYear() - 1970) * 12 + at.getUTCMonth();
}

/** The first day, and the first one after it. */
export function daysOf(period: Period): { fromDay: number; toDay: number } {
  if (period.kind === "day") return { fromDay: period.day, toDay: period.day + 1 };
  const first = (month: number) => Date.UTC(1970, month, 1) / dayMs;
  return { fromDay: first(period.month), toDay: first(period.month + 1) };
}

/** Unix ms, the end left out. */
export function timesOf(period: Period): { fromMs: number; toMs: number } {
  const { fromDay, toDay } = daysOf(period);
  return { fromMs: jakartaDayMs(fromDay), toMs: jakartaDayMs(toDay) };
}

/** Of the kind of `period`, the one that a day lies in. */
export const likePeriod = ({ kind }: Period, day: number): Period =>
  kind === "day" ? { kind, day } : { kind, month: monthOf(day) };

/** `2026-11-29`, `2026-11`: for names of files. */
export function periodName(period: Period): string {
  const day = new Date(daysOf(period).fromDay * dayMs).toISOString();
  return day.slice(0, period.kind === "day" ? 10 : 7);
}
