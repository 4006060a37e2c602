import { maxReason } from "../../screens/notices/shop.ts";
import { fewLines } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import { idOf } from "../intake/same-update.ts";
import { send } from "../replying.ts";
import { unlessTrouble } from "./operator.ts";
import { textOnly } from "../../screens/screen.ts";

/** /pause: at once, without a confirming tap, because it is for when something is wrong. A reason is told to resellers. */
export async function pauseShop(ctx: BotContext, text: string): Promise<void> {
  const reason = fewLines(text, maxReason, 10);
  const told = await pause(ctx, reason);
  if (typeof told === "number")
    await send(ctx, textOnly(ctx.person.words.admin.pause.paused(reason, told)));
}

/** Without a reason. Whether it is done. */
export async function pauseByButton(ctx: BotContext): Promise<boolean> {
  return (await pause(ctx, "")) !== undefined;
}

/** How many are told; `over`: it was, and the operator has opened the shop again since. */
function pause(ctx: BotContext, reason: string): Promise<number | "over" | undefined> {
  return unlessTrouble(ctx, async () => {
    const kind = await ctx.shop.pausing.pause(reason, ctx.person.userId, idOf(ctx, "act"));
    if (kind === "over") return kind;
    return reason === "" ? 0 : tellResellers(ctx, reason);
  });
}

/** /resume: orders are taken again, and sending goes on if the shop's account had been refused. */
export async function resumeShop(ctx: BotContext): Promise<void> {
  const ended = await resume(ctx);
  if (ended === undefined || ended.pause === "over") return;
  const { pause: texts } = ctx.person.words.admin;
  await send(ctx, textOnly(ended.pause === null ? texts.notPaused() : texts.resumed()));
}

/** Whether it is done. */
export async function resumeByButton(ctx: BotContext): Promise<boolean> {
  return (await resume(ctx)) !== undefined;
}

/** The pause that ended; null: there was none; `over`: the operator has closed the shop again since. */
function resume(ctx: BotContext) {
  return unlessTrouble(ctx, async () => {
    const recipients = await ctx.shop.roster.resellerIds();
    const pause = await ctx.shop.pausing.resume(ctx.person.userId, recipients, idOf(ctx, "act"));
    if (pause !== "over") ctx.shop.admin.resumeSending();
    return { pause };
  });
}

/** Once, however often the command is handled. Answers how many. */
async function tellResellers(ctx: BotContext, reason: string): Promise<number> {
  const recipients = await ctx.shop.roster.resellerIds();
  await ctx.shop.admin.broadcasts.start(
    `paused-${idOf(ctx, "paused")}`,
    { kind: "paused", reason },
    ctx.person.userId,
    recipients,
  );
  return recipients.length;
}
