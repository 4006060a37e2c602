import { vanishedScreen } from "../../../screens/ordering/service.ts";
import type { Press } from "../../../screens/buttons/buttons.ts";
import type { BotContext } from "../../context.ts";
import type { PressHandlers } from "../../handlers.ts";
import { dropButtons, showAt, toast } from "../../replying.ts";
import { notFoundScreen } from "./cards.ts";
import { enterService } from "../entering.ts";
import { knownOf } from "../form/kept.ts";

/** What was wanted before, once more: as a fresh card, or in the form where something has to be asked. */
export const againPresses = {
  again: { form: "left", handle: again },
  resume: { form: "left", handle: resume },
} satisfies Partial<PressHandlers>;

/** 🔁: only one's own; operators too have no business ordering what a reseller did. */
async function again(ctx: BotContext, { orderId, below }: Press<"again">): Promise<void> {
  const { userId, language, words } = ctx.person;
  const place = below ? null : (ctx.callbackQuery?.message?.message_id ?? null);
  const order = await ctx.shop.desk.find(orderId, { userId, operator: false });
  if (order === null) return void (await showAt(ctx, place, notFoundScreen(ctx)));
  const service = ctx.shop.catalogue.snapshot()?.serviceByCode(order.line, order.service.code);
  if (service === undefined) return void (await showAt(ctx, place, vanishedScreen(language)));
  const { known, changed } = knownOf(service, order.destination);
  const asked = changed || order.destination.length !== service.fields.length;
  if (asked) await toast(ctx, words.again.formChanged, "window");
  await enterService(ctx, service, { page: 0, known, below, from: asked ? "first" : undefined });
}

/** What could not be ordered when it was wanted. */
async function resume(ctx: BotContext, { kept: id }: Press<"resume">): Promise<void> {
  const { kept } = ctx.session;
  const { language, words } = ctx.person;
  const messageId = ctx.callbackQuery?.message?.message_id ?? null;
  if (kept?.id !== id) {
    await toast(ctx, words.form.oldButton);
    if (messageId !== null) await dropButtons(ctx, messageId);
    return;
  }
  const service = ctx.shop.catalogue.snapshot()?.service(kept.service);
  if (service === undefined) return void (await showAt(ctx, messageId, vanishedScreen(language)));
  const { known, changed } = knownOf(service, kept.answers);
  if (changed) await toast(ctx, words.again.formChanged, "window");
  const from = changed ? "first" : undefined;
  await enterService(ctx, service, { page: kept.page, known, from });
}
