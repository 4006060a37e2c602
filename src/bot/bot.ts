import { conversations, createConversation } from "@grammyjs/conversations";
import { sequentialize } from "@grammyjs/runner";
import { Bot, BotError, type Context } from "grammy";
import type { Update } from "grammy/types";
import { operatorsCommands } from "./operator/commands.ts";
import { publishOperatorMenus } from "./operator/command-list.ts";
import { pressesAfterForm, pressesBeforeForm } from "./presses.ts";
import { publishCommands } from "./command-list.ts";
import { commands } from "./commands.ts";
import { complaintReplies } from "./complaints.ts";
import type { BotContext } from "./context.ts";
import { depositTexts } from "./deposits.ts";
import { recallingFavourites } from "./ordering/favourites.ts";
import { orderForm, orderFormId, orderFormVersion } from "./ordering/form/order-form.ts";
import { answerTheRest } from "./fallback.ts";
import { answerInline } from "./inline.ts";
import { openLinkedService } from "./ordering/entering.ts";
import { guard } from "./people/guard.ts";
import type { FormState } from "./intake/chats.ts";
import { createIgnoring } from "./intake/ignoring.ts";
import { unhurried } from "./people/limits.ts";
import { notingNames } from "./people/names.ts";
import { remembering } from "./intake/remembering.ts";
import { admission, choosingLanguage } from "./people/person.ts";
import type { Shop } from "./shop.ts";

/** The updates the bot reads; the rest Telegram need not send. */
export const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "inline_query",
  "my_chat_member",
] as const;

export interface OrderBot {
  bot: Bot<BotContext>;
  /** Handles an update; null: it is ignored. Never rejects: what fails is logged. */
  handle(update: Update): Promise<void> | null;
  /** Tells Telegram the command menus, in both languages. */
  publishCommands(): Promise<void>;
}

/** What becomes of a form is never "only shown". */
const formStorage = {
  read: ({ stored }: BotContext) => stored.form,
  async write(ctx: BotContext, form: FormState) {
    ctx.onlyShows = false;
    await ctx.shop.chats.writeForm(ctx.person.chatId, form);
  },
  async delete(ctx: BotContext) {
    ctx.onlyShows = false;
    await ctx.shop.chats.dropForm(ctx.person.chatId);
  },
};

/** The bot, ready to be handed updates. The order of what follows is the order in which an update meets it. */
export function createBot(shop: Shop): OrderBot {
  const bot = new Bot<BotContext>(shop.telegram.token, { client: shop.telegram.patient });
  bot.use((ctx, next) => {
    ctx.shop = shop;
    ctx.onlyShows = false;
    return next();
  });
  bot.use(guard);
  bot.use(unhurried);
  bot.use(answerInline);
  // Before anything is read: two updates of one chat must not work on the same session.
  bot.use(sequentialize((ctx: BotContext) => ctx.chat?.id.toString()));
  bot.use(admission);
  bot.use(remembering());
  bot.use(choosingLanguage);
  bot.use(recallingFavourites);
  bot.use(notingNames);
  bot.use(
    conversations<BotContext, Context>({
      storage: { type: "context", version: orderFormVersion, adapter: formStorage },
    }),
  );
  // What works in the middle of a form stands before it, what may open one after it.
  bot.use(commands());
  bot.use(operatorsCommands());
  bot.use(complaintReplies());
  bot.use(depositTexts());
  bot.use(pressesBeforeForm);
  bot.use(createConversation(orderForm, orderFormId));
  bot.use(openLinkedService);
  bot.use(pressesAfterForm);
  bot.use(answerTheRest);
  bot.catch(({ error, ctx }) =>
    shop.log.error(
      { update: ctx.update.update_id, err: error },
      "an update failed outside the guard",
    ),
  );
  const ignored = createIgnoring(shop.limits);
  const handleOrLog = async (update: Update) => {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      await bot.errorHandler(error);
    }
  };
  return {
    bot,
    handle: (update) => (ignored(update) ? null : handleOrLog(update)),
    async publishCommands() {
      await publishCommands(bot.api, shop.defaultLanguage);
      await publishOperatorMenus(bot.api, shop);
    },
  };
}
