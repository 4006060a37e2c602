import type { ListedService } from "../../catalogue/snapshot.ts";
import { maxFavourites } from "../../people/favourites.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import type { BotContext } from "../context.ts";
import type { PressHandlers } from "../handlers.ts";
import { toast, viewOf } from "../replying.ts";

export const favouritePresses = {
  favourite: { form: "stays", handle: toggleFavourite },
} satisfies Partial<PressHandlers>;

/** Those that are on sale. */
export async function favouritesOf(ctx: BotContext): Promise<ListedService[]> {
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return [];
  const ids = await ctx.shop.favourites.of(ctx.person.userId);
  return ids.flatMap((id) => catalogue.service(id) ?? []);
}

async function toggleFavourite(ctx: BotContext, { service }: Press<"favourite">): Promise<void> {
  const { userId, words } = ctx.person;
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue?.service(service) === undefined) return toast(ctx, words.trouble.unknownButton);
  const outcome = await ctx.shop.favourites.toggle(
    userId,
    { serviceId: service, sinceMs: viewOf(ctx).nowMs },
    (id) => catalogue.service(id) !== undefined,
  );
  const say = words.favourites;
  if (outcome === "full") return toast(ctx, say.full(maxFavourites), "window");
  await toast(ctx, say[outcome]);
}
