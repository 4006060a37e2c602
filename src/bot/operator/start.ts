import type { OperatorAct } from "../../screens/buttons/buttons.ts";
import {
  commandsScreen,
  mostCounted,
  operatorStartScreen,
  surePausingScreen,
  type Desk,
} from "../../screens/operator/start.ts";
import { repeatRows } from "../../screens/start.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { readBought } from "../ordering/card/bought.ts";
import { show } from "../replying.ts";
import { showBooks } from "./books.ts";
import { pauseByButton, resumeByButton } from "./pausing.ts";

export const operatorMenuPresses = {
  books: onlyShows(showBooks),
  commands: onlyShows(showCommands),
  pausing: switchShop,
} satisfies Partial<OperatorHandlers>;

/** The operators' first screen, with how much waits for them now. */
export async function showOperatorStart(ctx: BotContext): Promise<void> {
  const { words } = ctx.person;
  const [desk, bought] = await Promise.all([
    deskOf(ctx),
    ctx.callbackQuery === undefined ? readBought(ctx) : (ctx.session.bought ?? []),
  ]);
  await show(ctx, operatorStartScreen(words, ctx.shop.shopName, desk, repeatRows(bought, words)));
}

async function deskOf({ shop }: BotContext): Promise<Desk> {
  const [counts, hung, complaints, deposits, pause] = await Promise.all([
    shop.admin.openOrders.counts(),
    shop.admin.hungOrders.count(),
    shop.complaints.countOpen(),
    shop.deposits?.desk.count(mostCounted) ?? null,
    shop.pausing.current(),
  ]);
  const open = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { open, toDecide: counts.review, hung, complaints, deposits, pause };
}

async function showCommands(ctx: BotContext): Promise<void> {
  await show(ctx, commandsScreen(ctx.person.words));
}

/** A button may be met by accident, so it asks; what is typed (/pause) does not. */
async function switchShop(ctx: BotContext, { to, sure }: OperatorAct<"pausing">): Promise<void> {
  if (!sure) return void (await show(ctx, surePausingScreen(ctx.person.words, to)));
  const isDone = to === "pause" ? await pauseByButton(ctx) : await resumeByButton(ctx);
  if (isDone) await showOperatorStart(ctx);
}
