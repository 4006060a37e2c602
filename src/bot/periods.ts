import { InputFile } from "grammy";
import { dayAt, monthOf, daysOf, periodName, type Period } from "../period.ts";
import { mostOrders, type Whose } from "../orders/store/by-period.ts";
import type { Standing } from "../orders/state/tally.ts";
import type { Press } from "../screens/buttons/buttons.ts";
import type { FileFormat } from "../screens/buttons/period-parts.ts";
import { historyPageSize } from "../screens/orders/history.ts";
import { ordersFile, type Exported } from "../screens/orders/orders-file.ts";
import { periodScreen, periodText, type PeriodView } from "../screens/orders/period.ts";
import type { Button } from "../screens/screen.ts";
import { lines } from "../words/html.ts";
import { peopleIn } from "../words/reason.ts";
import type { BotContext } from "./context.ts";
import { makeFile } from "./files.ts";
import { show, viewOf } from "./replying.ts";

export interface WantedPeriod {
  period: Period;
  standing: Standing;
  page: number;
}

/** Whose orders are shown, and the presses that show them so again. */
export interface Shelf extends Pick<PeriodView, "of" | "list" | "back"> {
  whose: Whose;
  forOperator: boolean;
  file(period: Period, format: FileFormat | null): Press;
}

export async function showPeriod(ctx: BotContext, shelf: Shelf, wanted: WantedPeriod) {
  const { period, standing, page } = wanted;
  const found = await ctx.shop.ordersByPeriod.page(shelf.whose, period, {
    standing,
    page,
    size: historyPageSize,
  });
  const names = shelf.forOperator ? await ctx.shop.roster.namesOf(peopleIn(found.items)) : null;
  await show(
    ctx,
    periodScreen(found, {
      ...viewOf(ctx),
      ...shelf,
      period,
      standing,
      names,
      file: shelf.file(period, null),
    }),
  );
}

/** 📤: asks for a format, or sends the file. */
export async function exportPeriod(
  ctx: BotContext,
  shelf: Shelf,
  { period, format }: { period: Period; format: FileFormat | null },
): Promise<void> {
  const { words, language, chatId } = ctx.person;
  const say = words.history.file;
  const title = periodText(period, language);
  if (format === null) {
    const choice = (one: FileFormat): Button => ({
      label: say[one],
      press: shelf.file(period, one),
    });
    const back = {
      label: words.menu.button.back,
      press: shelf.list({ period, standing: "all", page: 0 }),
    };
    await show(ctx, { text: say.ask(title), keyboard: [[choice("csv"), choice("xlsx")], [back]] });
    return;
  }
  ctx.onlyShows = false;
  const { userId } = ctx.person;
  await makeFile(ctx, { userId, chatId, words }, async () => {
    const { file, count } = await ordersFile(exported(ctx, shelf, period), {
      format,
      language,
      forOperator: shelf.forOperator,
    });
    const whose = shelf.forOperator && shelf.whose !== null ? `-${shelf.whose}` : "";
    const name = `${say.name}${whose}-${periodName(period)}.${format}`;
    const cut = count < mostOrders ? null : say.cut(mostOrders);
    await ctx.api.sendDocument(chatId, new InputFile(file, name), {
      caption: lines(say.caption(title, count), cut).html,
      parse_mode: "HTML",
    });
  });
}

async function* exported(
  ctx: BotContext,
  { whose, forOperator }: Shelf,
  period: Period,
): AsyncGenerator<Exported> {
  for await (const orders of ctx.shop.ordersByPeriod.all(whose, period)) {
    const people = orders.map(({ resellerId }) => resellerId);
    yield { orders, names: forOperator ? await ctx.shop.roster.namesOf(people) : null };
  }
}

/** 📅 and 🗓: today and this month, for the lists that are of no period. */
export function periodRow(ctx: BotContext, { list }: Pick<Shelf, "list">): Button[] {
  const { button } = ctx.person.words.history;
  const today = dayAt(viewOf(ctx).nowMs);
  const month: Period = { kind: "month", month: monthOf(daysOf(today).fromDay) };
  const to = (period: Period) => list({ period, standing: "all", page: 0 });
  return [
    { label: button.today, press: to(today) },
    { label: button.month, press: to(month) },
  ];
}
