import { visible } from "./form/answer.ts";
import { hearReport } from "../complaints.ts";
import { hearSearch } from "./searching.ts";
import type { Hearer } from "./typed/hearer.ts";
import type { BotContext } from "../context.ts";
import type { Press } from "../../screens/buttons/buttons.ts";
import type { PressHandlers } from "../handlers.ts";
import { toast } from "../replying.ts";
import { hearCorrection } from "./card/correcting.ts";
import { hearWords } from "./counter-words.ts";
import { hearNominal, hearNumber } from "./number-first.ts";
import { hearSavedName } from "./saved/saving.ts";
import { hearReceiptAnswer } from "../receipts.ts";
import { hearOrderLines } from "./order-lines.ts";

export const typedPresses = {
  typed: { form: "left", handle: pressTyped },
} satisfies Partial<PressHandlers>;

/** One after the other, the narrowest first; what none of them hears is not understood. */
const hearers: readonly Hearer[] = [
  hearSavedName,
  hearReceiptAnswer,
  hearCorrection,
  hearOrderLines,
  hearNominal,
  hearNumber,
  hearWords,
  hearReport,
  hearSearch,
];

export async function hearTyped(ctx: BotContext): Promise<boolean> {
  const { text, contact } = ctx.message ?? {};
  return hear(ctx, visible(text ?? contact?.phone_number ?? ""));
}

/** A button that types for its person: what it says is heard as if they had. */
async function pressTyped(ctx: BotContext, { text }: Press<"typed">): Promise<void> {
  if (!(await hear(ctx, text))) await toast(ctx, ctx.person.words.trouble.unknownButton);
}

async function hear(ctx: BotContext, text: string): Promise<boolean> {
  // A command that does not exist is not what somebody searches for.
  if (text === "" || text.startsWith("/")) return false;
  for (const hear of hearers) if (await hear(ctx, text)) return true;
  return false;
}
