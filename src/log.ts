import { pino, type DestinationStream, type Logger } from "pino";

export type Log = Logger;

const secretPaths = ["token", "key", "sign", "voucher", "destination", "answers", "data"];

/**
 * JSON lines on stdout. `secrets` (token, API key, sign) are cut out of every line wherever they stand,
 * so that an error's message or a URL cannot carry one out; vouchers and destinations by field name.
 */
export function createLog(options: { level: string; secrets: readonly string[]; destination?: DestinationStream }): Log {
  const secrets = options.secrets.filter((secret) => secret !== "");
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretPaths.flatMap((path) => [path, `*.${path}`]), censor: "[redacted]" },
      hooks: {
        streamWrite: (line) => secrets.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), line),
      },
    },
    options.destination ?? pino.destination({ sync: true }),
  );
}
