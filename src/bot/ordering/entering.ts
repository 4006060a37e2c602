import { availability } from "../../catalogue/cut-off.ts";
import type { ListedService } from "../../catalogue/snapshot.ts";
import type { Answer } from "../../orders/state/order.ts";
import { closedByOperator, showOffer } from "./confirming.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import type { BotContext } from "../context.ts";
import type { PressHandlers } from "../handlers.ts";
import { orderFormId, type FormArguments } from "./order-form.ts";
import { noCatalogueScreen } from "../../screens/ordering/categories.ts";
import { closedServiceScreen, vanishedScreen } from "../../screens/ordering/service.ts";
import { show, viewOf } from "../replying.ts";

export const enteringPresses = {
  service: { form: "left", handle: chooseService },
} satisfies Partial<PressHandlers>;

/** A service was chosen in a list. */
async function chooseService(
  ctx: BotContext,
  { service: id, page }: Press<"service">,
): Promise<void> {
  const view = viewOf(ctx);
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return void (await show(ctx, noCatalogueScreen(view.language)));
  const service = catalogue.service(id);
  if (service === undefined) return void (await show(ctx, vanishedScreen(view.language)));
  await enterService(ctx, service, { page, known: [] });
}

/** How a service is entered. */
interface Entrance {
  /** The page of the service list to go back to. */
  page: number;
  /** What is known of its fields, in their order; null or left out: nothing, it is asked. */
  known: readonly (Answer | null)[];
}

/**
 * The one door to an order, however it was begun: the service's card where all it asks is known, else its form at the
 * first question that is not, or why it cannot be ordered.
 */
export async function enterService(
  ctx: BotContext,
  service: ListedService,
  { page, known }: Entrance,
): Promise<void> {
  const view = viewOf(ctx);
  const priceRupiah = ctx.person.priceOf(service);
  const closed = availability(service, view.nowMs);
  if (!closed.open)
    return void (await show(
      ctx,
      closedServiceScreen({ service, priceRupiah, closed, page, justNow: false }, view),
    ));
  const pause = await closedByOperator(ctx);
  if (pause !== null) return void (await show(ctx, pause));
  const answers = service.fields.flatMap((_field, index) => known[index] ?? []);
  if (answers.length < service.fields.length) {
    const messageId = ctx.callbackQuery?.message?.message_id ?? null;
    const form: FormArguments = {
      nonce: ctx.shop.rng.id(6),
      line: service.line,
      service,
      seenPriceRupiah: priceRupiah,
      page,
      messageId,
      digits: "as-typed",
      ...(answers.length > 0 && { known }),
    };
    ctx.session.form = { nonce: form.nonce, service: service.id, page };
    await ctx.conversation.enter(orderFormId, form);
    return;
  }
  await showOffer(ctx, {
    line: service.line,
    code: service.code,
    answers,
    seenPriceRupiah: priceRupiah,
    fields: service.fields,
    page,
    renewed: null,
  });
}

/** Leaves the form that is open, if one is. What was answered in it is forgotten. */
export async function leaveForm(ctx: BotContext): Promise<void> {
  await ctx.conversation.exitAll();
  delete ctx.session.form;
}
