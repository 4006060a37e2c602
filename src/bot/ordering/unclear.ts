import type { OrderDesk } from "../../orders/placing/desk.ts";
import type { BotContext } from "../context.ts";
import { unlessRejected } from "../replying.ts";

/**
 * What came of a press; undefined: that is not known, which was said. A desk that rejects does not say "no": the press may
 * have counted, and pressing again is safe.
 */
export async function unlessUnclear<T extends object | true>(
  ctx: BotContext,
  act: () => Promise<T>,
): Promise<T | undefined> {
  const { confirmUnclear } = ctx.person.words.trouble;
  return unlessRejected(ctx, act, { of: "a press", says: confirmUnclear });
}

/** Does something at the desk for this person and tells them what came of it. */
export async function decide<Outcome extends object>(
  ctx: BotContext,
  act: (desk: OrderDesk, who: { userId: number; chatId: number }) => Promise<Outcome>,
  tell: (outcome: Outcome) => Promise<void>,
): Promise<void> {
  const { userId, chatId } = ctx.person;
  const outcome = await unlessUnclear(ctx, () => act(ctx.shop.desk, { userId, chatId }));
  if (outcome !== undefined) await tell(outcome);
}
