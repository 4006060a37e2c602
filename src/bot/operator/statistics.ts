import { decisions } from "../../orders/state/decided.ts";
import type { OpenState } from "../../orders/store/open-orders.ts";
import type { Profit, ServiceSums, Sums, TimedService } from "../../orders/store/statistics.ts";
import { operator } from "../../screens/buttons/buttons.ts";
import type { Words } from "../../words/dictionary.ts";
import { lines, paragraphs, type Html } from "../../words/html.ts";
import { decimal, grouped, rupiah } from "../../words/money.ts";
import { personLink, type Names } from "../../words/person.ts";
import { oneLine } from "../../words/shorten.ts";
import { durationText, timeText } from "../../words/times.ts";
import type { BotContext } from "../context.ts";
import { onlyShows, type OperatorHandlers } from "../handlers.ts";
import { show, viewOf } from "../replying.ts";

const shownServices = 5;

export const statisticsPresses = {
  stats: onlyShows(showStatistics),
} satisfies Partial<OperatorHandlers>;

/** /stats: today, or the last 30 days. Orders count on the day they were confirmed. */
export async function showStatistics(ctx: BotContext, { days }: { days: 1 | 30 }): Promise<void> {
  const { words } = ctx.person;
  const texts = words.admin.stats;
  const [sums, open, hung, complaints, balance] = await Promise.all([
    ctx.shop.admin.statistics.of(days, ctx.shop.clock.wallMs(), shownServices),
    ctx.shop.admin.openOrders.counts(),
    ctx.shop.admin.hungOrders.count(),
    ctx.shop.complaints.countOpen(),
    ctx.shop.admin.balance.newest(),
  ]);
  const names = await ctx.shop.roster.namesOf(
    sums.profit?.resellers.map(({ resellerId }) => resellerId) ?? [],
  );
  const nameOf = (code: string) =>
    oneLine(ctx.shop.catalogue.snapshot()?.serviceByCode("game", code)?.name ?? code, 40);
  const button = (label: string, value: 1 | 30) => ({
    label: value === days ? `✔️ ${label}` : label,
    press: operator({ do: "stats", days: value }),
  });
  await show(ctx, {
    text: paragraphs(
      texts.title(days),
      figures(sums, words),
      profit(sums.profit, names, words),
      decided(sums, words),
      slowest(sums.slowest, nameOf, words),
      failing(sums.failing, nameOf, words),
      lines(
        now(open, words),
        hung === 0 ? null : words.operator.start.hung(hung),
        complaints === 0 ? null : words.recap.complaints(complaints),
        balance && texts.balance(rupiah(balance.rupiah), timeText(balance.endedMs, viewOf(ctx))),
      ),
    ),
    keyboard: [[button(texts.today, 1), button(texts.month, 30)]],
  });
}

function figures(sums: Sums, words: Words): Html {
  const texts = words.admin.stats;
  const judged = sums.succeeded + sums.failed;
  const unfinished = Math.max(0, sums.confirmed - judged - sums.withdrawn);
  return lines(
    texts.confirmed(sums.confirmed),
    texts.succeeded(sums.succeeded, rupiah(sums.rupiah)),
    texts.failed(sums.failed),
    texts.withdrawn(sums.withdrawn),
    texts.open(unfinished),
    judged === 0 ? null : texts.share(`${decimal((100 * sums.succeeded) / judged, words.locale)}%`),
    sums.halfWithinMs === null ? null : texts.halfWithin(durationText(sums.halfWithinMs, words)),
  );
}

/** What was earned, and with what and whom most. */
function profit(profit: Profit | null, names: Names, words: Words): Html | null {
  if (profit === null) return null;
  const texts = words.prices.profit;
  return paragraphs(
    texts.all(rupiah(profit.rupiah)),
    lines(
      texts.categories,
      ...profit.categories.map(({ name, rupiah: earned }) =>
        texts.of(oneLine(name, 40), rupiah(earned)),
      ),
    ),
    lines(
      texts.resellers,
      ...profit.resellers.map(({ resellerId, rupiah: earned }) =>
        texts.of(personLink(resellerId, names), rupiah(earned)),
      ),
    ),
  );
}

/** How orders were decided that the supplier never answered. */
function decided(sums: Sums, words: Words): Html | null {
  const texts = words.admin.stats;
  const entries = decisions
    .filter((decision) => sums.decided[decision] > 0)
    .map((decision) => `${texts.decisions[decision]}: ${grouped(sums.decided[decision])}`);
  return entries.length === 0 ? null : lines(texts.decided, ...entries);
}

function slowest(
  slow: readonly TimedService[],
  nameOf: (code: string) => string,
  words: Words,
): Html | null {
  if (slow.length === 0) return null;
  const entries = slow.map(({ code, meanMs }) => `${nameOf(code)}: ${durationText(meanMs, words)}`);
  return lines(words.admin.stats.slowest, ...entries);
}

function failing(
  bad: readonly ServiceSums[],
  nameOf: (code: string) => string,
  words: Words,
): Html | null {
  const texts = words.admin.stats;
  if (bad.length === 0) return null;
  const entries = bad.map(({ code, failed, succeeded }) =>
    texts.failingLine(nameOf(code), failed, failed + succeeded),
  );
  return lines(texts.failing, ...entries);
}

/** What is open at this moment, whenever it was confirmed. */
function now(open: Record<OpenState, number>, words: Words): string | null {
  const texts = words.admin.stats;
  const states = (["review", "unknown", "confirmed", "sending", "placed"] as const)
    .filter((name) => open[name] > 0)
    .map((name) => `${grouped(open[name])} ${texts.states[name]}`);
  return states.length === 0 ? null : texts.now(states.join(", "));
}
