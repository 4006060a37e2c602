import { availability } from "../../catalogue/cut-off.ts";
import { closedByOperator, offer } from "./confirming.ts";
import type { BotContext } from "../context.ts";
import { orderFormId, type FormArguments } from "./order-form.ts";
import type { BotDependencies } from "../dependencies.ts";
import { noCatalogueScreen } from "../../screens/categories.ts";
import { closedServiceScreen, vanishedScreen } from "../../screens/service.ts";
import { show, toast } from "../replying.ts";

/** A service was chosen: its form, or at once its confirmation, or why it cannot be ordered. */
export async function chooseService(
  ctx: BotContext,
  deps: BotDependencies,
  serviceId: string,
  page: number,
): Promise<void> {
  const { language, words } = ctx.person;
  const catalogue = deps.catalogue.snapshot();
  if (catalogue === null) return void (await show(ctx, noCatalogueScreen(language)));
  const service = catalogue.service(serviceId);
  if (service === undefined) return void (await show(ctx, vanishedScreen(language)));
  const nowMs = deps.clock.wallMs();
  const available = availability(service, nowMs);
  if (!available.open) {
    return void (await show(
      ctx,
      closedServiceScreen(service, available, page, language, { timeZone: deps.timeZone, nowMs }),
    ));
  }
  const pause = await closedByOperator(ctx, deps);
  if (pause !== null) return void (await show(ctx, pause));
  if (service.fields.length > 0) {
    const messageId = ctx.callbackQuery?.message?.message_id ?? null;
    const form: FormArguments = {
      nonce: deps.rng.id(6),
      service,
      page,
      messageId,
      digits: "as-typed",
    };
    ctx.session.form = { nonce: form.nonce, service: service.id, page };
    await ctx.conversation.enter(orderFormId, form);
    return;
  }
  const wanted = {
    code: service.code,
    answers: [],
    seenPriceRupiah: service.priceRupiah,
    fields: null,
    page,
    renewed: false,
  };
  const screen = await offer(ctx, deps, wanted);
  if (screen === null) await toast(ctx, words.trouble.tryAgain, "window");
  else await show(ctx, screen);
}

/** Leaves the form that is open, if one is. What was answered in it is forgotten. */
export async function leaveForm(ctx: BotContext): Promise<void> {
  await ctx.conversation.exitAll();
  delete ctx.session.form;
}
