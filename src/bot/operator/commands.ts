import { Composer } from "grammy";
import type { BotContext } from "../context.ts";
import { composeBroadcast } from "./broadcast.ts";
import { operatorCommands } from "../../screens/operator/commands.ts";
import { showBooks } from "./books.ts";
import { showComplaints } from "./complaints.ts";
import { assignByCommand, payByCommand, showDeposits } from "./deposits.ts";
import { correctByCommand, transferByCommand } from "./hand.ts";
import { ordersByCommand } from "./open-orders.ts";
import { noteByCommand } from "./notes.ts";
import { pauseShop, resumeShop } from "./pausing.ts";
import { pricesByCommand } from "./prices.ts";
import { searchResellers, setLimitByCommand } from "./resellers.ts";
import { reviewByCommand } from "./review.ts";
import { showStatistics } from "./statistics.ts";

type Handler = (ctx: BotContext, text: string) => Promise<void>;

/** One for each command that stands in the operators' command menu, and no other. */
const handlers: Record<(typeof operatorCommands)[number], Handler> = {
  orders: ordersByCommand,
  review: reviewByCommand,
  complaints: (ctx) => showComplaints(ctx, { page: 0 }),
  resellers: searchResellers,
  limit: (ctx, text) => setLimitByCommand(ctx, "day", text),
  credit: (ctx, text) => setLimitByCommand(ctx, "credit", text),
  note: noteByCommand,
  correct: correctByCommand,
  transfer: transferByCommand,
  deposits: showDeposits,
  paid: payByCommand,
  assign: assignByCommand,
  prices: pricesByCommand,
  stats: (ctx) => showStatistics(ctx, { days: 1 }),
  books: showBooks,
  pause: pauseShop,
  resume: resumeShop,
  broadcast: composeBroadcast,
};

/**
 * Operators' commands, as they type them themselves. Of anybody else's, forwarded or chosen from another bot's results
 * too, they fall through, as a command that does not exist does.
 */
export function operatorsCommands(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const operators = composer.filter(
    ({ person, message }) =>
      person.role === "operator" &&
      message?.forward_origin === undefined &&
      message?.via_bot === undefined,
  );
  for (const command of operatorCommands)
    operators.command(command, (ctx) => handlers[command](ctx, ctx.match));
  operators.on("message:photo", async (ctx, next) => {
    const [, text] = /^\/broadcast(?:@\w+)?(?:\s+([^]*))?$/.exec(ctx.message.caption ?? "") ?? [];
    const isOne = ctx.message.caption?.startsWith("/broadcast") === true;
    if (!isOne) return next();
    await composeBroadcast(ctx, text ?? "", ctx.message.photo.at(-1)?.file_id);
  });
  return composer;
}
