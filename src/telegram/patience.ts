import { z } from "zod";
import type { Clock } from "../clock.ts";
import { json } from "../json.ts";
import type { BotApiFetch } from "./connections.ts";
import { waitMsOf } from "./outcome.ts";

const attemptTimeoutMs = 20_000;
/** getUpdates holds the line for up to 50 s by itself. */
const pollTimeoutMs = 75_000;
const maxAttempts = 3;
/** A longer wait than this is the caller's business: a person would have gone by then. */
const maxWaitMs = 15_000;

/**
 * The `fetch` under the Bot API calls that answer a person: a timeout for each attempt, and 429 obeyed. It sits below
 * the API's transformers because those do not run inside conversations.
 */
export function withPatience(clock: Clock, fetch: BotApiFetch): BotApiFetch {
  return async (url, request = {}) => {
    const timeoutMs = url.endsWith("/getUpdates") ? pollTimeoutMs : attemptTimeoutMs;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await within(timeoutMs, request.signal, (signal) =>
        fetch(url, { ...request, signal }),
      );
      if (answer.status !== 429) return answer;
      const waitMs = retryAfterMs(answer.text);
      if (waitMs === null || waitMs > maxWaitMs || attempt === maxAttempts) return answer;
      await clock.sleep(waitMs, waiting(request.signal));
    }
  };
}

/** Gives up when the time is over or the caller does. */
async function within<T>(
  timeoutMs: number,
  signal: AbortSignal | null | undefined,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted === true) abort();
  try {
    return await attempt(stop.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

function waiting(signal: AbortSignal | null | undefined): AbortSignal | undefined {
  if (!signal) return undefined;
  const stop = new AbortController();
  signal.addEventListener("abort", () => stop.abort(), { once: true });
  if (signal.aborted) stop.abort();
  return stop.signal;
}

const waitAnswer = json.pipe(z.object({ parameters: z.object({ retry_after: z.number() }) }));

function retryAfterMs(text: string): number | null {
  const { data } = waitAnswer.safeParse(text);
  return data === undefined ? null : waitMsOf(data.parameters.retry_after);
}
