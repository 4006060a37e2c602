import { Readable } from "node:stream";
import type { Context } from "hono";
import { atMost, BodyError } from "../web/body.ts";

/** What was posted; null: it is longer than `maxBytes`, or whoever sent it left in the middle. */
export async function bodyOf(context: Context, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of atMost(maxBytes, context.req.raw.body ?? Readable.from([])))
      chunks.push(chunk);
  } catch (error) {
    if (error instanceof BodyError || context.req.raw.signal.aborted) return null;
    throw error;
  }
  return Buffer.concat(chunks);
}
