/** The sandbox's command line. */

import { parseArgs } from "node:util";
import type { SandboxWords } from "./words/words.ts";

export interface SandboxOptions {
  /** Undefined: the usual port, or a free one when that is taken. */
  readonly port: number | undefined;
  /** A made-up catalogue of so many services instead of the sample. */
  readonly services: number | undefined;
  /** A file with one's own export of the upstream's list. */
  readonly catalogue: string | undefined;
  /** State survives a restart. */
  readonly keep: boolean;
  /** The bot's log on the terminal instead of in a file. */
  readonly log: boolean;
  /** Where there is no Redis, one may be installed by apt. */
  readonly install: boolean;
}

export type OptionsResult =
  | { readonly kind: "options"; readonly options: SandboxOptions }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly problem: string };

/** The emulated upstream makes its list in memory; more than this helps nobody. */
const MAX_SERVICES = 200_000;

export function readOptions(
  args: readonly string[],
  words: SandboxWords["options"],
): OptionsResult {
  const values = parse(args);
  if (values instanceof Error) return { kind: "wrong", problem: words.unreadable(values.message) };
  if (values.help) return { kind: "help" };
  const { catalogue, keep, log } = values;
  const wrong = (problem: string): OptionsResult => ({ kind: "wrong", problem });
  if (values.services !== undefined && catalogue !== undefined) return wrong(words.exclusive);
  const numbers = { port: [0, 65_535], services: [1, MAX_SERVICES] } as const;
  for (const name of ["port", "services"] as const) {
    const text = values[name];
    const [min, max] = numbers[name];
    if (text !== undefined && !isWholeNumber(text, min, max))
      return wrong(words.notANumber(`--${name}`, text, min, max));
  }
  const port = numberOf(values.port);
  const services = numberOf(values.services);
  const install = !values["no-install"];
  return { kind: "options", options: { port, services, catalogue, keep, log, install } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        services: { type: "string" },
        catalogue: { type: "string" },
        keep: { type: "boolean", default: false },
        log: { type: "boolean", default: false },
        "no-install": { type: "boolean", default: false },
        // In which language it answers is known before this is read.
        lang: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const isWholeNumber = (text: string, min: number, max: number): boolean =>
  /^\d+$/u.test(text) && Number(text) >= min && Number(text) <= max;
