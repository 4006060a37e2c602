import { operator, type OperatorAct } from "../../screens/buttons/buttons.ts";
import { announcement, maxAnnouncement } from "../../screens/notices/shop.ts";
import type { BotContext } from "../context.ts";
import type { OperatorHandlers } from "../handlers.ts";
import { send, show, toast } from "../replying.ts";
import { unlessTrouble } from "./operator.ts";
import { textOnly } from "../../screens/screen.ts";

export const broadcastPresses = { broadcast: finishBroadcast } satisfies Partial<OperatorHandlers>;

/** /broadcast: shows the message as its readers will see it, and asks. */
export async function composeBroadcast(ctx: BotContext, text: string): Promise<void> {
  const { chatId, language, words } = ctx.person;
  const texts = words.admin.broadcast;
  if (text.trim() === "") return void (await send(ctx, textOnly(texts.usage)));
  if (text.length > maxAnnouncement)
    return void (await send(ctx, textOnly(texts.tooLong(maxAnnouncement))));
  const id = `message-${chatId}-${ctx.message?.message_id ?? 0}`;
  const what = { kind: "message", text } as const;
  const recipients = await unlessTrouble(ctx, async () => {
    await ctx.shop.admin.broadcasts.draft(id, what);
    return ctx.shop.roster.resellerIds();
  });
  if (recipients === undefined) return;
  await send(ctx, announcement(what, ctx.shop.shopName, language));
  const press = (send: boolean) => operator({ do: "broadcast", id, send });
  await send(ctx, {
    text: texts.preview(recipients.length),
    keyboard: [
      [{ label: texts.send(recipients.length), press: press(true), style: "success" }],
      [{ label: words.menu.button.cancel, press: press(false), style: "danger" }],
    ],
  });
}

/** The confirming tap. Any number of them send it once. */
async function finishBroadcast(
  ctx: BotContext,
  { id, send: sends }: OperatorAct<"broadcast">,
): Promise<void> {
  const { broadcasts } = ctx.shop.admin;
  const texts = ctx.person.words.admin.broadcast;
  if (!sends) {
    const dropped = await unlessTrouble(ctx, async () => {
      await broadcasts.dropDraft(id);
      return true;
    });
    if (dropped !== undefined) await show(ctx, textOnly(texts.dropped()));
    return;
  }
  const started = await unlessTrouble(ctx, async () => {
    const what = await broadcasts.readDraft(id);
    if (what === null) return "gone";
    const recipients = await ctx.shop.roster.resellerIds();
    const outcome = await broadcasts.start(id, what, ctx.person.userId, recipients);
    return outcome === "before" ? outcome : recipients.length;
  });
  if (started === undefined) return;
  if (started === "before") return toast(ctx, texts.before, "window");
  if (started === "gone") return void (await show(ctx, textOnly(texts.gone)));
  await show(ctx, textOnly(texts.started(started)));
}
