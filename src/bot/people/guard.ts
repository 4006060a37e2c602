import type { NextFunction } from "grammy";
import type { BotContext, EarlyContext } from "../context.ts";
import { languageFrom, wordsIn } from "../../words/dictionary.ts";
import { toTelegram } from "../../screens/screen.ts";
import { NotHandled } from "../intake/not-handled.ts";
import { isUnreachable, quietly, toast } from "../replying.ts";
import { shopButton } from "../../screens/buttons/menu-buttons.ts";

/**
 * Around everything else: whatever happens inside, the pressed button is answered once, and a person whose
 * update failed hears so, with what it means for their order. What has to be handled again says nothing yet.
 */
export async function guard(ctx: EarlyContext, next: NextFunction): Promise<void> {
  ctx.pressAnswered = false;
  try {
    await next();
  } catch (error) {
    if (error instanceof NotHandled && error.why !== "trouble") throw error;
    if (!isUnreachable(error)) {
      ctx.shop.log.error({ update: ctx.update.update_id, err: error }, "an update failed");
      if (!(await tellBroken(ctx))) throw new NotHandled("untold", error);
    }
  }
  await quietly(ctx, () => toast(ctx));
}

/** Answers whether that got through; where nobody is to be told, it did. */
export async function tellBroken(ctx: EarlyContext): Promise<boolean> {
  const chatId = ctx.chat?.id;
  if (chatId === undefined || ctx.myChatMember !== undefined) return true;
  // It may have failed before anybody knew who it is.
  const known: EarlyContext & Partial<Pick<BotContext, "person">> = ctx;
  const words =
    known.person?.words ?? wordsIn(languageFrom(ctx.from?.language_code, ctx.shop.defaultLanguage));
  const { text, ...other } = toTelegram({
    text: words.trouble.broken(),
    keyboard: [[shopButton(words)]],
  });
  return quietly(ctx, () => ctx.api.sendMessage(chatId, text, other));
}
