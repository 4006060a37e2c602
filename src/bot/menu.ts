import { availability } from "../catalogue/cut-off.ts";
import type { Press } from "../screens/buttons/buttons.ts";
import { helpScreen } from "../screens/help.ts";
import { settingsScreen } from "../screens/settings.ts";
import { startScreen, type Standing } from "../screens/start.ts";
import { showOperatorStart } from "./operator/start.ts";
import type { BotContext } from "./context.ts";
import { onlyShows, type PressHandlers } from "./handlers.ts";
import { speak } from "./people/person.ts";
import { readBought } from "./ordering/card/bought.ts";
import { show, toast } from "./replying.ts";

/** The first screens: start, help and settings. */
export const menuPresses = {
  main: { form: "left", handle: onlyShows(showStart) },
  help: { form: "stays", handle: onlyShows(showHelp) },
  settings: { form: "stays", handle: onlyShows(showSettings) },
  language: { form: "stays", handle: chooseLanguage },
  // Who may order has got in meanwhile.
  ask: { form: "stays", handle: showStart },
  nowhere: { form: "stays", handle: async () => undefined },
} satisfies Partial<PressHandlers>;

export async function showStart(ctx: BotContext): Promise<void> {
  const { words, role } = ctx.person;
  if (role === "operator") return showOperatorStart(ctx);
  // Read only where it was asked for by itself: on the way back through the menus a press is one round trip to Redis.
  if (ctx.callbackQuery === undefined) {
    const [standing, bought] = await Promise.all([standingOf(ctx), readBought(ctx)]);
    return void (await show(ctx, startScreen(words, ctx.shop.shopName, standing, bought)));
  }
  const { bought = [] } = ctx.session;
  await show(ctx, startScreen(words, ctx.shop.shopName, null, bought));
}

async function standingOf({ person, shop }: BotContext): Promise<Standing> {
  const [purse, limit] = await Promise.all([
    shop.purses.read(person.userId),
    shop.roster.limitOf(person.userId),
  ]);
  return { purse, limit };
}

export async function showHelp(ctx: BotContext): Promise<void> {
  const { words, role } = ctx.person;
  const open = (ctx.shop.catalogue.snapshot()?.categories ?? []).flatMap(
    ({ services }) => services,
  );
  const services = open.filter((service) => availability(service, ctx.shop.clock.wallMs()).open);
  await show(ctx, helpScreen(words, ctx.shop.shopName, role, services));
}

export async function showSettings(ctx: BotContext): Promise<void> {
  await show(ctx, settingsScreen(ctx.person.language));
}

async function chooseLanguage(ctx: BotContext, { language }: Press<"language">): Promise<void> {
  try {
    await ctx.shop.languages.choose(ctx.person.userId, language);
  } catch (error) {
    ctx.shop.log.error({ err: error }, "language not kept");
    return toast(ctx, ctx.person.words.trouble.tryAgain, "window");
  }
  ctx.session.language = language;
  speak(ctx, language);
  await toast(ctx, ctx.person.words.menu.languageChosen);
  await showSettings(ctx);
}
