import type { Bells } from "../bell.ts";
import type { Deposited } from "../books/deposited.ts";
import type { Purses } from "../books/purses.ts";
import type { Clock } from "../clock.ts";
import type { Complaints } from "../complaints/complaints.ts";
import { jakartaDay } from "../jakarta.ts";
import type { Log } from "../log.ts";
import type { OrderDesk } from "../orders/placing/desk.ts";
import type { Notice } from "../orders/state/notice.ts";
import { countOf } from "../orders/state/tally.ts";
import type { OrdersByPeriod } from "../orders/store/by-period.ts";
import type { OpenOrders } from "../orders/store/open-orders.ts";
import type { Access } from "../people/access.ts";
import type { DueRecap, Recap, Recaps } from "../people/recaps.ts";
import type { Receipts } from "../people/receipts.ts";
import type { QuietHours } from "../people/quiet.ts";
import type { Roster } from "../people/roster.ts";
import { timesOf } from "../period.ts";
import type { Term } from "../redis/lease.ts";
import { resellerDay } from "./reseller-day.ts";
import { shopDay } from "./shop-day.ts";

/** Tells everybody in the evening what came of their day; what a night without a bot left out, once in the morning. */
export interface RecapWatch {
  run(term: Pick<Term, "signal">): Promise<void>;
}

export interface RecapWatchDependencies {
  recaps: Pick<Recaps, "due" | "tell">;
  quiet: Pick<QuietHours, "untilMs">;
  access: Pick<Access, "operators">;
  roster: Pick<Roster, "resellerIds" | "namesOf">;
  ordersByPeriod: Pick<OrdersByPeriod, "all">;
  desk: Pick<OrderDesk, "openOf">;
  openOrders: Pick<OpenOrders, "counts">;
  purses: Pick<Purses, "read">;
  receipts: Pick<Receipts, "look" | "priceOf">;
  complaints: Pick<Complaints, "countOpen">;
  deposited: Deposited;
  bells: Pick<Bells, "owed">;
  clock: Clock;
  log: Log;
}

const lookMs = 30_000;
const peopleAtOnce = 200;
const toldAtOnce = 20;
/** Shown of categories, services and people who owe. */
const mostShown = 5;

export function createRecapWatch(deps: RecapWatchDependencies): RecapWatch {
  const { recaps, access, roster, ordersByPeriod, bells, clock, log } = deps;

  async function look(signal: AbortSignal): Promise<void> {
    const operators = access.operators();
    const resellers = (await roster.resellerIds()).filter((id) => !operators.includes(id));
    const ofShop = new Map<number, Promise<Notice | null>>();
    for (const due of await dueOf(operators)) {
      if (signal.aborted) return;
      // Counted once for all of them.
      const notice = ofShop.get(due.day) ?? shopRecap(due.day, resellers);
      ofShop.set(due.day, notice);
      await tell([{ ...due, notice: await notice }]);
    }
    const due = await dueOf(resellers);
    for (let first = 0; first < due.length; first += toldAtOnce) {
      if (signal.aborted) return;
      const some = due.slice(first, first + toldAtOnce);
      await tell(await Promise.all(some.map(recap)));
    }
  }

  async function dueOf(people: readonly number[]): Promise<DueRecap[]> {
    const due: DueRecap[] = [];
    for (let first = 0; first < people.length; first += peopleAtOnce)
      due.push(...(await recaps.due(people.slice(first, first + peopleAtOnce), clock.wallMs())));
    // In quiet hours it waits; after a night it is told in the morning.
    const quiet = await Promise.all(
      due.map(({ userId }) => deps.quiet.untilMs(userId, clock.wallMs())),
    );
    return due.filter((_one, place) => quiet[place] === null);
  }

  async function tell(some: readonly Recap[]): Promise<void> {
    const outcomes = await recaps.tell(some);
    if (some.some(({ notice }, place) => notice !== null && outcomes[place] === "told"))
      bells.owed.ring();
  }

  const recap = async (due: DueRecap): Promise<Recap> => ({ ...due, notice: await ofDay(due) });

  /** null: they ordered nothing that day. */
  async function ofDay({ userId, day }: DueRecap): Promise<Notice | null> {
    const { tally, sold } = await resellerDay(
      ordersByPeriod.all(userId, { kind: "day", day }),
      await deps.receipts.look(userId),
      (product) => deps.receipts.priceOf(userId, product),
    );
    if (countOf(tally, "all") === 0) return null;
    const openNow = (await deps.desk.openOf(userId)).length;
    return { kind: "recap", id: `recap:${day}`, ...moment(day), tally, openNow, sold };
  }

  /** null: nobody ordered, and nothing came in. */
  async function shopRecap(day: number, resellers: readonly number[]): Promise<Notice | null> {
    const period = { kind: "day", day } as const;
    const { fromMs, toMs } = timesOf(period);
    const [figures, deposits, counts, owing, complaints] = await Promise.all([
      shopDay(ordersByPeriod.all(null, period), mostShown),
      deps.deposited.between(fromMs, toMs),
      deps.openOrders.counts(),
      owed(resellers),
      deps.complaints.countOpen(),
    ]);
    if (countOf(figures.tally, "all") === 0 && deposits.count === 0) return null;
    const { review, ...others } = counts;
    const openNow = Object.values(others).reduce((sum, count) => sum + count, review);
    return {
      kind: "shop-recap",
      id: `shop-recap:${day}`,
      ...moment(day),
      ...figures,
      deposits,
      owing,
      openNow,
      reviews: review,
      complaints,
    };
  }

  /** Who owes the shop, most first. */
  async function owed(resellers: readonly number[]) {
    const debts: { userId: number; rupiah: number }[] = [];
    for (let first = 0; first < resellers.length; first += peopleAtOnce) {
      const some = resellers.slice(first, first + peopleAtOnce);
      const purses = await Promise.all(some.map((userId) => deps.purses.read(userId)));
      for (const [place, { balanceRupiah }] of purses.entries())
        if (balanceRupiah < 0) debts.push({ userId: some[place] ?? 0, rupiah: -balanceRupiah });
    }
    const most = debts.toSorted((a, b) => b.rupiah - a.rupiah).slice(0, mostShown);
    const names = await roster.namesOf(most.map(({ userId }) => userId));
    return {
      count: debts.length,
      rupiah: debts.reduce((sum, { rupiah }) => sum + rupiah, 0),
      most: most.map((debt) => ({ ...debt, name: names.get(debt.userId) ?? "" })),
    };
  }

  /** Until when the day was counted; null: to its end. */
  function moment(day: number) {
    const nowMs = clock.wallMs();
    return { day, untilMs: jakartaDay(nowMs) === day ? nowMs : null };
  }

  return {
    async run({ signal }) {
      while (!signal.aborted) {
        try {
          await look(signal);
        } catch (error) {
          log.warn({ err: error }, "no recap for now");
        }
        await clock.sleep(lookMs, signal);
      }
    },
  };
}
