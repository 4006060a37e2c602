import { GrammyError } from "grammy";
import type { NextFunction } from "grammy";
import type { InlineQueryResult } from "grammy/types";
import { productResult, receiptResult, type InlineResult } from "../screens/inline.ts";
import { searchText } from "../screens/ordering/results.ts";
import { languageFrom, wordsIn } from "../words/dictionary.ts";
import type { View } from "../words/times.ts";
import type { EarlyContext } from "./context.ts";
import { boughtBy } from "./ordering/searching.ts";
import { receiptFor } from "./receipts.ts";

/** Results of one question: more nobody scrolls through. */
const maxResults = 20;
/** How long Telegram may show one person the same answer. */
const cacheS = 5;

/**
 * `@bot axis 24` in any chat, for who may order: products, which open the bot, and with `struk` and an order's number the
 * receipt of an own order. Anybody else gets no results and a button into the bot.
 */
export async function answerInline(ctx: EarlyContext, next: NextFunction): Promise<void> {
  const { inlineQuery, shop } = ctx;
  if (inlineQuery === undefined) return next();
  const { from, query } = inlineQuery;
  const role = await shop.access.roleOf(from.id);
  const chosen = role === "stranger" ? null : await shop.languages.of(from.id);
  const language = languageFrom(chosen ?? from.language_code, shop.defaultLanguage);
  const view: View = { language, timeZone: shop.timeZone, nowMs: shop.clock.wallMs() };
  const results = role === "stranger" ? [] : await resultsFor(ctx, from.id, query, view);
  const { button } = wordsIn(language).search;
  const other = {
    is_personal: true,
    cache_time: cacheS,
    ...(results.length === 0 && {
      button: { text: button.open(shop.shopName.slice(0, 40)), start_parameter: "inline" },
    }),
  };
  if (await answers(ctx, results, other)) return;
  // They have typed on: too old a question has no answer. Or Telegram does not know a picture any more.
  const inWords = results.map(({ picture: _, ...result }) => result);
  if (results.some(({ picture }) => picture !== undefined)) await answers(ctx, inWords, other);
}

/** Whether Telegram took it. */
async function answers(
  ctx: EarlyContext,
  results: readonly InlineResult[],
  other: Parameters<EarlyContext["answerInlineQuery"]>[1],
): Promise<boolean> {
  try {
    return await ctx.answerInlineQuery(
      results.map((result) => shown(result, ctx.me.username)),
      other,
    );
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    return false;
  }
}

async function resultsFor(
  ctx: EarlyContext,
  userId: number,
  query: string,
  view: View,
): Promise<InlineResult[]> {
  const { shop } = ctx;
  const [, orderId] = /^\s*(?:struk|receipt)\s+(\S+)\s*$/i.exec(query) ?? [];
  if (orderId !== undefined) {
    // Own ones only, operators' too: what is found here is posted elsewhere.
    const order = await shop.desk.find(orderId, { userId, operator: false });
    if (order === null) return [];
    const [{ receipt }, picture] = await Promise.all([
      receiptFor(ctx, userId, order, view),
      shop.receipts.pictureOf(userId, order.id),
    ]);
    return receipt === null ? [] : [receiptResult(order, receipt, picture, view)];
  }
  const catalogue = shop.catalogue.snapshot();
  const question = searchText(query);
  if (catalogue === null || question === "") return [];
  const [priceOf, bought] = await Promise.all([
    shop.prices.of(userId),
    boughtBy(shop, userId, catalogue),
  ]);
  const asker = { nowMs: view.nowMs, priceOf, bought };
  const { services } = await shop.catalogue.search.find(catalogue, question, asker);
  return services.slice(0, maxResults).map((service) => productResult(service, view));
}

function shown(
  { id, title, description, text, picture, link }: InlineResult,
  username: string,
): InlineQueryResult {
  if (picture !== undefined)
    return {
      type: "photo",
      id,
      title,
      description,
      photo_file_id: picture,
      caption: text.html,
      parse_mode: "HTML",
    };
  return {
    type: "article",
    id,
    title,
    description,
    input_message_content: {
      message_text: text.html,
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    },
    ...(link !== null && {
      reply_markup: {
        inline_keyboard: [
          [{ text: link.label, url: `https://t.me/${username}?start=${link.payload}` }],
        ],
      },
    }),
  };
}
