import type { ApiClientOptions } from "grammy";
import type { Clock } from "../clock.ts";
import { createConnections } from "./connections.ts";
import { withPatience } from "./patience.ts";

/** How this process reaches Telegram: the same connections, whoever calls. The options are grammY's. */
export interface TelegramClient {
  token: string;
  /** For who answers a person: a 429 is waited out, and each attempt has its time. */
  patient: ApiClientOptions;
  /** For who keeps a queue: one attempt a call, as it comes. Without an answer for 20 s it is unclear. */
  plain: ApiClientOptions;
}

const plainTimeoutS = 20;
/** Only for what hangs in spite of the times of each attempt: longer than any of them. */
const patientTimeoutS = 80;

export function createTelegramClient({
  token,
  apiRoot,
  clock,
}: {
  token: string;
  /** Without a slash at its end. */
  apiRoot: string;
  clock: Clock;
}): TelegramClient {
  const fetch = createConnections(apiRoot);
  return {
    token,
    patient: { apiRoot, fetch: withPatience(clock, fetch), timeoutSeconds: patientTimeoutS },
    plain: { apiRoot, fetch, timeoutSeconds: plainTimeoutS },
  };
}
