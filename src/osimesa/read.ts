import { ofetch } from "ofetch";
import type { ReadAnswer, ServicesAnswer, Trouble } from "./answers.ts";
import { envelopeSchema, rawServiceSchema, type RawService } from "./schema.ts";

/** Of a list with malformed services, so many are described. */
const malformedExamples = 5;

/** One read request: `type=status` or `type=service`. Never rejects. */
export async function fetchData(url: URL, form: URLSearchParams, timeoutMs: number, signal?: AbortSignal): Promise<ReadAnswer> {
  // ofetch's own `timeout` ends at the headers; this signal covers the body as well.
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await ofetch.raw<string, "text">(url.href, {
      method: "POST",
      body: form,
      responseType: "text",
      ignoreResponseError: true,
      retry: 0,
      redirect: "error",
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    return readData(response.status, response.headers.get("retry-after") ?? undefined, response._data ?? "");
  } catch (error) {
    return trouble("unreachable", timeout.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(error));
  }
}

function readData(status: number, retryAfter: string | undefined, text: string): ReadAnswer {
  if (isBusy(status)) {
    const waitMs = retryAfterMs(retryAfter);
    return { ...trouble("busy", `HTTP ${status}`), ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) };
  }
  const envelope = envelopeSchema.safeParse(parseJson(text));
  if (!envelope.success) return trouble(status >= 400 ? "unreachable" : "malformed", `HTTP ${status} without a readable answer`);
  const { status: good, message, data } = envelope.data;
  if (!good) return trouble(status >= 500 ? "unreachable" : "refused", message === "" ? `HTTP ${status}` : message);
  return { kind: "data", data };
}

/** Reads a service list member by member: a malformed one is counted, the others live. */
export function readServices(data: unknown): ServicesAnswer {
  if (!Array.isArray(data)) return trouble("malformed", "the service list is not a list");
  const services: RawService[] = [];
  const examples: string[] = [];
  for (const [index, raw] of data.entries()) {
    const parsed = rawServiceSchema.safeParse(raw);
    if (parsed.success) services.push(parsed.data);
    else if (examples.length < malformedExamples) {
      const issue = parsed.error.issues[0];
      examples.push(`service ${index}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
    }
  }
  return { kind: "services", services, malformed: { count: data.length - services.length, examples } };
}

/** The upstream asks to be left alone for a while. */
export function isBusy(status: number): boolean {
  return status === 429 || status === 503;
}

/** `Retry-After` in its seconds form; a date or nonsense is as good as none. */
export function retryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1_000 : undefined;
}

/** Undefined for what is no JSON: the schemas refuse that. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function trouble(cause: Trouble["cause"], why: string): Trouble {
  return { kind: "trouble", cause, why };
}

/** The innermost cause: fetch wraps `ECONNREFUSED` twice. Never the request, which carries the key. */
function reasonOf(error: unknown): string {
  let inner = error;
  for (let depth = 0; depth < 5 && inner instanceof Error && inner.cause !== undefined; depth += 1) inner = inner.cause;
  if (!(inner instanceof Error)) return "unreachable";
  return "code" in inner && typeof inner.code === "string" ? inner.code : inner.name;
}
