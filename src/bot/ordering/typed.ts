import { visible } from "./answer.ts";
import type { BotContext } from "../context.ts";

/**
 * Hears what was typed while no form is open: does what it asks for and answers true, or answers false and leaves it to
 * the next. What the text means is read by a pure reader of its own.
 */
export type Hearer = (ctx: BotContext, text: string) => Promise<boolean>;

/** Text a person may have meant, at most: a batch of 20 lines and more. */
const maxTyped = 2_000;

/** One after the other, the narrowest first; what none of them hears is not understood. */
const hearers: readonly Hearer[] = [];

export async function hearTyped(ctx: BotContext): Promise<boolean> {
  const text = visible(ctx.message?.text ?? "").slice(0, maxTyped);
  // A command that does not exist is not what somebody searches for.
  if (text === "" || text.startsWith("/")) return false;
  for (const hear of hearers) if (await hear(ctx, text)) return true;
  return false;
}
