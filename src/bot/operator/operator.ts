import type { Named } from "../../people/requests.ts";
import type { BotContext } from "../context.ts";
import { personName } from "../people/names.ts";
import { say } from "../replying.ts";

/** The operator who pressed or typed, as others will read of them. */
export function operatorOf(ctx: BotContext): Named {
  const { userId } = ctx.person;
  return { userId, name: ctx.from === undefined ? String(userId) : personName(ctx.from) };
}

/** Something of an operator's that can be repeated: when its outcome is not known, they are asked to. */
export async function unlessTrouble<T>(
  ctx: BotContext,
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    ctx.shop.log.error({ err: error }, "the outcome of an operator's act is not known");
    await say(ctx, ctx.person.words.trouble.tryAgain);
    return undefined;
  }
}
