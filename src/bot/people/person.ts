import type { NextFunction } from "grammy";
import { languageFrom, type Language } from "../../people/language.ts";
import { decodePress } from "../../screens/buttons.ts";
import { wordsIn } from "../../words/dictionary.ts";
import type { BotContext } from "../context.ts";
import type { BotDependencies } from "../dependencies.ts";
import { meetStranger } from "./stranger.ts";
import { logged } from "../replying.ts";

/** Who it is. A stranger sees the stranger's screen, whatever they sent, and goes no further. */
export function admission(deps: BotDependencies) {
  return async (ctx: BotContext, next: NextFunction) => {
    const { from, chat } = ctx;
    if (from === undefined || chat === undefined) return;
    const role = await deps.access.roleOf(from.id);
    const language = languageFrom(from.language_code, deps.defaultLanguage);
    const bringing = deps.onUpdateFrom(chat.id).catch((error: unknown) => {
      deps.log.warn({ error: logged(error) }, "shelved notices not brought back");
    });
    if (role === "stranger") {
      await meetStranger(ctx, deps, language);
      return bringing;
    }
    const data = ctx.callbackQuery?.data;
    ctx.person = {
      role,
      userId: from.id,
      chatId: chat.id,
      language,
      words: wordsIn(language),
      press: data === undefined ? null : decodePress(data),
    };
    // Blocked or unblocked: nothing to say, but what was shelved can come now.
    if (ctx.myChatMember === undefined) await next();
    await bringing;
  };
}

/** The language of the session, else the one chosen before, else Telegram's; the last is kept, so that pushes agree. */
export function choosingLanguage({ languages, log }: BotDependencies) {
  return async (ctx: BotContext, next: NextFunction) => {
    const known = ctx.session.language ?? (await settle(ctx.person.userId, ctx.person.language));
    if (known !== null) {
      ctx.session.language = known;
      speak(ctx, known);
    }
    await next();
  };

  async function settle(userId: number, met: Language): Promise<Language | null> {
    try {
      const chosen = await languages.of(userId);
      if (chosen === null) await languages.choose(userId, met);
      return chosen ?? met;
    } catch (error) {
      log.warn({ error: logged(error) }, "language not known for now");
      return null;
    }
  }
}

export function speak(ctx: BotContext, language: Language): void {
  ctx.person.language = language;
  ctx.person.words = wordsIn(language);
}
