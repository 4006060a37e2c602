import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import type { Hono } from "hono";
import { z } from "zod";
import { json } from "../json.ts";
import { bodyOf } from "./body.ts";

/** What became of one request. `again`: Telegram is to send it once more. */
export type WebhookOutcome = "handled" | "again" | "unsigned" | "malformed";

export interface WebhookDependencies {
  /** Where Telegram posts to, from the first slash on. */
  path: string;
  /** What Telegram sends with each request. */
  secret: string;
  /** Resolves when all of it is done and stored, or will not be for now. */
  take(update: Update): Promise<"handled" | "again">;
  onOutcome?(outcome: WebhookOutcome): void;
}

/** Far more than any update: a message has 4,096 letters, and may quote another. */
const maxBodyBytes = 512 * 1024;

const updateShape = z.object({ update_id: z.number().int() });
const received = json.pipe(z.custom<Update>((update) => updateShape.safeParse(update).success));

const statusOf = {
  handled: 200,
  malformed: 400,
  unsigned: 401,
  again: 503,
} as const satisfies Record<WebhookOutcome, number>;

/**
 * Where Telegram brings its updates. Each is handled within its request: what a process had that died is brought again, to
 * another one, in the order of its chat.
 */
export function mountTelegramWebhook(app: Hono, deps: WebhookDependencies): void {
  const secret = digest(deps.secret);
  app.post(deps.path, async (context) => {
    const says = (outcome: WebhookOutcome) => {
      deps.onOutcome?.(outcome);
      return context.body(null, statusOf[outcome]);
    };
    const said = context.req.header("x-telegram-bot-api-secret-token") ?? "";
    if (!timingSafeEqual(digest(said), secret)) return says("unsigned");
    const body = await bodyOf(context, maxBodyBytes);
    const update = received.safeParse(body?.toString("utf8"));
    return update.success ? says(await deps.take(update.data)) : says("malformed");
  });
}

/** Of one length whatever was said, as the comparison asks. */
const digest = (text: string) => createHash("sha256").update(text).digest();
