import { BotError, type Bot, type NextFunction } from "grammy";
import type { BotContext } from "../context.ts";
import { NotHandled } from "./not-handled.ts";

/** Before each further attempt where Redis was in trouble; then, or after so long, its person hears that it failed. */
const afterTroubleMs = [300, 1_000];
const longTroubleMs = 2_500;
/** Before each further attempt at what nobody was told of; then it is handled again by whoever it comes to next. */
const afterNotHandledMs = [100, 300, 1_000, 3_000];

/**
 * Handles an update again where nothing came of it, while later ones of its chat wait. What a handler itself could not do
 * is not tried again: its person was told.
 *
 * @param anew handles it with a context of its own
 */
export function untilHandled(anew: Bot<BotContext>) {
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    const { clock, log } = ctx.shop;
    const startedMs = clock.monotonicMs();
    let attempt: () => Promise<void> = next;
    for (let failed = 0; ; failed += 1) {
      try {
        return await attempt();
      } catch (thrown) {
        const error = thrown instanceof BotError ? thrown.error : thrown;
        if (!(error instanceof NotHandled)) throw error;
        const isTrouble = error.why === "trouble";
        const waitMs = (isTrouble ? afterTroubleMs : afterNotHandledMs)[failed];
        const isLong = isTrouble && clock.monotonicMs() - startedMs > longTroubleMs;
        if (waitMs === undefined || isLong) throw error;
        log.warn({ update: ctx.update.update_id, err: error }, "an update is handled again");
        await clock.sleep(waitMs);
      }
      anew.botInfo = ctx.me;
      attempt = () => anew.handleUpdate(ctx.update);
    }
  };
}
