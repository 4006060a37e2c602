import type { Bells } from "../../bell.ts";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { BalanceAnswer } from "../../osimesa/answers.ts";
import type { Term } from "../../redis/lease.ts";
import type { CrewMember } from "../../redis/shift.ts";
import type { Notice } from "../state/notice.ts";
import { refOf, type Order } from "../state/order.ts";
import type { OrderReader } from "../store/reader.ts";
import { awaitsReading, balanceSays, bracketOf, type BalanceSays } from "./balance-says.ts";
import type { Reading } from "./reading.ts";
import { nextReckoned, reckon, type Reckoning } from "./reckoning.ts";
import type { Span } from "./spending.ts";
import type { BalanceStore } from "./store.ts";

/**
 * The account's balance, where the upstream says it: read by the lease holder at the start of its term and hourly, oftener
 * while somebody waits for it. Where there is no such call nothing is said of it, to nobody.
 */
export interface Balance extends CrewMember {
  run(term: Pick<Term, "signal" | "nowMs">): Promise<void>;
  /** Of this process's term; null: not known, or too long ago to say what it is now. */
  latestRupiah(): number | null;
  /** As last read by any process; null: no balance is said. May reject. */
  newest(): Promise<Pick<Reading, "rupiah" | "endedMs"> | null>;
  /** Of an order of which nobody knows whether it was placed. In doubt, or without Redis, "nothing"; never rejects. */
  says(order: Order): Promise<BalanceSays>;
}

export interface BalanceDependencies {
  store: BalanceStore;
  orders: Pick<OrderReader, "inState">;
  ask(signal: AbortSignal): Promise<BalanceAnswer>;
  operators: () => readonly number[];
  bells: Pick<Bells, "balance" | "owed" | "shop">;
  clock: Clock;
  log: Log;
  settings: {
    unknownGraceMs: number;
    /** Below it the balance is looked at oftener, so that it is soon seen that it rose; null: never low. */
    lowBalanceRupiah: number | null;
  };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const lookMs = minuteMs;
const usuallyEveryMs = hourMs;
const lowEveryMs = 5 * minuteMs;
/** After trouble on the way. */
const againMs = 10 * minuteMs;
/** A balance this old is no reason to wake anybody. */
const staleMs = 3 * hourMs;
/** Orders that wait for evidence, and that are looked through for it. */
const waitingLooked = 50;
const ordersBesideOne = 2_000;
const ordersOfADay = 20_000;

export function createBalance(deps: BalanceDependencies): Balance {
  const { store, clock, log, settings } = deps;
  let latest: { rupiah: number; atMs: number } | null = null;

  /** How long there is nothing to ask again for, whoever waits. */
  async function read(signal: AbortSignal): Promise<number> {
    const look = await store.look();
    const answer = await deps.ask(signal);
    if (signal.aborted || answer.kind === "trouble") return againMs;
    if (answer.kind === "none") {
      // It was said of late: then this is trouble of today, and no proof that there is no such call.
      if ((await store.newest()) === null) await store.noteMissing();
      return usuallyEveryMs;
    }
    const reading = await store.keep(look, answer.rupiah);
    if (reading === null) return 0;
    latest = { rupiah: reading.rupiah, atMs: clock.monotonicMs() };
    deps.bells.shop.ring();
    return 0;
  }

  /** An order without a reading after it could be charged has none that says whether it was. */
  async function isWanted(newest: Reading, nowMs: number): Promise<boolean> {
    const waiting = [
      ...(await deps.orders.inState("unknown", waitingLooked)),
      ...(await deps.orders.inState("review", waitingLooked)),
    ];
    return waiting.some(({ sentAtMs }) => {
      const fromMs = (sentAtMs ?? Infinity) + settings.unknownGraceMs;
      return fromMs <= nowMs && newest.begunMs < fromMs;
    });
  }

  async function isDue(newest: Reading | null, nowMs: number): Promise<boolean> {
    if (newest === null) return !(await store.isMissing());
    const agoMs = nowMs - newest.begunMs;
    // Redis's clock may have gone back.
    if (agoMs < 0 || agoMs >= usuallyEveryMs) return true;
    // A term begins, and not only because its lease comes and goes.
    if (latest === null && agoMs >= minuteMs) return true;
    const { lowBalanceRupiah } = settings;
    if (lowBalanceRupiah !== null && newest.rupiah < lowBalanceRupiah && agoMs >= lowEveryMs)
      return true;
    return isWanted(newest, nowMs);
  }

  /** Days that are over, one after another. */
  async function reckonDays(term: Pick<Term, "signal">, nowMs: number): Promise<void> {
    const from = await store.reckoned();
    if (from === null || term.signal.aborted) return;
    const to = nextReckoned(from, await store.readings(), nowMs);
    if (to === null) return;
    const orders = await store.ordersSince(from, ordersOfADay);
    if (orders === null) log.info("too many orders to reckon the balance of a day");
    const found = orders && reckon({ before: from, after: to }, orders, settings.unknownGraceMs);
    const notice = found && reckoningNotice({ before: from, after: to }, found);
    const notices = notice ? deps.operators().map((chatId) => ({ chatId, notice })) : [];
    if ((await store.reckon(from, to, notices)) && notice) deps.bells.owed.ring();
  }

  async function says(order: Order): Promise<BalanceSays> {
    const { unknownGraceMs: graceMs } = settings;
    // That it was charged is known.
    if (refOf(order) !== null) return "nothing";
    const readings = await store.readings();
    const bracket = bracketOf(order, readings, graceMs);
    if (bracket === null) {
      if (!awaitsReading(order, readings, graceMs, await store.nowMs())) return "nothing";
      deps.bells.balance.ring();
      return "not-yet";
    }
    if (await store.isShared()) return "nothing";
    const orders = await store.ordersSince(bracket.before, ordersBesideOne);
    if (orders === null) return "nothing";
    const others = orders.filter(({ id }) => id !== order.id);
    return balanceSays(order, bracket, others, graceMs);
  }

  return {
    async run(term) {
      latest = null;
      let notBeforeMs = -Infinity;
      while (!term.signal.aborted) {
        try {
          const newest = await store.newest();
          if (clock.monotonicMs() >= notBeforeMs && (await isDue(newest, term.nowMs())))
            notBeforeMs = (await read(term.signal)) + clock.monotonicMs();
          await reckonDays(term, term.nowMs());
        } catch (error) {
          // Redis is away, most likely: others say so.
          if (!term.signal.aborted) log.debug({ err: error }, "the balance is not read for now");
        }
        await deps.bells.balance.wait(lookMs, term.signal);
      }
      latest = null;
    },

    latestRupiah: () =>
      latest !== null && clock.monotonicMs() - latest.atMs < staleMs ? latest.rupiah : null,

    newest: store.newest,

    says: (order) => says(order).catch((): BalanceSays => "nothing"),
  };
}

/** null: the balance is what it should be. */
function reckoningNotice({ before, after }: Span, found: Reckoning): Notice | null {
  const { explained, ...sums } = found;
  if (sums.differenceRupiah === 0 || explained) return null;
  return {
    kind: "reckoning",
    id: `reckoning:${after.endedMs}`,
    fromMs: before.endedMs,
    toMs: after.endedMs,
    beforeRupiah: before.rupiah,
    nowRupiah: after.rupiah,
    ...sums,
  };
}
