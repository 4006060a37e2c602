import type { NextFunction } from "grammy";
import { languageFrom, wordsIn } from "../../words/dictionary.ts";
import type { EarlyContext } from "../context.ts";
import { say } from "../replying.ts";

/** Too many updates at once are answered once and then ignored. Before anything is read for them. */
export async function unhurried(ctx: EarlyContext, next: NextFunction): Promise<void> {
  const { from, chat, shop } = ctx;
  // That they blocked or unblocked the bot is not their hurry.
  const somewhere = chat !== undefined || ctx.inlineQuery !== undefined;
  if (from === undefined || !somewhere || ctx.myChatMember !== undefined) return next();
  const taken = await shop.limits.updates.take(from.id);
  if (taken === "allowed") return next();
  // A question from another chat has nowhere to be told so.
  if (taken === "told" || ctx.inlineQuery !== undefined) return;
  await say(ctx, wordsIn(languageFrom(from.language_code, shop.defaultLanguage)).admin.tooFast);
}
