import { decidedScreen } from "../../screens/notices/shop.ts";
import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import type { BotContext } from "../context.ts";
import type { OperatorHandlers } from "../handlers.ts";
import { show, toast } from "../replying.ts";
import { operatorOf, unlessTrouble } from "./operator.ts";
import { textOnly } from "../../screens/screen.ts";

export const requestPresses = { decide: decideRequest } satisfies Partial<OperatorHandlers>;

/** ✅ or ❌ below a request for access. The first operator's press counts, in whichever process. */
async function decideRequest(
  ctx: BotContext,
  { userId, accept }: OperatorAct<"decide">,
): Promise<void> {
  const { words } = ctx.person;
  const operator = operatorOf(ctx);
  const outcome = await unlessTrouble(ctx, () =>
    ctx.shop.requests.decide(userId, operator, accept),
  );
  if (outcome === undefined) return;
  if (outcome.kind === "gone") {
    await toast(ctx, words.admin.request.gone);
    return void (await show(ctx, textOnly(words.admin.request.gone)));
  }
  // One's own decision whose answer was lost is no news.
  if (outcome.before && outcome.by.userId !== operator.userId)
    await toast(ctx, words.admin.request.before(outcome.by.name), "window");
  const { name, accepted, by } = outcome;
  await show(ctx, decidedScreen({ userId, name, accepted, by: by.name }, words));
}
