import type { Announcement } from "../../shop/broadcasts.ts";
import { maxReason } from "../../screens/shop-notices.ts";
import { fewLines } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import type { BotDependencies } from "../dependencies.ts";
import { send } from "../replying.ts";
import { unlessTrouble } from "./operator.ts";

/** /pause: at once, without a confirming tap, because it is for when something is wrong. A reason is told to resellers. */
export async function pauseShop(
  ctx: BotContext,
  deps: BotDependencies,
  text: string,
): Promise<void> {
  const reason = fewLines(text, maxReason, 10);
  const told = await unlessTrouble(ctx, deps, async () => {
    await deps.pausing.pause(reason, ctx.person.userId);
    return reason === "" ? 0 : tellResellers(ctx, deps, { kind: "paused", reason });
  });
  if (told !== undefined)
    await send(ctx, { text: ctx.person.words.admin.pause.paused(reason, told), keyboard: [] });
}

/** /resume: orders are taken again, and sending goes on if the shop's account had been refused. */
export async function resumeShop(ctx: BotContext, deps: BotDependencies): Promise<void> {
  const ended = await unlessTrouble(ctx, deps, async () => {
    const pause = await deps.pausing.resume();
    deps.admin.resumeSending();
    // Who was told that it closed is told that it opens.
    if (pause !== null && pause.reason !== "") await tellResellers(ctx, deps, { kind: "resumed" });
    return { pause };
  });
  if (ended === undefined) return;
  const { pause: say } = ctx.person.words.admin;
  await send(ctx, { text: ended.pause === null ? say.notPaused() : say.resumed(), keyboard: [] });
}

/** Named after the command's own message, so that a command handled twice is told once. */
async function tellResellers(
  ctx: BotContext,
  deps: BotDependencies,
  what: Announcement,
): Promise<number> {
  const { userId, chatId } = ctx.person;
  const recipients = await deps.roster.resellerIds();
  await deps.admin.broadcasts.start(
    `${what.kind}-${chatId}-${ctx.message?.message_id ?? 0}`,
    what,
    userId,
    recipients,
  );
  return recipients.length;
}
