/** What Telegram may add to a refusal so that a program can act on it. */
export interface RefusalParameters {
  /** Seconds to wait before calling again. */
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** An answer with `ok: false`. Thrown by methods, turned into JSON by the server, never a bug. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: RefusalParameters | undefined;

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description);
    this.name = "Refusal";
    this.code = code;
    this.parameters = parameters;
  }
}

const PREFIXES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  409: "Conflict",
};

/**
 * A refusal in Telegram's own form: the code's prefix, then the message with its first letter lowered, unless
 * the message is one of the server's constants (`BUTTON_DATA_INVALID`), which stays as it is.
 */
export function refusal(message: string, code = 400): Refusal {
  const second = message.charAt(1);
  const isConstant = second === "_" || (second >= "A" && second <= "Z");
  const words = isConstant ? message : message.charAt(0).toLowerCase() + message.slice(1);
  const prefix = PREFIXES[code];
  return new Refusal(code, prefix === undefined ? words : `${prefix}: ${words}`);
}

/** 429 as Telegram words it; `retryAfterS` is in seconds. */
export function tooManyRequests(retryAfterS: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${retryAfterS}`, {
    retry_after: retryAfterS,
  });
}
