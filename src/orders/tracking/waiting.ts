/** How often an order is looked at that has waited so long: every 2 s after a minute, every minute after half an hour. */
export function paceOf(ageMs: number, { pollIntervalMs }: { pollIntervalMs: number }): number {
  return Math.min(slowestPaceMs, Math.max(pollIntervalMs, ageMs / paceShare));
}
const paceShare = 30;
export const slowestPaceMs = 60_000;

/** An order that is not final by then is an operator's matter. */
export const notFinalAfterMs = 72 * 3_600_000;
