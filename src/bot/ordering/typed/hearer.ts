import type { BotContext } from "../../context.ts";

/**
 * Hears what was typed while no form is open: does what it asks for and answers true, or answers false and leaves it to
 * the next. What the text means is read by a pure reader of its own.
 */
export type Hearer = (ctx: BotContext, text: string) => Promise<boolean>;
