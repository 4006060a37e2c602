import { pino, type DestinationStream, type Logger } from "pino";
import { withoutSecrets } from "./secrets.ts";

export type Log = Logger;

const secretPaths = ["token", "key", "sign", "voucher", "destination", "answers", "data"];

/**
 * JSON lines on stdout. `secrets` (token, API key, sign) are cut out of every line wherever they stand,
 * so that an error's message or a URL cannot carry one out; vouchers and destinations by field name. Of an error
 * only what says where it came from is kept: one of Redis carries its command's arguments, one of Telegram the
 * message that was to be sent. Reasons in others' words lose their long numbers, which may be a destination.
 */
export function createLog(options: {
  level: string;
  secrets: readonly string[];
  destination?: DestinationStream;
}): Log {
  const cut = withoutSecrets(options.secrets, "[redacted]");
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretPaths.flatMap((path) => [path, `*.${path}`]), censor: "[redacted]" },
      serializers: {
        err: describeError,
        error: describeError,
        why: withoutNumbers,
        word: withoutNumbers,
      },
      hooks: {
        streamWrite: cut,
      },
    },
    options.destination ?? pino.destination({ sync: true }),
  );
}

const maxCauses = 3;

function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return describeOther(error);
  const { name, message, stack, cause } = error;
  return {
    type: name,
    ...("code" in error ? { code: withoutNumbers(error.code) } : {}),
    // Telegram's refusals, which say more than their message does.
    ...("error_code" in error ? { code: error.error_code } : {}),
    ...("method" in error ? { method: withoutNumbers(error.method) } : {}),
    message: withoutNumbers(message),
    stack: withoutNumbers(stack?.slice(stack.indexOf("\n    at ") + 1)),
    ...(cause === undefined || depth >= maxCauses
      ? {}
      : { cause: describeError(cause, depth + 1) }),
  };
}

/** What a part chose to say of an error, one level deep. */
function describeOther(said: unknown): unknown {
  if (typeof said !== "object" || said === null) return withoutNumbers(said);
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, withoutNumbers(value)]),
  );
}

/** Six digits or more in a row, or a number written in groups, may be a phone number or an account. */
function withoutNumbers(value: unknown): unknown {
  if (typeof value !== "string") return typeof value === "object" ? "[object]" : value;
  return value.replaceAll(/\d(?:[\s.-]?\d){5,}/g, "…");
}
