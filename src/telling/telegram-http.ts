import { Readable } from "node:stream";
import { Agent } from "undici";

/**
 * The connections below all Bot API calls, in the shape of `fetch` because grammY asks for one. A call takes half the
 * processor time of grammY's own client (node-fetch) and a quarter of Node's fetch. No redirect is followed and
 * nothing is sent twice: a call without an answer may have been carried out. Who calls sets the time limit.
 */
export function createTelegramHttp(): typeof globalThis.fetch {
  const agent = new Agent({
    connections,
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMs,
    maxResponseSize: maxAnswerBytes,
  });
  return async (input, init) => {
    const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input);
    const { statusCode, body } = await agent.request({
      origin,
      path: pathname + search,
      method: init?.method === "POST" ? "POST" : "GET",
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: sendable(init?.body),
      signal: init?.signal ?? null,
    });
    // Read to its end here, so that the caller's time limit covers it.
    return new Response(await body.text(), { status: statusCode });
  };
}

/** Telegram is one host: more calls than this at once wait their turn. Well above what the courier lets hang. */
const connections = 500;
/** A connection idle for longer may be closed by the other side just as the next call leaves. */
const idleMs = 4_000;
/** A hundred long updates are far below this. */
const maxAnswerBytes = 16 * 1024 * 1024;

/** grammY sends JSON as text and uploads as a stream of Node's. */
function sendable(body: unknown): string | Readable | null {
  if (body === undefined || body === null) return null;
  if (typeof body === "string" || body instanceof Readable) return body;
  throw new TypeError("Only texts and streams are sent to Telegram");
}
