import type { IncomingMessage } from "node:http";
import { isRecord } from "../json-object.ts";
import type { CallBody } from "../params.ts";
import { Refusal } from "../refusal.ts";
import { parseMultipart } from "./multipart.ts";

const BODY_BYTES_MAX = 60 * 1024 * 1024;

/** A call's parameters from wherever Telegram takes them: query string, form, JSON or multipart. */
export async function readBody(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<CallBody> {
  const bytes = await readBytes(request);
  const type = request.headers["content-type"] ?? "";
  const body = parseBody(bytes, type);
  return { fields: { ...Object.fromEntries(query), ...body.fields }, files: body.files };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_BYTES_MAX) throw new Refusal(413, "Request Entity Too Large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function parseBody(bytes: Buffer, type: string): CallBody {
  const files = new Map();
  if (/^application\/json/i.test(type)) return { fields: parseJson(bytes), files };
  if (/^multipart\/form-data/i.test(type)) {
    const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
    return parseMultipart(bytes, boundary?.[1] ?? boundary?.[2] ?? "");
  }
  return { fields: Object.fromEntries(new URLSearchParams(bytes.toString("utf8"))), files };
}

function parseJson(bytes: Buffer): Record<string, unknown> {
  if (bytes.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(bytes.toString("utf8"));
    if (isRecord(parsed)) return parsed;
  } catch {
    // Answered below: what is no JSON object cannot be a call.
  }
  throw new Refusal(400, "Bad Request: can't parse JSON object");
}
