import type { NextFunction } from "grammy";
import type { Chat, User } from "grammy/types";
import type { Role } from "../../people/access.ts";
import type { PriceOf } from "../../prices/markup.ts";
import { decodePress } from "../../screens/buttons/buttons.ts";
import { wordsIn, languageFrom, type Language } from "../../words/dictionary.ts";
import type { BotContext } from "../context.ts";
import type { OpenChat } from "../intake/chats.ts";
import { NotHandled } from "../intake/not-handled.ts";
import { meetStranger } from "./stranger.ts";

/**
 * Who it is, and what is stored of the chat: all that every update reads, asked for at once and answered in one round
 * trip. A stranger sees the stranger's screen, whatever they sent, and goes no further.
 */
export async function admission(ctx: BotContext, next: NextFunction): Promise<void> {
  const { from, chat, shop } = ctx;
  if (from === undefined || chat === undefined) return;
  const opening = shop.chats.open(chat.id);
  const reading = Promise.all([shop.access.roleOf(from.id), shop.prices.of(from.id)]);
  const bringing = shop.onUpdateFrom(chat.id).catch((error: unknown) => {
    shop.log.warn({ err: error }, "shelved notices not brought back");
  });
  // Both are seen to even where one fails first.
  const [opened, read] = await Promise.allSettled([opening, reading]);
  try {
    if (opened.status === "rejected") throw new NotHandled("trouble", opened.reason);
    if (opened.value === "busy") throw new NotHandled("busy");
    if (read.status === "rejected") throw new NotHandled("trouble", read.reason);
    await admit(ctx, { from, chat, stored: opened.value, known: read.value }, next);
    await bringing;
  } finally {
    if (opened.status === "fulfilled" && opened.value !== "busy") await opened.value.close();
  }
}

async function admit(
  ctx: BotContext,
  {
    from,
    chat,
    stored,
    known: [role, priceOf],
  }: { from: User; chat: Chat; stored: OpenChat; known: [Role, PriceOf] },
  next: NextFunction,
): Promise<void> {
  const language = languageFrom(from.language_code, ctx.shop.defaultLanguage);
  if (role === "stranger") return meetStranger(ctx, language);
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
