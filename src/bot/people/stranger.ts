import { GrammyError, type Context } from "grammy";
import { decodePress } from "../../screens/buttons/buttons.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { toTelegram, type Screen } from "../../screens/screen.ts";
import { timeText } from "../../words/times.ts";
import type { EarlyContext } from "../context.ts";
import { askedScreen, strangerScreen } from "../../screens/stranger.ts";
import { fullName } from "./names.ts";
import { toast } from "../replying.ts";

/** Who may not order sees the stranger's screen, whatever they sent; its one button asks for access. */
export async function meetStranger(ctx: EarlyContext, language: Language): Promise<void> {
  const { from, chat } = ctx;
  if (from === undefined || chat === undefined) return;
  if (ctx.message === undefined && ctx.callbackQuery === undefined) return;
  const data = ctx.callbackQuery?.data;
  if (data !== undefined && decodePress(data)?.to === "ask") return ask(ctx, language, from);
  const { text, ...other } = toTelegram(
    strangerScreen(wordsIn(language), ctx.shop.shopName, from.id),
  );
  await ctx.api.sendMessage(chat.id, text, other);
}

async function ask(
  ctx: EarlyContext,
  language: Language,
  from: NonNullable<Context["from"]>,
): Promise<void> {
  const { languages, requests, log, timeZone, clock } = ctx.shop;
  const words = wordsIn(language);
  const { access } = words.admin;
  try {
    // So that the answer comes in the language they read.
    if ((await languages.of(from.id)) === null) await languages.choose(from.id, language);
    const outcome = await requests.ask({ userId: from.id, name: fullName(from) });
    switch (outcome.kind) {
      case "asked":
        return await replace(ctx, askedScreen(words));
      case "waiting":
        return await toast(ctx, access.waiting, "window");
      case "refused": {
        const until = timeText(outcome.untilMs, { language, timeZone, nowMs: clock.wallMs() });
        return await toast(ctx, access.refusedUntil(until), "window");
      }
      case "busy":
        return await toast(ctx, access.busy, "window");
    }
  } catch (error) {
    log.error({ err: error }, "a request for access is not certain");
    await toast(ctx, words.trouble.tryAgain, "window");
  }
}

async function replace(ctx: EarlyContext, screen: Screen): Promise<void> {
  const { text, ...other } = toTelegram(screen);
  try {
    await ctx.editMessageText(text, other);
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    await ctx.reply(text, other);
  }
}
