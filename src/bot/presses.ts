import { Composer } from "grammy";
import type { Language } from "../people/language.ts";
import { sendCategories, showCategories, showHistory, showServices } from "./ordering/browsing.ts";
import type { BotContext } from "./context.ts";
import type { BotDependencies } from "./dependencies.ts";
import { chooseService, leaveForm } from "./ordering/entering.ts";
import { answerFormButton } from "./fallback.ts";
import { helpScreen } from "../screens/help.ts";
import { settingsScreen } from "../screens/settings.ts";
import { startScreen } from "../screens/start.ts";
import { cancelOrder, check, confirm, discard, openOrder } from "./ordering/cards.ts";
import { speak } from "./people/person.ts";
import { logged, show, toast } from "./replying.ts";

/**
 * Buttons that leave an open form as it is. Registered before the form, which would take them for answers;
 * whatever starts another order lets go of the form here and is handled after it.
 */
export function standingPresses(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("callback_query", async (ctx, next) => {
    const { press, words } = ctx.person;
    switch (press?.to) {
      case undefined:
        return toast(ctx, words.trouble.unknownButton);
      case "nowhere":
        return;
      case "confirm":
        return confirm(ctx, deps, press.confirmationId);
      case "discard":
        return discard(ctx, deps, press.confirmationId);
      case "check":
        return check(ctx, deps, press.orderId, press.page);
      case "cancel":
        return cancelOrder(ctx, deps, press.orderId);
      case "order":
        return openOrder(ctx, deps, press.orderId, press.page);
      case "history":
        return showHistory(ctx, deps, press.page);
      case "settings":
        return void (await show(ctx, settingsScreen(ctx.person.language)));
      case "help":
        return void (await show(ctx, helpScreen(words, deps.shopName, ctx.person.role)));
      case "language":
        return chooseLanguage(ctx, deps, press.language);
      case "ask":
        return void (await show(ctx, startScreen(words, deps.shopName, ctx.person.role)));
      case "operator":
        // Operators' own were taken before this.
        return toast(ctx, words.trouble.unknownButton);
      case "form":
        return next();
      case "main":
      case "shop":
      case "categories":
      case "services":
      case "service":
        await leaveForm(ctx);
        return next();
    }
  });
  return composer;
}

/** Buttons that walk the menus; the last of them opens a form. */
export function browsingPresses(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("callback_query", async (ctx, next) => {
    const { press, words } = ctx.person;
    switch (press?.to) {
      case "main":
        return void (await show(ctx, startScreen(words, deps.shopName, ctx.person.role)));
      case "shop":
        return sendCategories(ctx, deps);
      case "categories":
        return showCategories(ctx, deps, press.page);
      case "services":
        return showServices(ctx, deps, press.category, press.page);
      case "service":
        return chooseService(ctx, deps, press.service, press.page);
      case "form":
        return answerFormButton(ctx, press.nonce);
      case undefined:
      case "nowhere":
      case "confirm":
      case "discard":
      case "check":
      case "cancel":
      case "order":
      case "history":
      case "settings":
      case "help":
      case "language":
      case "ask":
      case "operator":
        return next();
    }
  });
  return composer;
}

async function chooseLanguage(
  ctx: BotContext,
  deps: BotDependencies,
  language: Language,
): Promise<void> {
  try {
    await deps.languages.choose(ctx.person.userId, language);
  } catch (error) {
    deps.log.error({ error: logged(error) }, "language not kept");
    return toast(ctx, ctx.person.words.trouble.tryAgain, "window");
  }
  ctx.session.language = language;
  speak(ctx, language);
  await toast(ctx, ctx.person.words.menu.languageChosen);
  await show(ctx, settingsScreen(language));
}
