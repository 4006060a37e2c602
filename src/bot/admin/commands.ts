import { Composer } from "grammy";
import type { BotContext } from "../context.ts";
import type { BotDependencies } from "../dependencies.ts";
import { composeBroadcast } from "./broadcast.ts";
import { showOpenOrders } from "./open-orders.ts";
import { pauseShop, resumeShop } from "./pausing.ts";
import { searchResellers, setLimitByCommand } from "./resellers.ts";
import { reviewByCommand } from "./review.ts";
import { showStatistics } from "./statistics.ts";

/** Operators' commands. Of anybody else's they fall through, as a command that does not exist does. */
export function adminCommands(deps: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const operators = composer.filter((ctx) => ctx.person.role === "operator");
  operators.command("resellers", (ctx) => searchResellers(ctx, deps, ctx.match));
  operators.command("limit", (ctx) => setLimitByCommand(ctx, deps, ctx.match));
  operators.command("orders", (ctx) => showOpenOrders(ctx, deps, 0));
  operators.command("review", (ctx) => reviewByCommand(ctx, deps, ctx.match));
  operators.command("stats", (ctx) => showStatistics(ctx, deps, 1));
  operators.command("pause", (ctx) => pauseShop(ctx, deps, ctx.match));
  operators.command("resume", (ctx) => resumeShop(ctx, deps));
  operators.command("broadcast", (ctx) => composeBroadcast(ctx, deps, ctx.match));
  return composer;
}
