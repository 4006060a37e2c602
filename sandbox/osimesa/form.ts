/** Reads a request's form in any encoding a PHP framework would read. */

import type { IncomingMessage } from "node:http";
import { z } from "zod";

export type Form = Readonly<Record<string, string>>;

/** Far above any real order; more is cut off as a real server would. */
const MAX_BODY_BYTES = 64 * 1024;

const jsonForm = z.record(
  z.string(),
  z
    .union([z.string(), z.number(), z.boolean(), z.null()])
    .transform((value) => String(value ?? "")),
);

/** Undefined when the client went away, or sent too much. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MAX_BODY_BYTES) return undefined;
      chunks.push(bytes);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

/** An unreadable body is an empty form, as with `$_POST`. */
export async function parseForm(body: Buffer, contentType: string): Promise<Form> {
  try {
    if (contentType.includes("json")) return jsonForm.parse(JSON.parse(body.toString("utf8")));
    if (contentType.startsWith("multipart/form-data")) {
      const parsed = await new Response(new Uint8Array(body), {
        headers: { "content-type": contentType },
      }).formData();
      return Object.fromEntries(
        [...parsed].filter((pair): pair is [string, string] => typeof pair[1] === "string"),
      );
    }
    return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  } catch {
    return {};
  }
}
