import type { ListedService } from "../../../catalogue/snapshot.ts";
import type { Order } from "../../../orders/state/order.ts";
import { maxSaved, type Savable, type Saved } from "../../../people/saved.ts";
import type { Press } from "../../../screens/buttons/buttons.ts";
import { noCatalogueScreen } from "../../../screens/ordering/categories.ts";
import { vanishedScreen } from "../../../screens/ordering/service.ts";
import { maxSavedName, savedScreen, savedText } from "../../../screens/saved.ts";
import { textOnly } from "../../../screens/screen.ts";
import { oneLine } from "../../../words/shorten.ts";
import type { BotContext } from "../../context.ts";
import { onlyShows, type PressHandlers } from "../../handlers.ts";
import { say, send, show, toast, viewOf } from "../../replying.ts";
import { enterService } from "../entering.ts";
import { answersOf, savableOf, savablePhone } from "./answers.ts";
import type { Hearer } from "../typed/hearer.ts";

/** Destinations that a reseller keeps under names of their own. */
export const savingPresses = {
  saveOrder: { form: "stays", handle: saveOrder },
  saved: { form: "stays", handle: showOrRemove },
  useSaved: { form: "left", handle: useSaved },
} satisfies Partial<PressHandlers>;

/** Of the latest orders so many are looked at for a destination. */
const latestOrders = 10;

/** 💾 on an order: saved at once; a name may follow. */
async function saveOrder(ctx: BotContext, { orderId }: Press<"saveOrder">): Promise<void> {
  const { userId, words } = ctx.person;
  const order = await ctx.shop.desk.find(orderId, { userId, operator: false });
  const what = order === null ? null : savable(ctx, order);
  if (what === null) return toast(ctx, words.saved.nothing, "window");
  const kept = await keep(ctx, what);
  if (kept === null) return;
  await toast(ctx);
  const messageId = await send(ctx, textOnly(words.saved.kept(savedText(kept))));
  ctx.session.naming = { saved: kept.id, messageId };
}

/** A reply to the message that asks for a name is the name. */
export const hearSavedName: Hearer = async (ctx, text) => {
  const { naming } = ctx.session;
  const repliedTo = ctx.message?.reply_to_message?.message_id;
  if (naming === undefined || repliedTo !== naming.messageId) return false;
  delete ctx.session.naming;
  const saved = await ctx.shop.saved.read(ctx.person.userId, naming.saved);
  if (saved === null) await say(ctx, ctx.person.words.saved.gone);
  else await keepNamed(ctx, saved, text);
  return true;
};

/** `/save Bu Siti 0812…`, or `/save Bu Siti` for the destination of the latest order. */
export async function saveByCommand(ctx: BotContext, text: string): Promise<void> {
  const { words } = ctx.person;
  const [, name = "", number = ""] = /^(.*?)((?:\+|\b)\d[\d\s.()-]{6,})?$/s.exec(text.trim()) ?? [];
  if (name.trim() === "") return void (await send(ctx, textOnly(words.saved.usage())));
  const { nowMs } = viewOf(ctx);
  const what = number === "" ? await ofLatestOrder(ctx) : savablePhone(number, nowMs);
  if (what !== null) return keepNamed(ctx, what, name);
  const { usage, nothingYet } = words.saved;
  await send(ctx, textOnly(number === "" ? nothingYet() : usage()));
}

/** /saved */
export async function showSaved(ctx: BotContext, page: number): Promise<void> {
  const all = await ctx.shop.saved.of(ctx.person.userId);
  await show(ctx, savedScreen(all, page, ctx.person.language));
}

async function showOrRemove(ctx: BotContext, { page, remove }: Press<"saved">): Promise<void> {
  if (remove === null) return onlyShows(showSaved)(ctx, page);
  await ctx.shop.saved.remove(ctx.person.userId, remove);
  await toast(ctx, ctx.person.words.saved.removed);
  await showSaved(ctx, page);
}

/** One tap answers what the service asks, as far as it is known. */
async function useSaved(
  ctx: BotContext,
  { saved: id, service: serviceId, page }: Press<"useSaved">,
): Promise<void> {
  const { userId, words, language } = ctx.person;
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return void (await show(ctx, noCatalogueScreen(language)));
  const service = catalogue.service(serviceId);
  if (service === undefined) return void (await show(ctx, vanishedScreen(language)));
  const saved = await ctx.shop.saved.read(userId, id);
  if (saved === null) await toast(ctx, words.saved.gone, "window");
  await enterService(ctx, service, {
    page,
    known: saved === null ? [] : answersOf(saved, service),
  });
}

function savable(ctx: BotContext, order: Order): Savable | null {
  const service = serviceOf(ctx, order);
  return service === undefined ? null : savableOf(order.destination, service, viewOf(ctx).nowMs);
}

const serviceOf = ({ shop }: BotContext, { line, service }: Order): ListedService | undefined =>
  shop.catalogue.snapshot()?.serviceByCode(line, service.code);

async function ofLatestOrder(ctx: BotContext): Promise<Savable | null> {
  const { items } = await ctx.shop.desk.history(ctx.person.userId, { page: 0, size: latestOrders });
  for (const order of items) {
    const what = order.state.name === "failed" ? null : savable(ctx, order);
    if (what !== null) return what;
  }
  return null;
}

async function keepNamed(ctx: BotContext, what: Savable, typed: string): Promise<void> {
  const kept = await keep(ctx, { ...what, name: oneLine(typed, maxSavedName) });
  if (kept !== null) await send(ctx, textOnly(ctx.person.words.saved.named(savedText(kept))));
}

/** null: there are as many as there may be, which was said. */
async function keep(ctx: BotContext, what: Savable): Promise<Saved | null> {
  const kept = await ctx.shop.saved.keep(ctx.person.userId, what);
  if (kept !== "full") return kept;
  await say(ctx, ctx.person.words.saved.full(maxSaved));
  return null;
}
