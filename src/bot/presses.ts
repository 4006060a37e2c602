import type { NextFunction } from "grammy";
import type { OperatorAct, Press } from "../screens/buttons/buttons.ts";
import type { BotContext } from "./context.ts";
import { complaintPresses } from "./complaints.ts";
import { formPresses } from "./fallback.ts";
import { depositPresses } from "./deposits.ts";
import type { OperatorHandlers, PressHandlers } from "./handlers.ts";
import { historyPresses } from "./history.ts";
import { menuPresses } from "./menu.ts";
import { broadcastPresses } from "./operator/broadcast.ts";
import { resellersDepositPresses } from "./operator/deposits.ts";
import { operatorComplaintPresses } from "./operator/complaints.ts";
import { handPresses } from "./operator/hand.ts";
import { operatorMenuPresses } from "./operator/start.ts";
import { openOrdersPresses } from "./operator/open-orders.ts";
import { ordersOfPresses } from "./operator/orders-of.ts";
import { resellersPursePresses } from "./operator/purses.ts";
import { requestPresses } from "./operator/requests.ts";
import { resellerPresses } from "./operator/resellers.ts";
import { costPresses } from "./operator/cost-changes.ts";
import { pricePresses } from "./operator/prices.ts";
import { bulkReviewPresses } from "./operator/bulk-review.ts";
import { reviewPresses } from "./operator/review.ts";
import { statisticsPresses } from "./operator/statistics.ts";
import { againPresses } from "./ordering/card/again.ts";
import { batchPresses } from "./ordering/batch/batch.ts";
import { browsingPresses } from "./ordering/browsing.ts";
import { cardPresses } from "./ordering/card/cards.ts";
import { discardingPresses } from "./ordering/card/discarding.ts";
import { enteringPresses, leaveForm } from "./ordering/entering.ts";
import { favouritePresses } from "./ordering/favourites.ts";
import { numberPresses } from "./ordering/number-first.ts";
import { savingPresses } from "./ordering/saved/saving.ts";
import { watchPresses } from "./ordering/watching.ts";
import { typedPresses } from "./ordering/typed.ts";
import { searchPresses } from "./ordering/searching.ts";
import { orderLinePresses } from "./ordering/order-lines.ts";
import { receiptPresses } from "./receipts.ts";
import { ownDataPresses } from "./people/own-data.ts";
import { quietPresses } from "./people/quiet.ts";
import { pursePresses } from "./purse.ts";
import { recapPresses } from "./recap.ts";
import { toast } from "./replying.ts";

const operatorHandlers: OperatorHandlers = {
  ...broadcastPresses,
  ...operatorMenuPresses,
  ...openOrdersPresses,
  ...ordersOfPresses,
  ...requestPresses,
  ...resellerPresses,
  ...resellersPursePresses,
  ...handPresses,
  ...resellersDepositPresses,
  ...reviewPresses,
  ...bulkReviewPresses,
  ...pricePresses,
  ...costPresses,
  ...operatorComplaintPresses,
  ...statisticsPresses,
};

/** A button without a row does not compile. */
const handlers: PressHandlers = {
  ...menuPresses,
  ...historyPresses,
  ...recapPresses,
  ...pursePresses,
  ...receiptPresses,
  ...depositPresses,
  ...browsingPresses,
  ...enteringPresses,
  ...numberPresses,
  ...searchPresses,
  ...formPresses,
  ...cardPresses,
  ...watchPresses,
  ...quietPresses,
  ...ownDataPresses,
  ...typedPresses,
  ...favouritePresses,
  ...againPresses,
  ...discardingPresses,
  ...savingPresses,
  ...complaintPresses,
  ...batchPresses,
  ...orderLinePresses,
  operator: {
    form: "stays",
    async handle(ctx, { act }) {
      if (ctx.person.role === "operator") await handleAct(ctx, act);
      else await toast(ctx, ctx.person.words.trouble.unknownButton);
    },
  },
};

/** Before the form, which would take every press for an answer. */
export async function pressesBeforeForm(ctx: BotContext, next: NextFunction): Promise<void> {
  if (ctx.callbackQuery === undefined) return next();
  const { press, words } = ctx.person;
  if (press === null) return toast(ctx, words.trouble.unknownButton);
  const { form } = handlers[press.to];
  if (form === "stays") return handle(ctx, press);
  if (form === "left") await leaveForm(ctx);
  await next();
}

/** After the form: what leaves it, may open another, or was not heard by any. */
export async function pressesAfterForm(ctx: BotContext, next: NextFunction): Promise<void> {
  const { press } = ctx.person;
  return press === null ? next() : handle(ctx, press);
}

function handle<To extends Press["to"]>(ctx: BotContext, press: Press<To>): Promise<void> {
  return handlers[press.to].handle(ctx, press);
}

function handleAct<Do extends OperatorAct["do"]>(
  ctx: BotContext,
  act: OperatorAct<Do>,
): Promise<void> {
  return operatorHandlers[act.do](ctx, act);
}
