import { operator } from "../../screens/buttons.ts";
import { lines, paragraphs } from "../../words/html.ts";
import { orderList } from "../../screens/order-list.ts";
import { peopleIn } from "../../words/reason.ts";
import type { BotContext } from "../context.ts";
import type { OperatorHandlers } from "../handlers.ts";
import { pageRow } from "../../screens/paging.ts";
import { viewOf, show } from "../replying.ts";

const pageSize = 10;

export const openOrdersPresses = { orders: showOpenOrders } satisfies Partial<OperatorHandlers>;

/** /orders: everybody's unfinished orders, those that need a person first. */
export async function showOpenOrders(
  ctx: BotContext,
  { page: wanted }: { page: number },
): Promise<void> {
  const { words } = ctx.person;
  const say = words.admin.orders;
  const read = (page: number) =>
    ctx.shop.admin.openOrders.page({ offset: page * pageSize, limit: pageSize });
  let page = wanted;
  let found = await read(page);
  const pages = Math.max(1, Math.ceil(found.total / pageSize));
  if (page >= pages) {
    page = pages - 1;
    found = await read(page);
  }
  const back = { label: words.menu.button.back, press: { to: "main" } } as const;
  if (found.total === 0) return void (await show(ctx, { text: say.none(), keyboard: [[back]] }));
  const names = await ctx.shop.roster.namesOf(peopleIn(found.orders));
  const { entries, rows } = orderList(found.orders, null, viewOf(ctx), names);
  await show(ctx, {
    text: paragraphs(say.title(found.total), lines(...entries)),
    keyboard: [...rows, pageRow({ page, pages }, (page) => operator({ do: "orders", page }))],
  });
}
