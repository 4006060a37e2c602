import type { BotContext } from "../context.ts";
import type { BotDependencies } from "../dependencies.ts";
import { categoriesScreen, noCatalogueScreen, type Browsing } from "../../screens/categories.ts";
import { historyPageSize, historyScreen } from "../../screens/history.ts";
import { servicesScreen } from "../../screens/services.ts";
import { vanishedScreen } from "../../screens/service.ts";
import type { Screen } from "../../screens/screen.ts";
import { moment, send, show, toast } from "../replying.ts";

/** Screens of the service list and of the history; a pressed button's message is edited, a command gets a new one. */

export async function showCategories(
  ctx: BotContext,
  deps: BotDependencies,
  page: number,
): Promise<void> {
  await turnTo(ctx, categoriesScreen(deps.catalogue.snapshot(), page, browsing(ctx, deps)));
}

/** In a new message: below a result, which must stay. */
export async function sendCategories(ctx: BotContext, deps: BotDependencies): Promise<void> {
  await send(ctx, categoriesScreen(deps.catalogue.snapshot(), 0, browsing(ctx, deps)));
}

export async function showServices(
  ctx: BotContext,
  deps: BotDependencies,
  categoryId: string,
  page: number,
): Promise<void> {
  const catalogue = deps.catalogue.snapshot();
  if (catalogue === null) return void (await show(ctx, noCatalogueScreen(ctx.person.language)));
  const category = catalogue.category(categoryId);
  if (category === undefined) return void (await show(ctx, vanishedScreen(ctx.person.language)));
  await turnTo(ctx, servicesScreen(catalogue, category, page, browsing(ctx, deps)));
}

export async function showHistory(
  ctx: BotContext,
  deps: BotDependencies,
  wanted: number,
): Promise<void> {
  const { userId, language } = ctx.person;
  const read = (page: number) =>
    deps.desk.history(userId, { offset: page * historyPageSize, limit: historyPageSize });
  let page = wanted;
  let found = await read(page);
  if (found.orders.length === 0 && page > 0) {
    page = Math.max(0, Math.ceil(found.total / historyPageSize) - 1);
    found = await read(page);
  }
  await show(ctx, historyScreen({ ...found, page }, language, moment(deps)));
}

/**
 * Turning pages is what people do most: the button's spinner is stopped without waiting for the page to be drawn.
 * The page leaves first, so that a spinner that has stopped means a page that has turned.
 */
async function turnTo(ctx: BotContext, screen: Screen): Promise<void> {
  const drawing = show(ctx, screen);
  const answering = toast(ctx).catch(() => undefined);
  await drawing;
  await answering;
}

function browsing(ctx: BotContext, deps: BotDependencies): Browsing {
  return { ...moment(deps), language: ctx.person.language, refreshMs: deps.catalogue.refreshMs };
}
