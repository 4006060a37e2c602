import { InputFile } from "grammy";
import { readTypedAmount } from "../money/typed-amount.ts";
import type { Order } from "../orders/state/order.ts";
import { maxFooter, maxShopName, sellingPrice, type Pricing } from "../people/receipts.ts";
import type { Press, ReceiptAct } from "../screens/buttons/buttons.ts";
import { hasReceipt } from "../screens/orders/afterwards.ts";
import {
  maxCaption,
  priceQuestion,
  pricingOf,
  productOf,
  receiptButtons,
  receiptOf,
  receiptSettingsScreen,
  type Receipt,
} from "../screens/receipts.ts";
import { textOnly, toTelegram } from "../screens/screen.ts";
import { visibleLength } from "../words/html.ts";
import { rupiah } from "../words/money.ts";
import { fewLines, oneLine } from "../words/shorten.ts";
import type { View } from "../words/times.ts";
import type { BotContext, EarlyContext } from "./context.ts";
import type { SessionData } from "./intake/session.ts";
import type { PressHandlers } from "./handlers.ts";
import type { Hearer } from "./ordering/typed/hearer.ts";
import { say, send, show, toast, viewOf } from "./replying.ts";

/** What a reseller gives their customer. */
export const receiptPresses = {
  receipt: { form: "stays", handle: pressReceipt },
  receiptSettings: { form: "stays", handle: pressSettings },
} satisfies Partial<PressHandlers>;

/** Until then an amount that is typed answers the question for a price without being a reply to it. */
const askedForMs = 10 * 60_000;
const mostRupiah = 999_999_999;

/** 📄: only one's own. */
async function pressReceipt(ctx: BotContext, { orderId, price }: Press<"receipt">): Promise<void> {
  const { userId, words } = ctx.person;
  const order = await ctx.shop.desk.find(orderId, { userId, operator: false });
  if (order === null || !hasReceipt(order)) return toast(ctx, words.receipt.none, "window");
  if (price === "ask") return askPrice(ctx, order);
  if (price !== null) {
    await keepPrice(ctx, order, price);
    await show(ctx, priceKept(ctx, order, price));
  }
  await sendReceipt(ctx, order);
}

async function sendReceipt(ctx: BotContext, order: Order): Promise<void> {
  const { receipt, lacksPrice } = await receiptFor(ctx, ctx.person.userId, order, viewOf(ctx));
  if (lacksPrice) return askPrice(ctx, order);
  if (receipt === null) return;
  await toast(ctx);
  await sendPicture(ctx, order, receipt);
}

/** As this reseller's receipts look; null: the order has none. `lacksPrice`: what they sell it for they have yet to say. */
export async function receiptFor(
  { shop: { receipts, shopName } }: EarlyContext,
  userId: number,
  order: Order,
  view: View,
): Promise<{ receipt: Receipt | null; lacksPrice: boolean }> {
  const [look, kept] = await Promise.all([
    receipts.look(userId),
    receipts.priceOf(userId, productOf(order)),
  ]);
  const price = sellingPrice(look, kept, order.priceRupiah);
  const lacksPrice = price === "ask";
  const named = { footer: look.footer, shopName: look.shopName ?? shopName };
  return { receipt: receiptOf(order, named, lacksPrice ? null : price, view), lacksPrice };
}

/** The picture with its text below, or the text alone where the picture could not be drawn. */
async function sendPicture(ctx: BotContext, order: Order, receipt: Receipt): Promise<void> {
  const { api, me, person, shop } = ctx;
  const keyboard = receiptButtons(order, person.words, me.supports_inline_queries);
  const png = await shop.receiptPainter.draw(receipt.picture);
  if (png === null) return void (await send(ctx, { text: receipt.text, keyboard }));
  const fits = visibleLength(receipt.text) <= maxCaption;
  const { text: caption, parse_mode, reply_markup } = toTelegram({ text: receipt.text, keyboard });
  const { photo } = await api.sendPhoto(person.chatId, new InputFile(png, "struk.png"), {
    ...(fits && { caption, parse_mode }),
    reply_markup,
  });
  if (!fits) await send(ctx, textOnly(receipt.text));
  const fileId = photo.at(-1)?.file_id;
  if (fileId !== undefined) await shop.receipts.keepPicture(person.userId, order.id, fileId);
}

async function askPrice(ctx: BotContext, order: Order): Promise<void> {
  await toast(ctx);
  const messageId = await send(ctx, priceQuestion(order, ctx.person.language));
  asked(ctx, { what: "price", orderId: order.id, messageId });
}

function asked(
  ctx: BotContext,
  question: Omit<NonNullable<SessionData["receipt"]>, "askedAtMs">,
): void {
  ctx.session.receipt = { ...question, askedAtMs: viewOf(ctx).nowMs };
}

async function keepPrice(ctx: BotContext, order: Order, price: number): Promise<void> {
  const { userId } = ctx.person;
  if (ctx.session.receipt?.what === "price") delete ctx.session.receipt;
  await ctx.shop.receipts.keepPrice(userId, productOf(order), price);
  // Where receipts were to say none, a price is wanted after all.
  const look = await ctx.shop.receipts.look(userId);
  if (price > 0 && look.pricing.kind === "none")
    await ctx.shop.receipts.keepLook(userId, { ...look, pricing: { kind: "ask" } });
}

const priceKept = ({ person: { words } }: BotContext, order: Order, price: number) =>
  textOnly(
    words.receipt.priceKept(oneLine(order.service.name, 80), price === 0 ? null : rupiah(price)),
  );

async function pressSettings(ctx: BotContext, { act }: Press<"receiptSettings">): Promise<void> {
  switch (act.do) {
    case "show":
      return showSettings(ctx);
    case "type":
      return askFor(ctx, act.what);
    case "pricing": {
      const pricing = pricingOf(act.kind, act.amount);
      if (pricing !== null) await keepPricing(ctx, pricing);
      return showSettings(ctx);
    }
  }
}

async function showSettings(ctx: BotContext): Promise<void> {
  const { userId, language } = ctx.person;
  const look = await ctx.shop.receipts.look(userId);
  await show(ctx, receiptSettingsScreen(look, ctx.shop.shopName, language));
}

async function askFor(
  ctx: BotContext,
  what: Extract<ReceiptAct, { do: "type" }>["what"],
): Promise<void> {
  const { askName, askFooter, askMarkup } = ctx.person.words.receipt;
  await toast(ctx);
  const question = {
    name: askName(maxShopName),
    footer: askFooter(maxFooter),
    markup: askMarkup(),
  }[what];
  asked(ctx, { what, messageId: await send(ctx, textOnly(question)) });
}

/** From now on only a reply answers the question for a price: a sum that is typed is meant for something else. */
export function askedElsewhere({ session }: BotContext): void {
  if (session.receipt !== undefined) session.receipt.askedAtMs = 0;
}

/** A reply to the newest question about receipts; an amount answers the one for a price as it is. */
export const hearReceiptAnswer: Hearer = async (ctx, text) => {
  const { receipt } = ctx.session;
  if (receipt === undefined) return false;
  const isReply = ctx.message?.reply_to_message?.message_id === receipt.messageId;
  const isFresh = viewOf(ctx).nowMs - receipt.askedAtMs < askedForMs;
  // A phone number is none, however it reads.
  const amount = /^\s*0\d/.test(text) ? null : readTypedAmount(text);
  if (!isReply && !(receipt.what === "price" && isFresh && amount !== null)) return false;
  switch (receipt.what) {
    case "price":
      return hearPrice(ctx, receipt, amount);
    case "name":
      return hearLook(ctx, { shopName: oneLine(text, maxShopName) });
    case "footer":
      return hearLook(ctx, { footer: text.trim() === "-" ? "" : fewLines(text, maxFooter, 4) });
    case "markup": {
      const percent = /^\s*\+?(\d{1,3})\s*%\s*$/.exec(text)?.[1];
      const pricing =
        percent === undefined
          ? amount !== null && pricingOf("rupiah", amount)
          : pricingOf("percent", Number(percent));
      if (pricing) return hearLook(ctx, { pricing });
      await say(ctx, ctx.person.words.receipt.wrongMarkup);
      return true;
    }
  }
};

async function hearPrice(
  ctx: BotContext,
  { orderId }: NonNullable<SessionData["receipt"]>,
  amount: number | null,
): Promise<boolean> {
  const { userId, words } = ctx.person;
  const order = orderId && (await ctx.shop.desk.find(orderId, { userId, operator: false }));
  if (!order) return false;
  if (amount === null || amount > mostRupiah) {
    await say(ctx, words.receipt.wrongAmount);
    return true;
  }
  await keepPrice(ctx, order, amount);
  await send(ctx, priceKept(ctx, order, amount));
  await sendReceipt(ctx, order);
  return true;
}

async function hearLook(
  ctx: BotContext,
  change: { shopName: string } | { footer: string } | { pricing: Pricing },
): Promise<boolean> {
  delete ctx.session.receipt;
  const { userId } = ctx.person;
  const look = await ctx.shop.receipts.look(userId);
  await ctx.shop.receipts.keepLook(userId, { ...look, ...change });
  await showSettings(ctx);
  return true;
}

async function keepPricing(ctx: BotContext, pricing: Pricing): Promise<void> {
  const { userId } = ctx.person;
  const look = await ctx.shop.receipts.look(userId);
  await ctx.shop.receipts.keepLook(userId, { ...look, pricing });
}
