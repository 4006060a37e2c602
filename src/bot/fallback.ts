import type { BotContext } from "./context.ts";
import type { SessionData } from "./intake/session.ts";
import type { PressHandlers } from "./handlers.ts";
import { isContent } from "./ordering/form/hear.ts";
import { keep } from "./ordering/form/kept.ts";
import { hearTyped } from "./ordering/typed.ts";
import type { Press } from "../screens/buttons/buttons.ts";
import type { Screen } from "../screens/screen.ts";
import { dropButtons, send, show, toast } from "./replying.ts";
import { serviceButton, shopButton } from "../screens/buttons/menu-buttons.ts";

export const formPresses = {
  form: { form: "hears", handle: answerFormButton },
} satisfies Partial<PressHandlers>;

/** The last handler: what nobody claimed is answered too, with the way on. */
export async function answerTheRest(ctx: BotContext): Promise<void> {
  const { form } = ctx.session;
  if (ctx.message === undefined || !isContent(ctx.message)) return;
  const { words } = ctx.person;
  if (form !== undefined) return void (await send(ctx, expiredForm(ctx, form)));
  if (await hearTyped(ctx)) return;
  await send(ctx, {
    text: words.trouble.notUnderstood(),
    keyboard: [[shopButton(words)]],
  });
}

/** A form's button that no form took: the form is over, or its state is gone. */
async function answerFormButton(ctx: BotContext, { nonce }: Press<"form">): Promise<void> {
  const { form } = ctx.session;
  if (form?.nonce === nonce) return void (await show(ctx, expiredForm(ctx, form)));
  await toast(ctx, ctx.person.words.form.oldButton);
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (messageId !== undefined) await dropButtons(ctx, messageId);
}

/** A form was open and its state is gone: it idled for a month, or its steps changed with a new version. */
function expiredForm(ctx: BotContext, form: NonNullable<SessionData["form"]>): Screen {
  delete ctx.session.form;
  const { words } = ctx.person;
  const again = keep(ctx, { id: form.service }, form.page, form.answers ?? []);
  return {
    text: words.form.expired(),
    keyboard: [[again ?? serviceButton(words, form.service, form.page)]],
  };
}
