import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { ofetch } from "ofetch";
import { exactJson } from "../json.ts";
import { reason, type Reason } from "../reason.ts";
import { bytesWithoutSecrets, secretMark, withoutSecrets } from "../secrets.ts";
import { atMost, BodyError, textOf } from "../web/body.ts";
import type { BalanceAnswer, ListAnswer, ListSink, ReadAnswer, Trouble } from "./answers.ts";
import { createListReader, ListError } from "./list.ts";
import { readBalance } from "./profile.ts";
import { readRefusal } from "./refusal.ts";
import { envelopeSchema } from "./schema.ts";

/** A read: `type=status` or `type=service`. */
export interface ReadRequest {
  url: URL;
  form: URLSearchParams;
  timeoutMs: number;
  /** The whole body, decompressed. */
  maxBytes: number;
  /** What the answer may repeat and must not reach anybody. */
  secrets: readonly string[];
  signal?: AbortSignal | undefined;
}

/** Reads an answer that is small. Never rejects. */
export function fetchData(request: ReadRequest): Promise<ReadAnswer> {
  return send(request, async ({ status, retryAfter, bytes }) =>
    readData(
      { status, retryAfter, text: await textOf(bytes) },
      withoutSecrets(request.secrets, secretMark),
    ),
  );
}

/** Asks for the balance, which many have no call for: only trouble on the way is trouble. Never rejects. */
export function fetchBalance(request: ReadRequest): Promise<BalanceAnswer> {
  return send(request, async ({ status, retryAfter, bytes }): Promise<BalanceAnswer> => {
    if (isBusy(status)) return busy(status, retryAfter);
    const rupiah = readBalance(await textOf(bytes));
    if (rupiah !== null) return { kind: "balance", rupiah };
    return status >= 500
      ? trouble("unreachable", reason("server-error", `HTTP ${status}`))
      : { kind: "none" };
  });
}

/** Fetches a long list and hands over each member's JSON as it arrives. Never rejects. */
export function fetchList(request: ReadRequest, sink: ListSink): Promise<ListAnswer> {
  return send(request, async ({ status, retryAfter, bytes }) =>
    isBusy(status)
      ? busy(status, retryAfter)
      : readList(bytesWithoutSecrets(bytes, request.secrets, secretMark), sink, status),
  );
}

interface Response {
  status: number;
  retryAfter: string | undefined;
  bytes: AsyncIterable<Uint8Array>;
}

/** One request, and what `take` makes of its answer; every failure is a trouble. */
async function send<T>(
  { url, form, timeoutMs, maxBytes, signal }: ReadRequest,
  take: (response: Response) => Promise<T>,
): Promise<T | Trouble> {
  // ofetch's own `timeout` ends at the headers; this signal covers the body as well.
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await ofetch.raw<unknown, "stream">(url.href, {
      ...once(form),
      // Read whole by fetch, a body has no bound: some kilobytes of gzip can be gigabytes.
      responseType: "stream",
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    return await take({
      status: response.status,
      retryAfter: response.headers.get("retry-after") ?? undefined,
      bytes: atMost(maxBytes, response._data ?? Readable.from([])),
    });
  } catch (error) {
    if (error instanceof BodyError)
      return trouble("malformed", reason("answer-too-large", error.message));
    return trouble(
      "unreachable",
      timeout.aborted
        ? reason("timeout", `${timeoutMs} ms`)
        : reason("connection-lost", nameOf(error)),
    );
  }
}

/** One POST as it is, whatever it brings; never a second one. */
const once = (body: URLSearchParams) =>
  ({ method: "POST", body, ignoreResponseError: true, retry: 0, redirect: "error" }) as const;

function readData(
  { status, retryAfter, text }: { status: number; retryAfter?: string | undefined; text: string },
  clean?: (text: string) => string,
): ReadAnswer {
  if (isBusy(status)) return busy(status, retryAfter);
  const envelope = exactJson(clean).pipe(envelopeSchema).safeParse(text);
  if (!envelope.success)
    return trouble(
      status >= 400 ? "unreachable" : "malformed",
      reason("answer-unreadable", `HTTP ${status}`),
    );
  const { status: good, code = status, message, data } = envelope.data;
  if (good) return { kind: "data", data };
  const words = message === "" ? `HTTP ${status}` : message;
  if (status >= 500) return trouble("unreachable", reason("server-error", words));
  return refusal(words, [status, code]);
}

/** A "no" that is nobody's alone says nothing of the account, nor of what was asked for. */
function refusal(words: string, codes: readonly number[]): Trouble {
  const said = readRefusal(words, codes);
  if (said.kind === "not-now" && said.cause === "maintenance")
    return trouble("maintenance", reason("not-now-maintenance", words));
  if (said.kind === "not-now" && said.cause === "pace")
    return {
      ...trouble("busy", reason("busy", words)),
      ...(said.waitS === null ? {} : { retryAfterMs: said.waitS * 1_000 }),
    };
  return trouble("refused", reason("refused", words));
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
    if (error instanceof ListError)
      return trouble("malformed", reason("list-unreadable", error.message));
    throw error;
  }
  const answer = readData({ status, text: reader.envelope() });
  if (answer.kind === "trouble") return answer;
  return Array.isArray(answer.data)
    ? { kind: "list", members }
    : trouble("malformed", reason("list-unreadable"));
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
    ...trouble("busy", reason("busy", `HTTP ${status}`)),
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  };
}

function trouble(cause: Trouble["cause"], why: Reason): Trouble {
  return { kind: "trouble", cause, why };
}

/** The innermost cause: fetch wraps `ECONNREFUSED` twice. Never the request, which carries the key. */
function nameOf(error: unknown): string {
  let inner = error;
  for (let depth = 0; depth < 5 && inner instanceof Error && inner.cause !== undefined; depth += 1)
    inner = inner.cause;
  if (!(inner instanceof Error)) return "unreachable";
  return "code" in inner && typeof inner.code === "string"
    ? inner.code
    : inner.message.slice(0, 100);
}
