import { Composer, type Api } from "grammy";
import { languages } from "../resellers/language.ts";
import { wordsIn, type Words } from "../words/dictionary.ts";
import { publishOperatorMenu } from "./admin/menu.ts";
import type { BotContext } from "./context.ts";
import type { BotDependencies } from "./dependencies.ts";
import { leaveForm } from "./entering.ts";
import { helpScreen } from "./menus/help.ts";
import { settingsScreen } from "./menus/settings.ts";
import { startScreen } from "./menus/start.ts";
import { showCategories, showHistory } from "./browsing.ts";
import { send } from "./telling.ts";
import { status } from "./orders.ts";

export const menu = [
  "start",
  "order",
  "status",
  "history",
  "help",
  "cancel",
  "language",
] as const satisfies readonly (keyof Words["menu"]["commands"])[];

/**
 * The commands. They work in the middle of a form too: /start, /order and /cancel leave it, the others answer
 * and the form's question stays open.
 */
export function commands(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("start", async (ctx) => {
    await leaveForm(ctx);
    await send(ctx, startScreen(ctx.person.words, deps.shopName));
    if (ctx.person.role === "operator") await publishOperatorMenu(ctx.api, deps, ctx.person.chatId);
  });
  composer.command("order", async (ctx) => {
    await leaveForm(ctx);
    await showCategories(ctx, deps, 0);
  });
  composer.command("status", (ctx) => status(ctx, deps, ctx.match));
  composer.command("history", (ctx) => showHistory(ctx, deps, 0));
  composer.command("help", async (ctx) => {
    await send(ctx, helpScreen(ctx.person.words, deps.shopName));
  });
  composer.command("language", async (ctx) => {
    await send(ctx, settingsScreen(ctx.person.language));
  });
  composer.command("cancel", cancel);
  return composer;
}

async function cancel(ctx: BotContext): Promise<void> {
  const open = ctx.session.form !== undefined;
  await leaveForm(ctx);
  const { words } = ctx.person;
  await send(ctx, {
    text: open ? words.form.cancelled() : words.form.nothingToCancel(),
    keyboard: [[{ label: words.menu.button.order, press: { to: "categories", page: 0 } }]],
  });
}

/** The command menu in both languages, in private chats only. */
export async function publishCommands(
  api: Api,
  fallback: BotDependencies["defaultLanguage"],
): Promise<void> {
  const scope = { type: "all_private_chats" } as const;
  const described = (language: (typeof languages)[number]) =>
    menu.map((command) => ({ command, description: wordsIn(language).menu.commands[command] }));
  await api.setMyCommands(described(fallback), { scope });
  for (const language of languages)
    await api.setMyCommands(described(language), { scope, language_code: language });
}
