import type { NextFunction } from "grammy";
import type { BotContext } from "./context.ts";

/** Update numbers rise by one; after a quiet week they start anew anywhere, so only a near one is "again". */
const near = 1_000;

/**
 * Telegram delivers an update again when it was not confirmed before a crash. One whose handling was recorded is
 * not handled twice: an answer typed once must not answer two questions.
 */
export async function once(ctx: BotContext, next: NextFunction): Promise<void> {
  const { update_id: updateId } = ctx.update;
  const { lastUpdate } = ctx.session;
  if (lastUpdate !== undefined && updateId <= lastUpdate && updateId > lastUpdate - near) return;
  await next();
  ctx.session.lastUpdate = updateId;
}
