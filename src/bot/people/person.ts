import type { NextFunction } from "grammy";
import { decodePress } from "../../screens/buttons/buttons.ts";
import { wordsIn, languageFrom, type Language } from "../../words/dictionary.ts";
import type { BotContext } from "../context.ts";
import { meetStranger } from "./stranger.ts";

/**
 * Who it is, and what is stored of the chat: all that every update reads, asked for at once and answered in one round
 * trip. A stranger sees the stranger's screen, whatever they sent, and goes no further.
 */
export async function admission(ctx: BotContext, next: NextFunction): Promise<void> {
  const { from, chat, shop } = ctx;
  if (from === undefined || chat === undefined) return;
  const reading = Promise.all([
    shop.access.roleOf(from.id),
    shop.chats.read(chat.id),
    shop.prices.of(from.id),
  ]);
  const language = languageFrom(from.language_code, shop.defaultLanguage);
  const bringing = shop.onUpdateFrom(chat.id).catch((error: unknown) => {
    shop.log.warn({ err: error }, "shelved notices not brought back");
  });
  const [role, stored, priceOf] = await reading;
  if (role === "stranger") {
    await meetStranger(ctx, language);
    return bringing;
  }
  const data = ctx.callbackQuery?.data;
  ctx.stored = stored;
  ctx.person = {
    role,
    userId: from.id,
    chatId: chat.id,
    language,
    words: wordsIn(language),
    priceOf,
    press: data === undefined ? null : decodePress(data),
  };
  // Blocked or unblocked: nothing to say, but what was shelved can come now.
  if (ctx.myChatMember === undefined) await next();
  await bringing;
}

/** The language of the session, else the one chosen before, else Telegram's; the last is kept, so that pushes agree. */
export async function choosingLanguage(ctx: BotContext, next: NextFunction): Promise<void> {
  const known = ctx.session.language ?? (await settle(ctx));
  if (known !== null) {
    ctx.session.language = known;
    speak(ctx, known);
  }
  await next();
}

async function settle({ person, shop }: BotContext): Promise<Language | null> {
  try {
    const chosen = await shop.languages.of(person.userId);
    if (chosen === null) await shop.languages.choose(person.userId, person.language);
    return languageFrom(chosen, person.language);
  } catch (error) {
    shop.log.warn({ err: error }, "language not known for now");
    return null;
  }
}

export function speak(ctx: BotContext, language: Language): void {
  ctx.person.language = language;
  ctx.person.words = wordsIn(language);
}
