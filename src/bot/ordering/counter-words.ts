import { codesOf } from "../../catalogue/codes.ts";
import { readPhone } from "../../catalogue/phone.ts";
import type { Order } from "../../orders/state/order.ts";
import { historyButton } from "../../screens/buttons/menu-buttons.ts";
import { pricesScreen } from "../../screens/ordering/lines.ts";
import { historyPageSize } from "../../screens/orders/history.ts";
import { orderList } from "../../screens/orders/list.ts";
import { textOnly } from "../../screens/screen.ts";
import { lines, paragraphs } from "../../words/html.ts";
import type { BotContext } from "../context.ts";
import { showRecap } from "../history.ts";
import { showPurse, showStatement } from "../purse.ts";
import { talk } from "../complaints.ts";
import { showHelp } from "../menu.ts";
import { show, viewOf } from "../replying.ts";
import { status } from "./card/cards.ts";
import type { Hearer } from "./typed/hearer.ts";
import { readWord, type Word } from "./typed/word.ts";

/** The words that every transaction server has: each leads to the screen that answers it. */
export const hearWords: Hearer = async (ctx, text) => {
  const word = readWord(text);
  return word !== null && (await answer(ctx, word)) !== "not-meant";
};

async function answer(ctx: BotContext, word: Word): Promise<"not-meant" | void> {
  switch (word.kind) {
    case "price":
      return showPrices(ctx, word);
    case "balance":
      return showPurse(ctx);
    case "status":
      return status(ctx, word.query);
    case "recap":
      return showRecap(ctx, word.day);
    case "statement":
      return showStatement(ctx, { page: 0 });
    case "take-back":
      return takeBack(ctx, word.number);
    case "talk":
      return talk(ctx, word.text);
    case "help":
      return showHelp(ctx);
    case "elsewhere":
      return showElsewhere(ctx, word.instead);
  }
}

async function showPrices(
  ctx: BotContext,
  { code, sure }: Extract<Word, { kind: "price" }>,
): Promise<"not-meant" | void> {
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return "not-meant";
  const codes = codesOf(catalogue);
  const exact = codes.find(code);
  const found = exact === undefined ? codes.beginning(code) : [exact];
  if (found.length === 0 && !sure) return "not-meant";
  const { priceOf } = ctx.person;
  await show(ctx, pricesScreen(code, found, { ...viewOf(ctx), priceOf }));
}

/** `BTL.0812…`: as ❌ on the card of the order that waits. */
async function takeBack(ctx: BotContext, number: string): Promise<void> {
  const { userId, words } = ctx.person;
  const say = words.lines.takeBack;
  if (number === "") return void (await show(ctx, textOnly(say.usage())));
  const open = await ctx.shop.desk.openOf(userId);
  const waiting = open.filter((order) => order.state.name === "confirmed" && isTo(order, number));
  const [only] = waiting;
  if (only === undefined)
    return void (await show(ctx, { text: say.none(), keyboard: [[historyButton(words)]] }));
  if (waiting.length > 1) {
    const { entries, rows } = orderList(waiting.slice(0, historyPageSize), null, viewOf(ctx));
    const text = paragraphs(say.which(waiting.length), lines(...entries));
    return void (await show(ctx, { text, keyboard: rows }));
  }
  try {
    await ctx.shop.desk.cancel(only.id, { userId, chatId: ctx.person.chatId });
  } catch (error) {
    ctx.shop.log.error({ err: error }, "whether an order was taken back is not known");
    return void (await show(ctx, textOnly(words.trouble.tryAgain)));
  }
  // Taken back or sent meanwhile: its card says.
  await status(ctx, only.id);
}

const isTo = ({ destination }: Order, number: string): boolean => {
  const wanted = readPhone(number) ?? number;
  return destination.some(({ value, secret }) => !secret && (value === number || value === wanted));
};

async function showElsewhere(
  ctx: BotContext,
  instead: Extract<Word, { kind: "elsewhere" }>["instead"],
): Promise<void> {
  const { words } = ctx.person;
  if (instead === "none")
    return void (await show(ctx, {
      text: words.lines.elsewhere.none(),
      keyboard: [[{ label: words.menu.button.help, press: { to: "help" } }]],
    }));
  if (ctx.shop.deposits === null) return void (await show(ctx, textOnly(words.deposit.off)));
  await show(ctx, {
    text: words.lines.elsewhere.topUp(),
    keyboard: [[{ label: words.deposit.button.topUp, press: { to: "topUp", rupiah: null } }]],
  });
}
