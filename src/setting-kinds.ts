import { z } from "zod";

/**
 * Kinds of settings: each reads the text of one variable. A problem is the end of a sentence that begins with its name: what
 * was found, and what is wanted.
 */

export const required = (wanted: string) =>
  z
    .string({ error: `is missing; wanted: ${wanted}` })
    .trim()
    .min(1, `is empty; wanted: ${wanted}`);

/** Says what was found: not for secrets. */
export const wrong = (wanted: string) => ({
  error: (issue: { input?: unknown }) => `is ${JSON.stringify(issue.input)}; wanted: ${wanted}`,
});

export const integer = (fallback: number, min: number, max: number, what: string, factor = 1) => {
  const wanted = `${what} from ${min} to ${max} (default ${fallback})`;
  return z
    .string()
    .trim()
    .refine(
      (text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max,
      wrong(wanted),
    )
    .transform((text) => Number(text) * factor)
    .default(fallback * factor);
};

/** null: it is not set, which means something of its own. */
export const integerOrNone = (min: number, max: number, what: string, otherwise: string) =>
  z
    .string()
    .trim()
    .refine(
      (text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max,
      wrong(`${what} from ${min} to ${max} (default ${otherwise})`),
    )
    .transform((text): number | null => Number(text))
    .default(null);

/** Given in seconds, kept in milliseconds. */
export const inSeconds = (fallback: number, min: number, max: number) =>
  integer(fallback, min, max, "a whole number of seconds", 1_000);

export const ids = (wanted: string) =>
  z
    .string({ error: `is missing; wanted: ${wanted}` })
    .trim()
    .refine((text) => /^\d{1,15}(\s*,\s*\d{1,15})*\s*,?$/.test(text), wrong(wanted))
    .transform((text) => [...new Set(text.split(",").map(Number))].filter((id) => id > 0));

export const httpUrl = (fallback: string) =>
  z
    .string()
    .trim()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      wrong(`an http(s) address (default ${fallback})`),
    )
    .transform((text) => text.replace(/\/+$/, ""))
    .default(fallback);

const yes = ["1", "true", "yes"];
const no = ["0", "false", "no"];

export const yesOrNo = z
  .string()
  .refine((text) => [...yes, ...no].includes(text), wrong("1 or 0 (default 0)"))
  .transform((text) => yes.includes(text))
  .default(false);

export const rupiahOrNone = (wanted: string) =>
  z
    .string()
    .trim()
    .refine((text) => /^\d{1,12}$/.test(text), wrong(wanted))
    .transform((text): number | null => Number(text))
    .default(null);

/** A secret, so what was found is not shown. null: there is none. */
export const secretOrNone = (pattern: RegExp, problem: string) =>
  z
    .string()
    .trim()
    .regex(pattern, problem)
    .transform((text): string | null => text)
    .default(null);

export const timeZone = (fallback: string) =>
  z
    .string()
    .refine(isTimeZone, wrong(`a time zone like ${fallback} (default)`))
    .default(fallback);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
