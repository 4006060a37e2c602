import { z } from "zod";
import { listPriceNames } from "../catalogue/service.ts";
import { json } from "../json.ts";
import {
  levels,
  maxRupiah,
  maxTenths,
  readMarkupKey,
  steps,
  type Level,
  type Markup,
  type Rules,
} from "./markup.ts";

/**
 * The rules as they lie in Redis, one field of a hash each: `rule <markupKey>` with the markup as JSON, `step`,
 * `name <level>`. A field that cannot be read (written by a hand, or by a later version) counts as if it were not there:
 * the next rule counts, and no price falls below the cost.
 */
export interface StoredRules extends Rules {
  /** What operators call the levels, of those they have named. */
  names: ReadonlyMap<Level, string>;
  /** Names of fields that cannot be read. */
  unreadable: readonly string[];
}

const storedMarkup = json.pipe(
  z.discriminatedUnion("kind", [
    z.object({
      v: z.literal(1),
      kind: z.literal("rupiah"),
      rupiah: z.number().int().min(0).max(maxRupiah),
    }),
    z.object({
      v: z.literal(1),
      kind: z.literal("percent"),
      tenths: z.number().int().min(0).max(maxTenths),
    }),
    z.object({ v: z.literal(1), kind: z.literal("list"), name: z.enum(listPriceNames) }),
  ]),
);

export const stepField = "step";
export const ruleField = (key: string) => `rule ${key}`;
export const nameField = (level: Level) => `name ${level}`;

export function writeMarkup(markup: Markup): string {
  return JSON.stringify({ v: 1, ...markup });
}

export function readRules(fields: Readonly<Record<string, string>>): StoredRules {
  const markups = new Map<string, Markup>();
  const names = new Map<Level, string>();
  const unreadable: string[] = [];
  let step: Rules["step"] = 1;
  for (const [field, text] of Object.entries(fields)) {
    const [, what, key = ""] = /^(rule|name) (.+)$/s.exec(field) ?? [];
    const markup =
      what === "rule" && readMarkupKey(key) !== null
        ? storedMarkup.safeParse(text).data
        : undefined;
    const level = what === "name" ? readLevel(key) : null;
    const readStep = field === stepField ? steps.find((one) => String(one) === text) : undefined;
    if (markup !== undefined) markups.set(key, markup);
    else if (level !== null) names.set(level, text);
    else if (readStep !== undefined) step = readStep;
    else unreadable.push(field);
  }
  return { markups, step, names, unreadable };
}

/** null: it is none. */
export function readLevel(text: string | null | undefined): Level | null {
  return levels.find((level) => String(level) === text) ?? null;
}
