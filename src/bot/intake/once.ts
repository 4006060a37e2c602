import type { NextFunction } from "grammy";
import type { BotContext } from "../context.ts";

/** Telegram hands out at most 100 updates at a time and only the latest of them again: more of a chat need no mark. */
const remembered = 100;

/**
 * Telegram delivers an update again when it was not confirmed before a crash. One whose handling was recorded is
 * not handled twice: an answer typed once must not answer two questions. Only its very number counts: after a quiet
 * week numbers start anew anywhere, also below.
 */
export async function once(ctx: BotContext, next: NextFunction): Promise<void> {
  const { update_id: updateId } = ctx.update;
  const { lastUpdate } = ctx.session;
  const handled = ctx.session.handled ?? (lastUpdate === undefined ? [] : [lastUpdate]);
  if (handled.includes(updateId)) return;
  await next();
  ctx.session.handled = [...handled, updateId].slice(-remembered);
  delete ctx.session.lastUpdate;
}
