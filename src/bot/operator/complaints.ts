import type { Complaint } from "../../complaints/complaint.ts";
import type { Order } from "../../orders/state/order.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import {
  complaintScreen,
  complaintsScreen,
  peopleOfComplaint,
} from "../../screens/operator/complaints.ts";
import { textOnly, type Screen } from "../../screens/screen.ts";
import { personLink } from "../../words/person.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { say, send, show, showAt, toast, viewOf } from "../replying.ts";
import { operatorOf, unlessTrouble } from "./operator.ts";

const pageSize = 8;

export const operatorComplaintPresses = {
  complaints: onlyShows(showComplaints),
  complaint: showOrSettle,
} satisfies Partial<OperatorHandlers>;

/** /complaints */
export async function showComplaints(ctx: BotContext, { page }: { page: number }): Promise<void> {
  const found = await ctx.shop.complaints.page({ page, size: pageSize });
  const orders = await Promise.all(found.items.map((one) => orderOf(ctx, one)));
  const byId = new Map(orders.flatMap((order) => (order === null ? [] : [[order.id, order]])));
  const names = await ctx.shop.roster.namesOf(found.items.map(({ resellerId }) => resellerId));
  await show(ctx, complaintsScreen(found, byId, viewOf(ctx), names));
}

/** One of them; ✅ settles it. The first operator's press counts. */
async function showOrSettle(
  ctx: BotContext,
  { complaintId, done }: OperatorAct<"complaint">,
): Promise<void> {
  if (!done) return onlyShows(showComplaint)(ctx, complaintId);
  const say = ctx.person.words.complaints.operator;
  const operator = operatorOf(ctx);
  const outcome = await unlessTrouble(ctx, () => ctx.shop.complaints.done(complaintId, operator));
  if (outcome === undefined) return;
  if (outcome.kind === "gone") return void (await show(ctx, textOnly(say.gone)));
  // One's own press whose answer was lost is no news.
  if (outcome.kind === "before" && outcome.by.userId !== operator.userId)
    await toast(ctx, say.before(outcome.by.name), "window");
  await show(ctx, await screenOf(ctx, outcome.complaint));
}

async function showComplaint(ctx: BotContext, complaintId: string): Promise<void> {
  const complaint = await ctx.shop.complaints.read(complaintId);
  if (complaint === null) return toast(ctx, ctx.person.words.complaints.operator.gone, "window");
  await show(ctx, await screenOf(ctx, complaint));
}

/** A reply to the message that shows a complaint goes to its reseller. */
export async function answerComplaint(
  ctx: BotContext,
  complaintId: string,
  { text, wordId, shownIn }: { text: string; wordId: string; shownIn: number },
): Promise<void> {
  const texts = ctx.person.words.complaints.operator;
  const operator = operatorOf(ctx);
  const outcome = await unlessTrouble(ctx, () =>
    ctx.shop.complaints.answer(complaintId, { operator, text }, wordId),
  );
  if (outcome === undefined) return;
  const complaint = outcome === "gone" ? null : await ctx.shop.complaints.read(complaintId);
  if (complaint === null) return say(ctx, texts.gone);
  if (outcome === "full") return say(ctx, texts.full);
  await showAt(ctx, shownIn, await screenOf(ctx, complaint));
  const names = await ctx.shop.roster.namesOf([complaint.resellerId]);
  await send(ctx, textOnly(texts.answered(personLink(complaint.resellerId, names))));
}

async function screenOf(ctx: BotContext, complaint: Complaint): Promise<Screen> {
  const order = await orderOf(ctx, complaint);
  const names = await ctx.shop.roster.namesOf(peopleOfComplaint(complaint, order));
  return complaintScreen(complaint, order, viewOf(ctx), names);
}

async function orderOf(ctx: BotContext, { orderId }: Complaint): Promise<Order | null> {
  if (orderId === null) return null;
  return ctx.shop.desk.find(orderId, { userId: ctx.person.userId, operator: true });
}
