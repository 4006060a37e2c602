import { Readable } from "node:stream";
import type { Context } from "hono";
import { atMost, BodyError } from "../web/body.ts";

/** What was posted; null: it is longer than `maxBytes`, or whoever sent it left in the middle. */
export async function bodyOf(context: Context, maxBytes: number): Promise<Buffer | null> {
  const { raw } = context.req;
  const said = context.req.header("content-length");
  if (said !== undefined && Number(said) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  try {
    // No more comes than was said, and read as a whole it costs far less than as a stream.
    if (said !== undefined) return Buffer.from(await raw.arrayBuffer());
    for await (const chunk of atMost(maxBytes, raw.body ?? Readable.from([]))) chunks.push(chunk);
  } catch (error) {
    if (error instanceof BodyError || raw.signal.aborted) return null;
    throw error;
  }
  return Buffer.concat(chunks);
}
