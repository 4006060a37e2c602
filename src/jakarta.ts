/**
 * Jakarta's clock, UTC+7 all year: by it the upstream's cut-offs are given, and everybody's day begins. The scripts
 * count by the same (`jakarta_…` in `orders/store/lua/common.lua`); a test holds the two together.
 */
const offsetMs = 7 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** The day that `atMs` (unix ms) lies in, counted from 1 January 1970. */
export function jakartaDay(atMs: number): number {
  return Math.floor((atMs + offsetMs) / dayMs);
}

/** When the day that `atMs` lies in began, unix ms. */
export function jakartaMidnightMs(atMs: number): number {
  return jakartaDayMs(jakartaDay(atMs));
}

/** When a day began, unix ms. */
export function jakartaDayMs(day: number): number {
  return day * dayMs - offsetMs;
}
