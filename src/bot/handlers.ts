import type { OperatorAct, Press } from "../screens/buttons/buttons.ts";
import type { BotContext } from "./context.ts";

/**
 * What a form that is open does at a press: it stays as it is, it is left, or it hears the press as an answer; what no
 * form took is handled all the same.
 */
type OpenForm = "stays" | "left" | "hears";

/** One row a button of `screens/buttons/buttons.ts`, each in a table beside the code that handles it; `presses.ts` joins them. */
export type PressHandlers = {
  [To in Press["to"]]: {
    form: OpenForm;
    handle(ctx: BotContext, press: Press<To>): Promise<void>;
  };
};

/**
 * For a press that only shows how things stand: heard twice it shows them twice, so no mark of it is written. What is
 * changed all the same (a form left, a new message) is seen where it is done.
 */
export function onlyShows<P>(
  handle: (ctx: BotContext, press: P) => Promise<void>,
): (ctx: BotContext, press: P) => Promise<void> {
  return (ctx, press) => {
    ctx.onlyShows = true;
    return handle(ctx, press);
  };
}

/** The same for operators' buttons, which leave an open form as it is. */
export type OperatorHandlers = {
  [Do in OperatorAct["do"]]: (ctx: BotContext, act: OperatorAct<Do>) => Promise<void>;
};
