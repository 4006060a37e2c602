import type { NextFunction } from "grammy";
import type { ListedService } from "../../catalogue/snapshot.ts";
import type { Answer } from "../../orders/state/order.ts";
import { closedByOperator, closedScreen, showOffer } from "./card/confirming.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import type { BotContext } from "../context.ts";
import { idOf } from "../intake/same-update.ts";
import type { PressHandlers } from "../handlers.ts";
import { orderFormId, type FormArguments } from "./form/order-form.ts";
import { linkedService } from "../../screens/inline.ts";
import { noCatalogueScreen } from "../../screens/ordering/categories.ts";
import { vanishedScreen } from "../../screens/ordering/service.ts";
import { savedFor } from "./saved/offered.ts";
import { show, showAt } from "../replying.ts";

export const enteringPresses = {
  service: { form: "left", handle: chooseService },
} satisfies Partial<PressHandlers>;

/** A service was chosen in a list. */
async function chooseService(
  ctx: BotContext,
  { service: id, page }: Press<"service">,
): Promise<void> {
  const { language } = ctx.person;
  const catalogue = ctx.shop.catalogue.snapshot();
  if (catalogue === null) return void (await show(ctx, noCatalogueScreen(language)));
  const service = catalogue.service(id);
  if (service === undefined) return void (await show(ctx, vanishedScreen(language)));
  await enterService(ctx, service, { page, known: [] });
}

/** `/start v-…`: a link that was posted somewhere opens the bot on its service. */
export async function openLinkedService(ctx: BotContext, next: NextFunction): Promise<void> {
  const [, payload = ""] = /^\/start(?:@\w+)?\s+(\S+)\s*$/.exec(ctx.message?.text ?? "") ?? [];
  const service = linkedService(payload);
  if (service === null) return next();
  await chooseService(ctx, { to: "service", service, page: 0 });
}

/** How a service is entered. */
interface Entrance {
  /** The page of the service list to go back to. */
  page: number;
  /** The number for which the list was made, if it was. */
  number?: string;
  /** What is known of its fields, in their order; null or left out: nothing, it is asked. */
  known: readonly (Answer | null)[];
  /** Asks from this question on, counted from 0, and offers what is known, even where all is; left out: it is not asked again. */
  from?: "first" | number | undefined;
  /** In a new message, below the one whose button was pressed, which must stay. */
  below?: boolean;
  /** They have said that they want it once more (`confirming.ts`). */
  oneMore?: boolean;
}

/**
 * The one door to an order, however it was begun: the service's card where all it asks is known, else its form at the
 * first question that is not, or why it cannot be ordered.
 */
export async function enterService(
  ctx: BotContext,
  service: ListedService,
  { page, number, known, from, below = false, oneMore = false }: Entrance,
): Promise<void> {
  const messageId = below ? null : (ctx.callbackQuery?.message?.message_id ?? null);
  const cannot =
    closedScreen(ctx, service, { page, number, answers: known }, { justNow: false }) ??
    (await closedByOperator(ctx));
  if (cannot !== null) return void (await showAt(ctx, messageId, cannot));
  const answers = service.fields.flatMap((_field, index) => known[index] ?? []);
  const seenPriceRupiah = ctx.person.priceOf(service);
  const { line, code, fields } = service;
  if (answers.length === fields.length && from === undefined) {
    const thing = { line, code, answers, seenPriceRupiah, fields };
    return showOffer(ctx, { ...thing, page, number, renewed: null, oneMore }, messageId);
  }
  const saved = from === "first" || (known[0] ?? null) === null ? await savedFor(ctx, service) : [];
  const form: FormArguments = {
    nonce: idOf(ctx, `form ${service.id}`, 8),
    line,
    service,
    seenPriceRupiah,
    page,
    messageId,
    digits: "as-typed",
    ...(number !== undefined && { number }),
    ...(answers.length > 0 && { known }),
    ...(from !== undefined && { from }),
    ...(saved.length > 0 && { saved }),
  };
  ctx.session.form = { nonce: form.nonce, service: service.id, page };
  delete ctx.session.card;
  await ctx.conversation.enter(orderFormId, form);
}

/**
 * Leaves the form that is open, if one is. What was answered in it is forgotten, and what is typed next does not correct
 * the card that was left standing.
 */
export async function leaveForm(ctx: BotContext): Promise<void> {
  await ctx.conversation.exitAll();
  delete ctx.session.form;
  delete ctx.session.card;
  delete ctx.session.complaining;
}
