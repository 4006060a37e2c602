import type { NextFunction } from "grammy";
import type { BotContext } from "../context.ts";
import type { BotDependencies } from "../dependencies.ts";
import { languageFrom } from "../../people/language.ts";
import { wordsIn } from "../../words/dictionary.ts";
import { toTelegram } from "../../screens/screen.ts";
import { isUnreachable, logged, toast } from "../replying.ts";

/**
 * Around everything else: whatever happens inside, the pressed button is answered once, and a person whose
 * update failed hears so, with what it means for their order.
 */
export function guard({ log, defaultLanguage }: BotDependencies) {
  return async (ctx: BotContext, next: NextFunction) => {
    ctx.pressAnswered = false;
    try {
      await next();
    } catch (error) {
      if (isUnreachable(error)) return;
      log.error({ update: ctx.update.update_id, error: logged(error) }, "an update failed");
      await tellBroken(ctx);
    } finally {
      await quietly(() => toast(ctx));
    }
  };

  async function tellBroken(ctx: BotContext): Promise<void> {
    const chatId = ctx.chat?.id;
    if (chatId === undefined || ctx.myChatMember !== undefined) return;
    // It may have failed before anybody knew who it is.
    const known: Partial<Pick<BotContext, "person">> = ctx;
    const words =
      known.person?.words ?? wordsIn(languageFrom(ctx.from?.language_code, defaultLanguage));
    const { text, ...other } = toTelegram({
      text: words.trouble.broken(),
      keyboard: [[{ label: words.menu.button.order, press: { to: "shop" } }]],
    });
    await quietly(() => ctx.api.sendMessage(chatId, text, other));
  }

  /** The last words may fail as well, and then there is nobody left to tell. */
  async function quietly(task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (error) {
      log.warn({ error: logged(error) }, "an apology did not get through");
    }
  }
}
