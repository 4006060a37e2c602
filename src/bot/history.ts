import type { Press } from "../screens/buttons/buttons.ts";
import { historyButton } from "../screens/buttons/menu-buttons.ts";
import { historyPageSize, historyScreen } from "../screens/orders/history.ts";
import { textOnly } from "../screens/screen.ts";
import type { BotContext } from "./context.ts";
import { onlyShows, type PressHandlers } from "./handlers.ts";
import { showOrdersOf } from "./operator/orders-of.ts";
import { status } from "./ordering/card/cards.ts";
import { readPeriod } from "./ordering/typed/period.ts";
import { exportPeriod, periodRow, showPeriod, type Shelf } from "./periods.ts";
import { show, viewOf } from "./replying.ts";

/** What a person ordered themselves: all of it, by day and month, and as a file. */
export const historyPresses = {
  history: { form: "stays", handle: onlyShows(showHistory) },
  historyOf: {
    form: "stays",
    handle: onlyShows((ctx, wanted: Press<"historyOf">) => showPeriod(ctx, own(ctx), wanted)),
  },
  historyFile: {
    form: "stays",
    handle: onlyShows((ctx, wanted: Press<"historyFile">) => exportPeriod(ctx, own(ctx), wanted)),
  },
} satisfies Partial<PressHandlers>;

async function showHistory(ctx: BotContext, { page }: { page: number }): Promise<void> {
  const { userId } = ctx.person;
  const found = await ctx.shop.desk.history(userId, { page, size: historyPageSize });
  await show(ctx, historyScreen(found, periodRow(ctx, own(ctx)), viewOf(ctx)));
}

/** /history: all of it, a day, or what is found by a number or a ref. */
export async function historyByCommand(ctx: BotContext, text: string): Promise<void> {
  if (text.trim() === "") return showHistory(ctx, { page: 0 });
  const period = readPeriod(text, viewOf(ctx).nowMs);
  if (period === null) return status(ctx, text);
  await showPeriod(ctx, own(ctx), { period, standing: "all", page: 0 });
}

/** `LAP`, `R.23/11`: one's own day; operators', everybody's. */
export async function showRecap(ctx: BotContext, day: string): Promise<void> {
  const { words, role } = ctx.person;
  const period = readPeriod(day, viewOf(ctx).nowMs);
  if (period === null) return void (await show(ctx, textOnly(words.history.notADay())));
  const wanted = { period, standing: "all", page: 0 } as const;
  await (role === "operator"
    ? showOrdersOf(ctx, { who: null, ...wanted })
    : showPeriod(ctx, own(ctx), wanted));
}

function own({ person: { userId, words } }: BotContext): Shelf {
  return {
    whose: userId,
    forOperator: false,
    of: null,
    list: (wanted) => ({ to: "historyOf", ...wanted }),
    file: (period, format) => ({ to: "historyFile", period, format }),
    back: { ...historyButton(words), label: words.menu.button.back },
  };
}
