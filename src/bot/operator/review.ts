import { readOrderId } from "../../orders/state/order-id.ts";
import { refSchema, type OrderId, type Ref } from "../../orders/state/order.ts";
import type { ReviewCase, ReviewOutcome } from "../../orders/reconciling/review-desk.ts";
import { card } from "../../screens/orders/card.ts";
import { orderNumber } from "../../words/order-number.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import { shortName } from "../../screens/buttons/short-name.ts";
import { peopleIn } from "../../words/reason.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { viewOf, say, show, toast } from "../replying.ts";
import { unlessTrouble } from "./operator.ts";
import {
  reviewScreen,
  reviewsScreen,
  sureAttachScreen,
  sureNeverScreen,
} from "../../screens/operator/review.ts";

const pageSize = 10;

export const reviewPresses = {
  reviews: onlyShows(showReviews),
  review: onlyShows(showReview),
  attach,
  never: neverPlaced,
} satisfies Partial<OperatorHandlers>;

/** `/review`: the list; with an order's number that order; with a ref_id behind it, attaching that one. */
export async function reviewByCommand(ctx: BotContext, text: string): Promise<void> {
  const [number = "", ref] = text.trim().split(/\s+/);
  if (number === "") return showReviews(ctx, { page: 0 });
  const orderId = readOrderId(number);
  const wanted = ref === undefined ? null : (refSchema.safeParse(ref).data ?? null);
  if (orderId === null) return notThere(ctx);
  if (wanted === null) return showReview(ctx, { orderId });
  ctx.session.proposedRef = wanted;
  await attach(ctx, { do: "attach", orderId, candidate: shortName(wanted), sure: false });
}

export async function showReviews(ctx: BotContext, { page }: { page: number }): Promise<void> {
  const { openOrders, bulkReview } = ctx.shop.admin;
  const found = await openOrders.inState("review", { page, size: pageSize });
  const [names, alike] = await Promise.all([
    ctx.shop.roster.namesOf(peopleIn(found.items)),
    bulkReview.counts(),
  ]);
  await show(ctx, reviewsScreen(found, alike, viewOf(ctx), names));
}

/** An order with its timeline and what could be its transaction; one that is decided as it stands. */
async function showReview(ctx: BotContext, { orderId }: { orderId: OrderId }): Promise<void> {
  const open = await ctx.shop.admin.reviews.open(orderId);
  if (open === null) return notThere(ctx);
  const names = await ctx.shop.roster.namesOf(peopleIn([open.order]));
  if (open.order.state.name === "review") {
    const balance = await ctx.shop.admin.balance.says(open.order);
    return void (await show(ctx, reviewScreen({ ...open, balance }, viewOf(ctx), names)));
  }
  const shown = await ctx.shop.admin.reviews.asShown(open.order);
  await show(ctx, card(shown, { ...viewOf(ctx), viewer: "operator", names }));
}

/** This transaction is the order's: asks, then does. */
async function attach(
  ctx: BotContext,
  { orderId, candidate, sure }: OperatorAct<"attach">,
): Promise<void> {
  const open = await ctx.shop.admin.reviews.open(orderId);
  if (open === null) return notThere(ctx);
  const ref = refOf(ctx, open, candidate);
  if (open.order.state.name !== "review") return alreadyDecided(ctx, orderId);
  if (ref === null) return showReview(ctx, { orderId });
  const { language, userId } = ctx.person;
  if (!sure) return void (await show(ctx, sureAttachScreen(open.order, ref, language)));
  await conclude(ctx, orderId, () => ctx.shop.admin.reviews.attach(orderId, ref, userId));
}

/** The upstream never placed it: asks, then does. */
async function neverPlaced(
  ctx: BotContext,
  { orderId, sure }: OperatorAct<"never">,
): Promise<void> {
  const open = await ctx.shop.admin.reviews.open(orderId);
  if (open === null) return notThere(ctx);
  if (open.order.state.name !== "review") return alreadyDecided(ctx, orderId);
  const { language, userId } = ctx.person;
  if (!sure) return void (await show(ctx, sureNeverScreen(open.order, language)));
  await conclude(ctx, orderId, () => ctx.shop.admin.reviews.neverPlaced(orderId, userId));
}

async function conclude(
  ctx: BotContext,
  orderId: OrderId,
  decide: () => Promise<ReviewOutcome>,
): Promise<void> {
  const texts = ctx.person.words.admin.review;
  const outcome = await unlessTrouble(ctx, decide);
  switch (outcome?.kind) {
    case undefined:
      return;
    case "decided":
      delete ctx.session.proposedRef;
      await toast(ctx, texts.decided);
      return showReview(ctx, { orderId });
    case "already-decided":
      return alreadyDecided(ctx, orderId);
    case "ref-taken":
      await toast(ctx, texts.refTaken(orderNumber(outcome.by)), "window");
      return showReview(ctx, { orderId });
    case "ref-unfit":
      await toast(ctx, texts.refUnfit, "window");
      return showReview(ctx, { orderId });
    case "unreachable":
      return toast(ctx, texts.unreachable, "window");
    case "not-found":
      return notThere(ctx);
  }
}

async function alreadyDecided(ctx: BotContext, orderId: OrderId): Promise<void> {
  await toast(ctx, ctx.person.words.admin.review.decidedBefore, "window");
  await showReview(ctx, { orderId });
}

/** A button names one of the candidates, or what the operator typed last. */
function refOf(ctx: BotContext, { candidates }: ReviewCase, candidate: string): Ref | null {
  const typed = ctx.session.proposedRef;
  const refs = [...candidates.map(({ ref }) => ref), ...(typed === undefined ? [] : [typed])];
  const found = refs.find((ref) => shortName(ref) === candidate);
  return found === undefined ? null : refSchema.parse(found);
}

async function notThere(ctx: BotContext): Promise<void> {
  await say(ctx, ctx.person.words.admin.review.notThere);
}
