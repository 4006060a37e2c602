import { jakartaMidnightMs } from "../jakarta.ts";
import type { Availability, CutOff, Service } from "./service.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Reads `"23:30"`, `"00:15"`. Empty, malformed or equal bounds mean: never closed. */
export function parseCutOff(start: string | undefined, end: string | undefined): CutOff | null {
  const startMinute = parseMinute(start);
  const endMinute = parseMinute(end);
  if (startMinute === null || endMinute === null || startMinute === endMinute) return null;
  return { startMinute, endMinute };
}

function parseMinute(text: string | undefined): number | null {
  const match = /^\s*(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*$/.exec(text ?? "");
  if (match === null) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2]);
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return null;
  return (hours % 24) * 60 + minutes;
}

/** When the window (the upstream's local times) that `nowMs` lies in ends, unix ms; null when the service is not closed then. */
export function closedUntilMs(cutOff: CutOff | null, nowMs: number): number | null {
  if (cutOff === null) return null;
  const midnightMs = jakartaMidnightMs(nowMs);
  const minute = (nowMs - midnightMs) / minuteMs;
  const { startMinute, endMinute } = cutOff;
  const crossesMidnight = startMinute > endMinute;
  const closed = crossesMidnight
    ? minute >= startMinute || minute < endMinute
    : minute >= startMinute && minute < endMinute;
  if (!closed) return null;
  const endsTomorrow = crossesMidnight && minute >= startMinute;
  return midnightMs + endMinute * minuteMs + (endsTomorrow ? dayMs : 0);
}

/** Whether `service` can be ordered at `nowMs`. */
export function availability(service: Service, nowMs: number): Availability {
  if (!service.inStock) return { open: false, why: "out-of-stock" };
  const untilMs = closedUntilMs(service.cutOff, nowMs);
  return untilMs === null ? { open: true } : { open: false, why: "cut-off", untilMs };
}
