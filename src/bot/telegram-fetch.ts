import type { Clock } from "../clock.ts";

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
  fetch: typeof globalThis.fetch = globalThis.fetch,
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const timeoutMs = url.endsWith("/getUpdates") ? pollTimeoutMs : attemptTimeoutMs;
    for (let attempt = 1; ; attempt += 1) {
      const stop = linkedAbort(init?.signal, timeoutMs);
      const response = await fetch(input, { ...init, signal: stop });
      const waitMs = response.status === 429 ? await retryAfterMs(response) : null;
      if (waitMs === null || waitMs > maxWaitMs || attempt === maxAttempts) return response;
      await clock.sleep(waitMs, stop);
    }
  };
}

/** grammY's signal comes from a library and Node's fetch refuses it; its abort is handed on. */
function linkedAbort(signal: AbortSignal | null | undefined, timeoutMs: number): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  if (!signal) return timeout;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener("abort", () => controller.abort(), { once: true });
  return AbortSignal.any([controller.signal, timeout]);
}

async function retryAfterMs(response: Response): Promise<number | null> {
  try {
    const body: unknown = await response.clone().json();
    if (typeof body !== "object" || body === null || !("parameters" in body)) return null;
    const { parameters } = body;
    if (typeof parameters !== "object" || parameters === null || !("retry_after" in parameters))
      return null;
    return typeof parameters.retry_after === "number" ? parameters.retry_after * 1_000 : null;
  } catch {
    return null;
  }
}
