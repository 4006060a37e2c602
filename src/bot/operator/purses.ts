import { jakartaDay } from "../../jakarta.ts";
import { daysOf, monthOf } from "../../period.ts";
import { operator, type OperatorAct } from "../../screens/buttons/buttons.ts";
import { billScreen } from "../../screens/operator/bill.ts";
import { purseScreen, statementScreen, type PurseView } from "../../screens/purse.ts";
import { rich } from "../../words/html.ts";
import { oneLine } from "../../words/shorten.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { sendStatement } from "../purse.ts";
import { show, viewOf } from "../replying.ts";

/** A reseller's purse as operators see it. */
export const resellersPursePresses = {
  purse: onlyShows(showPurseOf),
  statement: onlyShows(showStatementOf),
  statementFile: (ctx, { userId }) => sendStatement(ctx, userId),
  bill: onlyShows(showBill),
} satisfies Partial<OperatorHandlers>;

const shownEntries = 5;

async function showPurseOf(ctx: BotContext, { userId, page }: OperatorAct<"purse">): Promise<void> {
  const { words } = ctx.person;
  const { purses, statements, roster } = ctx.shop;
  const [purse, latest, limit, name] = await Promise.all([
    purses.read(userId),
    statements.latest(userId, shownEntries),
    roster.limitOf(userId),
    roster.nameOf(userId),
  ]);
  const title = words.purse.titleOf(oneLine(name, 40));
  const text = words.purse.hand.hint(userId);
  await show(ctx, purseScreen(purse, { latest, limit }, title, viewing(ctx, userId, page), text));
}

async function showStatementOf(
  ctx: BotContext,
  { userId, page }: OperatorAct<"statement">,
): Promise<void> {
  const [found, name] = await Promise.all([
    ctx.shop.statements.day(userId, page),
    ctx.shop.roster.nameOf(userId),
  ]);
  const title = rich`<b>${ctx.person.words.purse.statement} ${oneLine(name, 40)}</b>`;
  await show(ctx, statementScreen(found, title, viewing(ctx, userId, 0)));
}

/** What a reseller has to pay for a month. */
async function showBill(ctx: BotContext, { userId, months }: OperatorAct<"bill">): Promise<void> {
  const view = viewOf(ctx);
  const period = daysOf({ kind: "month", month: monthOf(jakartaDay(view.nowMs)) - months });
  const [bill, name] = await Promise.all([
    ctx.shop.statements.period(userId, period),
    ctx.shop.roster.nameOf(userId),
  ]);
  await show(ctx, billScreen(bill, { userId, name, months, period }, view));
}

function viewing(ctx: BotContext, userId: number, page: number): PurseView {
  return {
    ...viewOf(ctx),
    statement: (page) => operator({ do: "statement", userId, page }),
    file: operator({ do: "statementFile", userId }),
    back: {
      label: ctx.person.words.menu.button.back,
      press: operator({ do: "reseller", userId, page }),
    },
  };
}
