import { setImmediate } from "node:timers/promises";
import { ofetch } from "ofetch";
import type { ListAnswer, ListSink, ReadAnswer, Trouble } from "./answers.ts";
import { parseJson } from "./json.ts";
import { createListReader, ListError } from "./list.ts";
import { envelopeSchema } from "./schema.ts";

/** One read request: `type=status` or `type=service`. Never rejects. */
export async function fetchData(
  url: URL,
  form: URLSearchParams,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<ReadAnswer> {
  // ofetch's own `timeout` ends at the headers; this signal covers the body as well.
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await ofetch.raw<string, "text">(url.href, {
      ...once(form),
      responseType: "text",
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    return readData(
      response.status,
      response.headers.get("retry-after") ?? undefined,
      response._data ?? "",
    );
  } catch (error) {
    return trouble(
      "unreachable",
      timeout.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(error),
    );
  }
}

/** One POST as it is, whatever it brings; never a second one. */
const once = (body: URLSearchParams) =>
  ({ method: "POST", body, ignoreResponseError: true, retry: 0, redirect: "error" }) as const;

function readData(status: number, retryAfter: string | undefined, text: string): ReadAnswer {
  if (isBusy(status)) return busy(status, retryAfter);
  const envelope = envelopeSchema.safeParse(parseJson(text));
  if (!envelope.success)
    return trouble(
      status >= 400 ? "unreachable" : "malformed",
      `HTTP ${status} without a readable answer`,
    );
  const { status: good, message, data } = envelope.data;
  if (!good)
    return trouble(
      status >= 500 ? "unreachable" : "refused",
      message === "" ? `HTTP ${status}` : message,
    );
  return { kind: "data", data };
}

/** Fetches a long list and hands over each member's JSON as it arrives. Never rejects. */
export async function fetchList(
  request: { url: URL; form: URLSearchParams; timeoutMs: number; signal?: AbortSignal | undefined },
  sink: ListSink,
): Promise<ListAnswer> {
  const { url, form, timeoutMs, signal } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await ofetch.raw<unknown, "stream">(url.href, {
      ...once(form),
      responseType: "stream",
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    if (isBusy(response.status))
      return busy(response.status, response.headers.get("retry-after") ?? undefined);
    return await readList(response._data ?? [], sink, response.status);
  } catch (error) {
    return trouble(
      "unreachable",
      timeout.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(error),
    );
  }
}

/** Reads such a list from any source of bytes. Rejects only when the source does. */
export async function readList(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sink: ListSink,
  status = 200,
): Promise<ListAnswer> {
  let members = 0;
  const reader = createListReader((json) => {
    members += 1;
    sink.member(json);
  });
  try {
    for await (const chunk of source) {
      await sink.bytes?.(chunk);
      reader.push(chunk);
      // The next chunk may be here already; whoever waits for the event loop goes first.
      await setImmediate();
    }
  } catch (error) {
    if (error instanceof ListError) return trouble("malformed", error.message);
    throw error;
  }
  const answer = readData(status, undefined, reader.envelope());
  if (answer.kind === "trouble") return answer;
  return Array.isArray(answer.data)
    ? { kind: "list", members }
    : trouble("malformed", "the list is not a list");
}

/** The upstream asks to be left alone for a while. */
export function isBusy(status: number): boolean {
  return status === 429 || status === 503;
}

/** `Retry-After` in its seconds form; a date or nonsense is as good as none. */
export function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header.trim())
    ? Number(header) * 1_000
    : undefined;
}

function busy(status: number, retryAfter: string | undefined): Trouble {
  const waitMs = retryAfterMs(retryAfter);
  return {
    ...trouble("busy", `HTTP ${status}`),
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  };
}

function trouble(cause: Trouble["cause"], why: string): Trouble {
  return { kind: "trouble", cause, why };
}

/** The innermost cause: fetch wraps `ECONNREFUSED` twice. Never the request, which carries the key. */
function reasonOf(error: unknown): string {
  let inner = error;
  for (let depth = 0; depth < 5 && inner instanceof Error && inner.cause !== undefined; depth += 1)
    inner = inner.cause;
  if (!(inner instanceof Error)) return "unreachable";
  return "code" in inner && typeof inner.code === "string"
    ? inner.code
    : inner.message.slice(0, 100);
}
