import type { Named } from "../../people/requests.ts";
import { rich } from "../../words/html.ts";
import type { BotContext } from "../context.ts";
import type { BotDependencies } from "../dependencies.ts";
import { personName } from "../people/names.ts";
import { logged, send, toast } from "../replying.ts";

/** The operator who pressed or typed, as others will read of them. */
export function operatorOf(ctx: BotContext): Named {
  const { userId } = ctx.person;
  return { userId, name: ctx.from === undefined ? String(userId) : personName(ctx.from) };
}

/** Something of an operator's that can be repeated: when its outcome is not known, they are asked to. */
export async function unlessTrouble<T>(
  ctx: BotContext,
  deps: BotDependencies,
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    deps.log.error({ error: logged(error) }, "the outcome of an operator's act is not known");
    const { tryAgain } = ctx.person.words.trouble;
    if (ctx.callbackQuery === undefined) await send(ctx, { text: rich`${tryAgain}`, keyboard: [] });
    else await toast(ctx, tryAgain, "window");
    return undefined;
  }
}
