import type { BotContext } from "../context.ts";
import { onlyShows, type PressHandlers } from "../handlers.ts";
import {
  categoriesScreen,
  noCatalogueScreen,
  type Browsing,
} from "../../screens/ordering/categories.ts";
import { favouritesOf } from "./favourites.ts";
import { servicesScreen } from "../../screens/ordering/services.ts";
import { vanishedScreen } from "../../screens/ordering/service.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import type { Screen } from "../../screens/screen.ts";
import { viewOf, send, show, toast } from "../replying.ts";

/** Screens of the service list; a pressed button's message is edited, a command gets a new one. */
export const browsingPresses = {
  shop: { form: "left", handle: sendCategories },
  categories: { form: "left", handle: onlyShows(showCategories) },
  services: { form: "left", handle: onlyShows(showServices) },
} satisfies Partial<PressHandlers>;

export async function showCategories(ctx: BotContext, { page }: { page: number }): Promise<void> {
  await turnTo(ctx, categories(ctx, page));
}

/** In a new message: below a result, which must stay. */
async function sendCategories(ctx: BotContext): Promise<void> {
  await send(ctx, categories(ctx, 0));
}

function categories(ctx: BotContext, page: number): Screen {
  const catalogue = ctx.shop.catalogue.snapshot();
  const { lately = [] } = ctx.session;
  return categoriesScreen(catalogue, page, browsing(ctx), {
    favourites: favouritesOf(ctx),
    lately,
  });
}

async function showServices(
  ctx: BotContext,
  { category: id, page }: Press<"services">,
): Promise<void> {
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return void (await show(ctx, noCatalogueScreen(ctx.person.language)));
  const category = catalogue.category(id);
  if (category === undefined) return void (await show(ctx, vanishedScreen(ctx.person.language)));
  await turnTo(ctx, servicesScreen(catalogue, category, page, browsing(ctx)));
}

/**
 * Turning pages is what people do most: the button's spinner is stopped without waiting for the page to be drawn.
 * The page leaves first, so that a spinner that has stopped means a page that has turned.
 */
export async function turnTo(ctx: BotContext, screen: Screen): Promise<void> {
  const drawing = show(ctx, screen);
  const answering = toast(ctx).catch(() => undefined);
  await drawing;
  await answering;
}

export function browsing(ctx: BotContext): Browsing {
  return {
    ...viewOf(ctx),
    priceOf: ctx.person.priceOf,
    refreshMs: ctx.shop.catalogue.refreshMs,
  };
}
