import { availability } from "../../catalogue/cut-off.ts";
import { maxWatches } from "../../people/watches.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import { watchesScreen } from "../../screens/watches.ts";
import { rupiah } from "../../words/money.ts";
import { oneLine } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type PressHandlers } from "../handlers.ts";
import { show, toast, viewOf } from "../replying.ts";

/** 🔔: what a reseller wants to be told of. Pressing one twice changes nothing more. */
export const watchPresses = {
  watch: { form: "stays", handle: watch },
  unwatch: { form: "stays", handle: unwatch },
  watches: { form: "stays", handle: onlyShows(showWatches) },
} satisfies Partial<PressHandlers>;

const maxName = 120;

/** /watch */
export async function showWatches(ctx: BotContext, { page }: { page: number }): Promise<void> {
  const { userId, language } = ctx.person;
  const watches = await ctx.shop.watches.of(userId);
  await show(ctx, watchesScreen(watches, page, ctx.shop.catalogue.snapshot(), language));
}

async function watch(ctx: BotContext, { wish, service: id }: Press<"watch">): Promise<void> {
  const { words, userId, priceOf } = ctx.person;
  const say = words.watches;
  const service = ctx.shop.catalogue.snapshot()?.service(id);
  if (service === undefined) return toast(ctx, words.trouble.unknownButton);
  const { nowMs } = viewOf(ctx);
  if (wish === "open" && availability(service, nowMs).open)
    return toast(ctx, say.openNow, "window");
  const priceRupiah = priceOf(service);
  const name = oneLine(service.name, maxName);
  const outcome = await ctx.shop.watches.add(userId, {
    wish,
    serviceId: id,
    name,
    priceRupiah,
    sinceMs: nowMs,
  });
  if (outcome === "full") return toast(ctx, say.full(maxWatches), "window");
  const { open, price } = say.watching;
  await toast(ctx, wish === "open" ? open : price(rupiah(priceRupiah)), "window");
}

async function unwatch(ctx: BotContext, { wish, service, page }: Press<"unwatch">): Promise<void> {
  const { userId, words } = ctx.person;
  await ctx.shop.watches.remove({ userId, wish, serviceId: service });
  await toast(ctx, words.watches.removed);
  await showWatches(ctx, { page });
}
