import type { NextFunction } from "grammy";
import type { ListedService } from "../../catalogue/snapshot.ts";
import { maxFavourites } from "../../people/favourites.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import type { BotContext } from "../context.ts";
import type { PressHandlers } from "../handlers.ts";
import { idOf } from "../intake/same-update.ts";
import { toast, viewOf } from "../replying.ts";

export const favouritePresses = {
  favourite: { form: "stays", handle: toggleFavourite },
} satisfies Partial<PressHandlers>;

/** A session that was begun anew learns them once. */
export async function recallingFavourites(ctx: BotContext, next: NextFunction): Promise<void> {
  const { session, shop, person } = ctx;
  try {
    session.favourites ??= await shop.favourites.of(person.userId);
  } catch (error) {
    shop.log.warn({ err: error }, "favourites not known for now");
  }
  await next();
}

/** Those that are on sale. */
export function favouritesOf({ session, shop }: BotContext): ListedService[] {
  const catalogue = shop.catalogue.snapshot();
  return (session.favourites ?? []).flatMap((id) => catalogue?.service(id) ?? []);
}

async function toggleFavourite(ctx: BotContext, { service }: Press<"favourite">): Promise<void> {
  const { userId, words } = ctx.person;
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue?.service(service) === undefined) return toast(ctx, words.trouble.unknownButton);
  const outcome = await ctx.shop.favourites.toggle(
    userId,
    { serviceId: service, sinceMs: viewOf(ctx).nowMs, press: idOf(ctx, "favourite") },
    (id) => catalogue.service(id) !== undefined,
  );
  ctx.session.favourites = await ctx.shop.favourites.of(userId);
  const say = words.favourites;
  if (outcome === "full") return toast(ctx, say.full(maxFavourites), "window");
  await toast(ctx, say[outcome]);
}
