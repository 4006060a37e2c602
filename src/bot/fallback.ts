import type { BotContext } from "./context.ts";
import { isContent } from "./conversations/hear.ts";
import { send } from "./telling.ts";

/** The last handler: what nobody claimed is answered too, with the way on. */
export async function answerTheRest(ctx: BotContext): Promise<void> {
  const { form } = ctx.session;
  if (ctx.message === undefined || !isContent(ctx.message)) return;
  const { words } = ctx.person;
  if (form !== undefined) {
    // A form was open and its state is gone: it idled for a month, or its steps changed with a new version.
    delete ctx.session.form;
    await send(ctx, {
      text: words.form.expired(),
      keyboard: [[{ label: words.menu.button.order, press: { to: "service", service: form.service, page: form.page } }]],
    });
    return;
  }
  await send(ctx, {
    text: words.trouble.notUnderstood(),
    keyboard: [[{ label: words.menu.button.order, press: { to: "shop" } }]],
  });
}
