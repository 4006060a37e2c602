import { Composer } from "grammy";
import { publishOperatorMenu } from "./operator/command-list.ts";
import type { BotContext } from "./context.ts";
import type { BotDependencies } from "./dependencies.ts";
import { leaveForm } from "./ordering/entering.ts";
import { helpScreen } from "../screens/help.ts";
import { settingsScreen } from "../screens/settings.ts";
import { startScreen } from "../screens/start.ts";
import { showCategories, showHistory } from "./ordering/browsing.ts";
import { send } from "./replying.ts";
import { status } from "./ordering/cards.ts";

/**
 * The commands. They work in the middle of a form too: /start, /order and /cancel leave it, the others answer
 * and the form's question stays open.
 */
export function commands(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command("start", async (ctx) => {
    await leaveForm(ctx);
    await send(ctx, startScreen(ctx.person.words, deps.shopName, ctx.person.role));
    if (ctx.person.role === "operator") await publishOperatorMenu(ctx.api, deps, ctx.person.chatId);
  });
  composer.command("order", async (ctx) => {
    await leaveForm(ctx);
    await showCategories(ctx, deps, 0);
  });
  composer.command("status", (ctx) => status(ctx, deps, ctx.match));
  composer.command("history", (ctx) => showHistory(ctx, deps, 0));
  composer.command("help", async (ctx) => {
    await send(ctx, helpScreen(ctx.person.words, deps.shopName, ctx.person.role));
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
