import { jakartaDay } from "../../../jakarta.ts";
import { monthOf, type Period } from "../../../period.ts";

/**
 * A day or a month as it is typed: `23`, `23/11`, `23-11-2026`, `11/2026`; "" is today. Without a year it is the latest such
 * day that is not to come. null: none of these, or no day of any calendar.
 */
export function readPeriod(text: string, nowMs: number): Period | null {
  const today = jakartaDay(nowMs);
  const numbers = text.trim() === "" ? [] : text.trim().split(/[\s/.-]+/);
  if (!numbers.every((number) => /^\d{1,4}$/.test(number))) return null;
  const [first = 0, second, third] = numbers.map(Number);
  switch (numbers.length) {
    case 0:
      return { kind: "day", day: today };
    case 1:
      return latest(first, monthOf(today), 1, today);
    case 2:
      if (second === undefined) return null;
      if (second >= 1970) return first >= 1 && first <= 12 ? monthAt(second, first) : null;
      return second >= 1 && second <= 12
        ? latest(first, yearStart(today) + second - 1, 12, today)
        : null;
    case 3: {
      if (second === undefined || third === undefined || second < 1 || second > 12) return null;
      const { month } = monthAt(third < 100 ? 2_000 + third : third, second);
      return dayIn(month, first);
    }
    default:
      return null;
  }
}

const yearStart = (today: number) => monthOf(today) - (monthOf(today) % 12);

const monthAt = (year: number, month: number) => ({
  kind: "month" as const,
  month: (year - 1970) * 12 + month - 1,
});

/** Long enough for 29 February. */
const mostSteps = 100;

/** The day of that number in `month`, or in the nearest one `step` months earlier that has it and is not to come. */
function latest(number: number, month: number, step: number, today: number): Period | null {
  for (let back = 0; back < mostSteps; back += 1) {
    const found = dayIn(month - back * step, number);
    if (found !== null && found.day <= today) return found;
  }
  return null;
}

const dayMs = 24 * 3_600_000;

function dayIn(month: number, number: number): (Period & { kind: "day" }) | null {
  const day = Date.UTC(1970, month, number) / dayMs;
  return number >= 1 && monthOf(day) === month ? { kind: "day", day } : null;
}
