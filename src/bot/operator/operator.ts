import type { Named } from "../../people/requests.ts";
import type { BotContext } from "../context.ts";
import { personName } from "../people/names.ts";
import { unlessRejected } from "../replying.ts";

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
  const { tryAgain } = ctx.person.words.trouble;
  return unlessRejected(ctx, act, { of: "an operator's act", says: tryAgain });
}
