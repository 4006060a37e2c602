/** The sandbox's command line. */

import { parseArgs } from "node:util";

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

export const usage = `npm run sandbox -- [options]

  --port 4680              where the page listens, on loopback only
  --services 20000         a made-up catalogue of that size
  --catalogue file.json    your own export: the answer to type=service
  --keep                   chats, orders and catalogue survive a restart, in .sandbox/
  --log                    the bot's log here instead of in a file
  --no-install             never install a Redis (with apt, as root on Debian); say what is needed instead`;

/** The emulated upstream makes its list in memory; more than this helps nobody. */
const MAX_SERVICES = 200_000;

export function readOptions(args: readonly string[]): OptionsResult {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        services: { type: "string" },
        catalogue: { type: "string" },
        keep: { type: "boolean", default: false },
        log: { type: "boolean", default: false },
        "no-install": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return { kind: "help" };
    const { catalogue, keep, log } = values;
    if (values.services !== undefined && catalogue !== undefined) {
      return { kind: "wrong", problem: "--services and --catalogue exclude each other" };
    }
    const port = number("--port", values.port, 0, 65_535);
    const services = number("--services", values.services, 1, MAX_SERVICES);
    const install = !values["no-install"];
    return { kind: "options", options: { port, services, catalogue, keep, log, install } };
  } catch (error) {
    return { kind: "wrong", problem: error instanceof Error ? error.message : String(error) };
  }
}

function number(
  name: string,
  text: string | undefined,
  min: number,
  max: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/u.test(text) && value >= min && value <= max) return value;
  throw new Error(`${name} is "${text}"; wanted: a whole number from ${min} to ${max}`);
}
