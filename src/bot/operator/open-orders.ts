import { operator } from "../../screens/buttons/buttons.ts";
import { lines, paragraphs } from "../../words/html.ts";
import { orderList } from "../../screens/orders/list.ts";
import { peopleIn } from "../../words/reason.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { pageRow } from "../../screens/paging.ts";
import { viewOf, show } from "../replying.ts";
import { startButton } from "../../screens/buttons/menu-buttons.ts";

const pageSize = 10;

export const openOrdersPresses = {
  orders: onlyShows(showOpenOrders),
} satisfies Partial<OperatorHandlers>;

/** /orders: everybody's unfinished orders, those that need a person first. */
export async function showOpenOrders(ctx: BotContext, { page }: { page: number }): Promise<void> {
  const { words } = ctx.person;
  const texts = words.admin.orders;
  const found = await ctx.shop.admin.openOrders.page({ page, size: pageSize });
  if (found.total === 0)
    return void (await show(ctx, { text: texts.none(), keyboard: [[startButton(words)]] }));
  const names = await ctx.shop.roster.namesOf(peopleIn(found.items));
  const { entries, rows } = orderList(found.items, null, viewOf(ctx), names);
  await show(ctx, {
    text: paragraphs(texts.title(found.total), lines(...entries)),
    keyboard: [...rows, pageRow(found, (page) => operator({ do: "orders", page }))],
  });
}
