import { conversations, createConversation } from "@grammyjs/conversations";
import { sequentialize } from "@grammyjs/runner";
import { Bot, BotError, Composer, type Context, type NextFunction } from "grammy";
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
import { NotHandled } from "./intake/not-handled.ts";
import { untilHandled } from "./intake/until-handled.ts";
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

/** `again`: nothing came of it, and nobody was told: it has to be handled once more. */
export type Handled = "handled" | "again";

export interface OrderBot {
  bot: Bot<BotContext>;
  /** Handles an update; null: it is ignored. Never rejects: what fails is logged. */
  handle(update: Update): Promise<Handled> | null;
  /** Tells Telegram the command menus, in both languages. */
  publishCommands(): Promise<void>;
}

/** What becomes of a form is never "only shown", and is written together with the session. */
const formStorage = {
  read: ({ stored }: BotContext) => stored.form(),
  write(ctx: BotContext, form: FormState) {
    ctx.onlyShows = false;
    ctx.stored.changeForm(form);
  },
  delete(ctx: BotContext) {
    ctx.onlyShows = false;
    ctx.stored.changeForm(undefined);
  },
};

/** The bot, ready to be handed updates. The order of what follows is the order in which an update meets it. */
export function createBot(shop: Shop): OrderBot {
  const begin = (ctx: BotContext, next: NextFunction) => {
    ctx.shop = shop;
    ctx.onlyShows = false;
    return next();
  };
  const ofChats = handlingChats();
  // A context takes part in one attempt: the next one begins with another.
  const anew = new Bot<BotContext>(shop.telegram.token, { client: shop.telegram.patient });
  anew.use(begin);
  anew.use(ofChats);
  const bot = new Bot<BotContext>(shop.telegram.token, { client: shop.telegram.patient });
  bot.use(begin);
  bot.use(guard);
  bot.use(unhurried);
  bot.use(answerInline);
  // Before anything is read: two updates of one chat must not work on the same session.
  bot.use(sequentialize((ctx: BotContext) => ctx.chat?.id.toString()));
  bot.use(untilHandled(anew));
  bot.use(ofChats);
  const ignored = createIgnoring(shop.limits);
  const handleOrLog = async (update: Update): Promise<Handled> => {
    try {
      await bot.handleUpdate(update);
      return "handled";
    } catch (error) {
      const why = error instanceof BotError ? error.error : error;
      shop.log.error({ update: update.update_id, err: why }, "an update was not handled");
      return why instanceof NotHandled ? "again" : "handled";
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

/** What happens to an update of somebody's chat with the bot, once it is its turn. */
function handlingChats(): Composer<BotContext> {
  const chats = new Composer<BotContext>();
  chats.use(admission);
  chats.use(remembering());
  chats.use(choosingLanguage);
  chats.use(recallingFavourites);
  chats.use(notingNames);
  chats.use(
    conversations<BotContext, Context>({
      storage: { type: "context", version: orderFormVersion, adapter: formStorage },
    }),
  );
  // What works in the middle of a form stands before it, what may open one after it.
  chats.use(commands());
  chats.use(operatorsCommands());
  chats.use(complaintReplies());
  chats.use(depositTexts());
  chats.use(pressesBeforeForm);
  chats.use(createConversation(orderForm, orderFormId));
  chats.use(openLinkedService);
  chats.use(pressesAfterForm);
  chats.use(answerTheRest);
  return chats;
}
