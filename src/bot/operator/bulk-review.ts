import { peopleIn } from "../../words/reason.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import { bulkDoneScreen, sureBulkScreen } from "../../screens/operator/review.ts";
import type { BotContext } from "../context.ts";
import { idOf } from "../intake/same-update.ts";
import type { OperatorHandlers } from "../handlers.ts";
import { show, toast, viewOf } from "../replying.ts";
import { unlessTrouble } from "./operator.ts";
import { showReviews } from "./review.ts";

export const bulkReviewPresses = {
  bulk: ask,
  neverAll,
} satisfies Partial<OperatorHandlers>;

/** All that are in review for one reason: one question about them, which names the orders it is about. */
async function ask(ctx: BotContext, { why }: OperatorAct<"bulk">): Promise<void> {
  const orders = await ctx.shop.admin.bulkReview.askable(why);
  if (orders.length === 0) return listInstead(ctx, ctx.person.words.admin.review.bulk.none);
  const question = idOf(ctx, `bulk ${why}`, 12);
  // A button holds no list of orders. It must be these and no others, so they are kept until the next question.
  const shown = orders.map(({ id, version }) => ({ id, version }));
  ctx.session.bulk = { question, why, shown };
  const names = await ctx.shop.roster.namesOf(peopleIn(orders));
  await show(ctx, sureBulkScreen({ why, question, orders }, viewOf(ctx), names));
}

/** The one tap. A second one finds them decided. */
async function neverAll(ctx: BotContext, { question }: OperatorAct<"neverAll">): Promise<void> {
  const { bulk } = ctx.session;
  if (bulk?.question !== question) return listInstead(ctx, ctx.person.words.admin.review.bulk.gone);
  const { language, userId } = ctx.person;
  const outcome = await unlessTrouble(ctx, () =>
    ctx.shop.admin.bulkReview.neverPlaced(bulk.why, bulk.shown, userId),
  );
  if (outcome !== undefined) await show(ctx, bulkDoneScreen(outcome, language));
}

async function listInstead(ctx: BotContext, why: string): Promise<void> {
  await toast(ctx, why, "window");
  await showReviews(ctx, { page: 0 });
}
