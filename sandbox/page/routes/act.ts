/** What every route of the page shares: JSON in, "done" or a plain reason out. */

import type { Context } from "hono";
import { z } from "zod";

/** A person's doings on the page; refusals of the emulators are words for that person. */
export async function act<Body>(
  context: Context,
  schema: z.ZodType<Body>,
  doing: (body: Body) => unknown,
): Promise<Response> {
  const given: unknown = await context.req.json().catch(() => undefined);
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    return context.json({ problem: "out-of-bounds", detail: z.prettifyError(parsed.error) }, 400);
  }
  try {
    const result: unknown = await doing(parsed.data);
    return context.json({ done: result ?? null });
  } catch (error) {
    return context.json({ problem: error instanceof Error ? error.message : String(error) }, 409);
  }
}
