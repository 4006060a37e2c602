import { operator } from "../../screens/buttons/buttons.ts";
import { lines, paragraphs } from "../../words/html.ts";
import { orderList } from "../../screens/orders/list.ts";
import { peopleIn } from "../../words/reason.ts";
import type { BotContext } from "../context.ts";
import { status } from "../ordering/card/cards.ts";
import { readPeriod } from "../ordering/typed/period.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { listOf, showOrdersOf } from "./orders-of.ts";
import { periodRow } from "../periods.ts";
import { pageRow } from "../../screens/paging.ts";
import { viewOf, show } from "../replying.ts";
import { startButton } from "../../screens/buttons/menu-buttons.ts";

const pageSize = 10;

export const openOrdersPresses = {
  orders: onlyShows(showOpenOrders),
} satisfies Partial<OperatorHandlers>;

/** /orders: what is not finished, a day, or what is found by a number or a ref. */
export async function ordersByCommand(ctx: BotContext, text: string): Promise<void> {
  if (text.trim() === "") return showOpenOrders(ctx, { page: 0 });
  const period = readPeriod(text, viewOf(ctx).nowMs);
  if (period === null) return status(ctx, text);
  await showOrdersOf(ctx, { who: null, period, standing: "all", page: 0 });
}

/** Everybody's unfinished orders, those that need a person first. */
async function showOpenOrders(ctx: BotContext, { page }: { page: number }): Promise<void> {
  const { words } = ctx.person;
  const texts = words.admin.orders;
  const periods = periodRow(ctx, { list: listOf(null) });
  const found = await ctx.shop.admin.openOrders.page({ page, size: pageSize });
  if (found.total === 0)
    return void (await show(ctx, {
      text: texts.none(),
      keyboard: [periods, [startButton(words)]],
    }));
  const names = await ctx.shop.roster.namesOf(peopleIn(found.items));
  const { entries, rows } = orderList(found.items, null, viewOf(ctx), names);
  await show(ctx, {
    text: paragraphs(texts.title(found.total), lines(...entries)),
    keyboard: [...rows, pageRow(found, (page) => operator({ do: "orders", page })), periods],
  });
}
