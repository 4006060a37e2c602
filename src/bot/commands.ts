import { Composer } from "grammy";
import type { everybodysCommands } from "./command-list.ts";
import type { BotContext } from "./context.ts";
import { showHelp, showSettings, showStart } from "./menu.ts";
import { publishOperatorMenu } from "./operator/command-list.ts";
import { historyByCommand } from "./history.ts";
import { showCategories } from "./ordering/browsing.ts";
import { status } from "./ordering/card/cards.ts";
import { leaveForm } from "./ordering/entering.ts";
import { searchFor } from "./ordering/searching.ts";
import { saveByCommand, showSaved } from "./ordering/saved/saving.ts";
import { showWatches } from "./ordering/watching.ts";
import { cancelledScreen } from "./ordering/form/order-form.ts";
import { askToForget, exportMine } from "./people/own-data.ts";
import { showPurse, showStatement } from "./purse.ts";
import { send } from "./replying.ts";
import { linkedService } from "../screens/inline.ts";
import { orderButton } from "../screens/buttons/menu-buttons.ts";

type Handler = (ctx: BotContext, text: string) => Promise<void>;

/**
 * One for each command that stands in the command menu. They work in the middle of a form too: /start, /order and
 * /cancel leave it, the others answer and the form's question stays open.
 */
const handlers: Record<(typeof everybodysCommands)[number], Handler> = {
  async start(ctx) {
    await leaveForm(ctx);
    await showStart(ctx);
    if (ctx.person.role === "operator")
      await publishOperatorMenu(ctx.api, ctx.shop, ctx.person.chatId);
  },
  async order(ctx) {
    await leaveForm(ctx);
    await showCategories(ctx, { page: 0 });
  },
  search: searchFor,
  status,
  saldo: showPurse,
  mutasi: (ctx) => showStatement(ctx, { page: 0 }),
  history: historyByCommand,
  save: saveByCommand,
  saved: (ctx) => showSaved(ctx, 0),
  watch: (ctx) => showWatches(ctx, { page: 0 }),
  help: showHelp,
  language: showSettings,
  export_me: exportMine,
  forget_me: askToForget,
  cancel,
};

export function commands(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  for (const [command, handle] of Object.entries(handlers))
    composer.command(command, async (ctx, next) => {
      if (command !== "start" || linkedService(ctx.match) === null) return handle(ctx, ctx.match);
      // The service may open a form, so it is opened after the one that is left.
      await leaveForm(ctx);
      await next();
    });
  return composer;
}

async function cancel(ctx: BotContext): Promise<void> {
  const { form } = ctx.session;
  await leaveForm(ctx);
  const { words } = ctx.person;
  if (form === undefined)
    await send(ctx, { text: words.form.nothingToCancel(), keyboard: [[orderButton(words)]] });
  else {
    const service = ctx.shop.catalogue.snapshot()?.service(form.service);
    await send(ctx, cancelledScreen(ctx, service, form.page));
  }
}
