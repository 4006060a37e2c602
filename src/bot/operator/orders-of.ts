import { operator, type OperatorAct } from "../../screens/buttons/buttons.ts";
import { rich } from "../../words/html.ts";
import { personLink } from "../../words/person.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { exportPeriod, showPeriod, type Shelf } from "../periods.ts";

/** Orders of one reseller, or of everybody, by day and month, and as a file. */
export const ordersOfPresses = {
  ordersOf: onlyShows(showOrdersOf),
  ordersFile: onlyShows(async (ctx, { who, ...wanted }: OperatorAct<"ordersFile">) =>
    exportPeriod(ctx, await shelfOf(ctx, who), wanted),
  ),
} satisfies Partial<OperatorHandlers>;

export async function showOrdersOf(
  ctx: BotContext,
  { who, ...wanted }: Omit<OperatorAct<"ordersOf">, "do">,
): Promise<void> {
  await showPeriod(ctx, await shelfOf(ctx, who), wanted);
}

/** How `who`'s orders are asked for; null: everybody's. */
export const listOf =
  (who: number | null): Shelf["list"] =>
  (wanted) =>
    operator({ do: "ordersOf", who, ...wanted });

async function shelfOf(
  { shop, person: { words } }: BotContext,
  who: number | null,
): Promise<Shelf> {
  const label = words.menu.button.back;
  const { everybody } = words.history;
  return {
    whose: who,
    forOperator: true,
    of: who === null ? rich`${everybody}` : personLink(who, await shop.roster.namesOf([who])),
    list: listOf(who),
    file: (period, format) => operator({ do: "ordersFile", who, period, format }),
    back: {
      label,
      press: operator(
        who === null ? { do: "orders", page: 0 } : { do: "reseller", userId: who, page: 0 },
      ),
    },
  };
}
