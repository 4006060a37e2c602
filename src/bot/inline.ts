import { GrammyError } from "grammy";
import type { InlineQueryResultArticle } from "grammy/types";
import type { NextFunction } from "grammy";
import { productResult, receiptResult, type InlineResult } from "../screens/inline.ts";
import { searchText } from "../screens/ordering/results.ts";
import { languageFrom, wordsIn } from "../words/dictionary.ts";
import type { View } from "../words/times.ts";
import type { EarlyContext } from "./context.ts";
import { boughtBy } from "./ordering/searching.ts";

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
  try {
    await ctx.answerInlineQuery(
      results.map((result) => article(result, ctx.me.username)),
      {
        is_personal: true,
        cache_time: cacheS,
        ...(results.length === 0 && {
          button: { text: button.open(shop.shopName.slice(0, 40)), start_parameter: "inline" },
        }),
      },
    );
  } catch (error) {
    // They have typed on: the question is too old to be answered.
    if (!(error instanceof GrammyError)) throw error;
  }
}

async function resultsFor(
  { shop }: EarlyContext,
  userId: number,
  query: string,
  view: View,
): Promise<InlineResult[]> {
  const [, orderId] = /^\s*(?:struk|receipt)\s+(\S+)\s*$/i.exec(query) ?? [];
  if (orderId !== undefined) {
    // Own ones only, operators' too: what is found here is posted elsewhere.
    const order = await shop.desk.find(orderId, { userId, operator: false });
    const receipt = order && receiptResult(order, shop.shopName, view);
    return receipt === null ? [] : [receipt];
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

function article(
  { id, title, description, text, link }: InlineResult,
  username: string,
): InlineQueryResultArticle {
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
