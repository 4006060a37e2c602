import { GrammyError, HttpError } from "grammy";
import { outcomeOf } from "../telegram/outcome.ts";
import { toTelegram, type Screen } from "../screens/screen.ts";
import { oneLine } from "../words/shorten.ts";
import type { View } from "../words/times.ts";
import type { BotContext, EarlyContext } from "./context.ts";

/** What became of a message that should show a screen. */
export type Shown = { how: "edited" | "same" | "sent"; messageId: number };

const maxToast = 200;

/** Shows a screen where the person is looking: in the message whose button was pressed, else in a new one. */
export async function show(ctx: BotContext, screen: Screen): Promise<Shown> {
  return showAt(ctx, ctx.callbackQuery?.message?.message_id ?? null, screen);
}

/** Shows a screen in the message `messageId`, or in a new one where that is gone. */
export async function showAt(
  ctx: BotContext,
  messageId: number | null,
  screen: Screen,
): Promise<Shown> {
  if (messageId !== null) {
    const how = await edit(ctx, messageId, screen);
    if (how !== "gone") return { how, messageId };
  }
  return { how: "sent", messageId: await send(ctx, screen) };
}

/** Sends a screen as a new message and gives its id. */
export async function send(ctx: BotContext, screen: Screen): Promise<number> {
  const { text, ...other } = toTelegram(screen);
  // It must not come twice.
  ctx.onlyShows = false;
  const message =
    screen.photo === undefined
      ? await ctx.api.sendMessage(ctx.person.chatId, text, other)
      : await ctx.api.sendPhoto(ctx.person.chatId, screen.photo, { caption: text, ...other });
  return message.message_id;
}

async function edit(
  ctx: BotContext,
  messageId: number,
  screen: Screen,
): Promise<"edited" | "same" | "gone"> {
  const { text, ...other } = toTelegram(screen);
  try {
    await ctx.api.editMessageText(ctx.person.chatId, messageId, text, other);
    return "edited";
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome === "same") return "same";
    // Whatever stands in the way of the edit, a new message may still be taken.
    if (outcome === "gone" || outcome === "refused") return "gone";
    throw error;
  }
}

/** Takes the buttons off a message that has been dealt with. That they stay is no harm: old presses are answered. */
export async function dropButtons(ctx: BotContext, messageId: number): Promise<void> {
  try {
    await ctx.api.editMessageReplyMarkup(ctx.person.chatId, messageId);
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}

/** Deletes a message with a secret in it, if Telegram still lets us. */
export async function deleteTyped(ctx: BotContext): Promise<void> {
  try {
    await ctx.deleteMessage();
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}

/**
 * Answers the pressed button, with a word at the top of the screen or, where it must not be missed, in a window.
 * Only the first answer counts; a press too old to be answered is no error.
 */
export async function toast(
  ctx: EarlyContext,
  text = "",
  kind: "brief" | "window" = "brief",
): Promise<void> {
  if (ctx.callbackQuery === undefined || ctx.pressAnswered) return;
  ctx.pressAnswered = true;
  try {
    await ctx.answerCallbackQuery(
      text === "" ? {} : { text: oneLine(text, maxToast), show_alert: kind === "window" },
    );
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}

/** Says a few plain words: in a window over the pressed button's message, else in a message of their own. */
export async function say(ctx: EarlyContext, text: string): Promise<void> {
  if (ctx.callbackQuery === undefined) await ctx.reply(text);
  else await toast(ctx, text, "window");
}

/** undefined: it rejected, so that its outcome is not known; that was logged, and `says` was said. */
export async function unlessRejected<T>(
  ctx: BotContext,
  act: () => Promise<T>,
  { of, says }: { of: string; says: string },
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    ctx.shop.log.error({ err: error }, `the outcome of ${of} is not known`);
    await say(ctx, says);
    return undefined;
  }
}

/** Shows a screen before anybody knows who it is for: in the pressed button's message, else in a new one. */
export async function answer(ctx: EarlyContext, screen: Screen): Promise<void> {
  const { text, ...other } = toTelegram(screen);
  if (ctx.callbackQuery !== undefined) {
    try {
      return void (await ctx.editMessageText(text, other));
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
    }
  }
  ctx.onlyShows = false;
  await ctx.reply(text, other);
}

/**
 * The last words may fail as well, and then there is nobody left to tell. Answers whether all was done that can be:
 * they got through, or Telegram would not take them a second time either.
 */
export async function quietly(ctx: EarlyContext, task: () => Promise<unknown>): Promise<boolean> {
  try {
    await task();
    return true;
  } catch (error) {
    ctx.shop.log.warn({ err: error }, "an apology did not get through");
    return !mayGetThroughLater(error);
  }
}

/** The way to Telegram was in trouble, or it asks to wait; what it refuses, or a bug, is the same the next time. */
function mayGetThroughLater(error: unknown): boolean {
  if (!(error instanceof GrammyError || error instanceof HttpError)) return false;
  const outcome = outcomeOf(error);
  return outcome === "unclear" || typeof outcome === "object";
}

/** How this person reads, now. */
export function viewOf({ person, shop }: BotContext): View {
  return { language: person.language, timeZone: shop.timeZone, nowMs: shop.clock.wallMs() };
}

/** The person blocked the bot or deleted the chat: nothing can be told, and nothing is wrong. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof GrammyError && outcomeOf(error) === "blocked";
}
