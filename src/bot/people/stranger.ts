import type { Context } from "grammy";
import { decodePress } from "../../screens/buttons/buttons.ts";
import { wordsIn, type Language } from "../../words/dictionary.ts";
import { toTelegram } from "../../screens/screen.ts";
import { timeText } from "../../words/times.ts";
import type { EarlyContext } from "../context.ts";
import { askedScreen, strangerScreen } from "../../screens/stranger.ts";
import { fullName } from "./names.ts";
import { answerStranger, strangersWish } from "./own-data.ts";
import { answer, toast } from "../replying.ts";

/** Who may not order sees the stranger's screen, whatever they sent; its one button asks for access. */
export async function meetStranger(ctx: EarlyContext, language: Language): Promise<void> {
  const { from, chat } = ctx;
  if (from === undefined || chat === undefined) return;
  if (ctx.message === undefined && ctx.callbackQuery === undefined) return;
  const data = ctx.callbackQuery?.data;
  if (data !== undefined && decodePress(data)?.to === "ask") return ask(ctx, language, from);
  const wish = strangersWish(ctx, data === undefined ? null : decodePress(data));
  if (wish !== null) return answerStranger(ctx, wish, from.id, wordsIn(language));
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
        return await answer(ctx, askedScreen(words));
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
