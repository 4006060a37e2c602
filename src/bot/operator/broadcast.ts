import { levels, type Level } from "../../prices/markup.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import { announcement, maxAnnouncement, maxCaption } from "../../screens/notices/shop.ts";
import {
  broadcastQuestion,
  missedScreen,
  type Question,
} from "../../screens/operator/broadcast.ts";
import { textOnly } from "../../screens/screen.ts";
import type { Announcement } from "../../shop/broadcasts.ts";
import { visibleLength } from "../../words/html.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { send, show, toast } from "../replying.ts";
import { unlessTrouble } from "./operator.ts";

export const broadcastPresses = {
  broadcast: finishBroadcast,
  audience: chooseAudience,
  missed: onlyShows(showMissed),
} satisfies Partial<OperatorHandlers>;

/** /broadcast, also below a picture: shows the message as its readers will see it, and asks. */
export async function composeBroadcast(
  ctx: BotContext,
  text: string,
  photo?: string,
): Promise<void> {
  const { chatId, language, words } = ctx.person;
  const texts = words.admin.broadcast;
  if (text.trim() === "" && photo === undefined)
    return void (await send(ctx, textOnly(texts.usage)));
  if (text.length > maxAnnouncement)
    return void (await send(ctx, textOnly(texts.tooLong(maxAnnouncement))));
  const what = { kind: "message", text, ...(photo !== undefined && { photo }) } as const;
  const preview = announcement(what, ctx.shop.shopName, language);
  if (photo !== undefined && visibleLength(preview.text) > maxCaption)
    return void (await send(ctx, textOnly(words.operator.broadcast.tooLongBelow(maxCaption))));
  const id = `message-${chatId}-${ctx.message?.message_id ?? 0}`;
  const question = await unlessTrouble(ctx, async () => {
    await ctx.shop.admin.broadcasts.draft(id, what);
    return questionOf(ctx, id, null);
  });
  if (question === undefined) return;
  await send(ctx, preview);
  await send(ctx, broadcastQuestion(question, words));
}

/** To whom it goes stands with the draft: what ✅ sends is what was asked about. */
async function chooseAudience(
  ctx: BotContext,
  { id, level }: OperatorAct<"audience">,
): Promise<void> {
  const { broadcasts } = ctx.shop.admin;
  const question = await unlessTrouble(ctx, async () => {
    const draft = await broadcasts.readDraft(id);
    if (draft?.kind !== "message") return "gone";
    const { level: _before, ...what } = draft;
    await broadcasts.draft(id, { ...what, ...(level !== null && { level }) });
    return questionOf(ctx, id, level);
  });
  if (question === undefined) return;
  const { words } = ctx.person;
  if (question === "gone") return void (await show(ctx, textOnly(words.admin.broadcast.gone)));
  await show(ctx, broadcastQuestion(question, words));
}

async function questionOf(
  { shop }: BotContext,
  id: string,
  level: Level | null,
): Promise<Question> {
  const [resellers, levelOf, { names }] = await Promise.all([
    shop.roster.resellerIds(),
    shop.prices.levels(),
    shop.prices.rules(),
  ]);
  const counts = new Map<Level | null, number>([[null, resellers.length]]);
  for (const one of levels) {
    const count = resellers.filter((userId) => levelOf.get(userId) === one).length;
    if (count > 0 || one === level) counts.set(one, count);
  }
  return { id, level, counts, names };
}

async function recipientsOf({ shop }: BotContext, what: Announcement): Promise<number[]> {
  const level = what.kind === "message" ? what.level : undefined;
  const resellers = await shop.roster.resellerIds();
  if (level === undefined) return resellers;
  const levelOf = await shop.prices.levels();
  return resellers.filter((userId) => levelOf.get(userId) === level);
}

/** The confirming tap. Any number of them send it once. */
async function finishBroadcast(
  ctx: BotContext,
  { id, send: sends }: OperatorAct<"broadcast">,
): Promise<void> {
  const { broadcasts } = ctx.shop.admin;
  const texts = ctx.person.words.admin.broadcast;
  if (!sends) {
    const dropped = await unlessTrouble(ctx, () => broadcasts.dropDraft(id));
    if (dropped === "dropped") await show(ctx, textOnly(texts.dropped()));
    if (dropped === "before") await toast(ctx, texts.before, "window");
    return;
  }
  const started = await unlessTrouble(ctx, async () => {
    const what = await broadcasts.readDraft(id);
    if (what === null) return "gone";
    const recipients = await recipientsOf(ctx, what);
    const outcome = await broadcasts.start(id, what, ctx.person.userId, recipients);
    return outcome === "before" ? outcome : recipients.length;
  });
  if (started === undefined) return;
  if (started === "before") return toast(ctx, texts.before, "window");
  if (started === "gone") return void (await show(ctx, textOnly(texts.gone)));
  await show(ctx, textOnly(texts.started(started)));
}

/** In a message of its own the first time: the report stays. */
async function showMissed(ctx: BotContext, { id, page }: OperatorAct<"missed">): Promise<void> {
  const missed = await ctx.shop.admin.broadcasts.missed(id);
  const names = await ctx.shop.roster.namesOf(missed.map(({ userId }) => userId));
  await show(ctx, missedScreen({ id, missed, page }, names, ctx.person.language));
}
