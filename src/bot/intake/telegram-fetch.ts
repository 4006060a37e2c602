import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { json } from "../../json.ts";
import { waitMsOf } from "../../telling/telegram-error.ts";
import { createTelegramHttp } from "../../telling/telegram-http.ts";

/**
 * The `fetch` under every Bot API call: a timeout for each attempt, and 429 obeyed. It sits below the API's
 * transformers because those do not run inside conversations.
 */

const attemptTimeoutMs = 20_000;
/** getUpdates holds the line for up to 50 s by itself. */
const pollTimeoutMs = 75_000;
const maxAttempts = 3;
/** A longer wait than this is the caller's business: a person would have gone by then. */
const maxWaitMs = 15_000;

export function createTelegramFetch(
  clock: Clock,
  fetch: typeof globalThis.fetch = createTelegramHttp(),
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const timeoutMs = url.endsWith("/getUpdates") ? pollTimeoutMs : attemptTimeoutMs;
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetchWithin(timeoutMs, fetch, input, init);
      if (response.status !== 429) return response;
      const text = await response.text();
      const waitMs = retryAfterMs(text);
      if (waitMs === null || waitMs > maxWaitMs || attempt === maxAttempts)
        return new Response(text, { status: 429 });
      await clock.sleep(waitMs, waiting(init?.signal));
    }
  };
}

/** grammY's signal comes from a library and Node's fetch refuses it; its abort is handed on. */
async function fetchWithin(
  timeoutMs: number,
  fetch: typeof globalThis.fetch,
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit | undefined,
): Promise<Response> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  const signal = init?.signal;
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted === true) abort();
  try {
    return await fetch(input, { ...init, signal: stop.signal });
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
