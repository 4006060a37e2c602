import { Composer } from "grammy";
import type { OperatorAct } from "../../screens/buttons.ts";
import type { BotContext } from "../context.ts";
import type { BotDependencies } from "../dependencies.ts";
import { finishBroadcast } from "./broadcast.ts";
import { showOpenOrders } from "./open-orders.ts";
import { decideRequest } from "./requests.ts";
import { chooseLimit, enrol, setLimit, showReseller, showResellers } from "./resellers.ts";
import { attach, neverPlaced, showReview, showReviews } from "./review.ts";
import { showStatistics } from "./statistics.ts";

/** Operators' buttons. They leave an open form as it is. */
export function adminPresses(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on("callback_query", async (ctx, next) => {
    const { press, role } = ctx.person;
    if (press?.to !== "operator" || role !== "operator") return next();
    return act(ctx, deps, press.act);
  });
  return composer;
}

function act(ctx: BotContext, deps: BotDependencies, press: OperatorAct): Promise<void> {
  switch (press.do) {
    case "decide":
      return decideRequest(ctx, deps, press.userId, press.accept);
    case "resellers":
      return showResellers(ctx, deps, press.page);
    case "reseller":
      return showReseller(ctx, deps, press.userId, press.page);
    case "enrol":
      return enrol(ctx, deps, press);
    case "limits":
      return chooseLimit(ctx, deps, press.userId, press.page);
    case "limit":
      return setLimit(ctx, deps, press);
    case "orders":
      return showOpenOrders(ctx, deps, press.page);
    case "stats":
      return showStatistics(ctx, deps, press.days);
    case "broadcast":
      return finishBroadcast(ctx, deps, press.id, press.send);
    case "reviews":
      return showReviews(ctx, deps, press.page);
    case "review":
      return showReview(ctx, deps, press.orderId);
    case "attach":
      return attach(ctx, deps, press);
    case "never":
      return neverPlaced(ctx, deps, press.orderId, press.sure);
  }
}
