import { jakartaDay } from "../../jakarta.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import { costChangesScreen } from "../../screens/operator/cost-changes.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { show, viewOf } from "../replying.ts";

export const costPresses = {
  costChanges: onlyShows(showCostChanges),
} satisfies Partial<OperatorHandlers>;

async function showCostChanges(
  ctx: BotContext,
  { page }: OperatorAct<"costChanges">,
): Promise<void> {
  const view = viewOf(ctx);
  const changes = await ctx.shop.admin.costChanges.of(jakartaDay(view.nowMs));
  await show(ctx, costChangesScreen(changes, page, view));
}
