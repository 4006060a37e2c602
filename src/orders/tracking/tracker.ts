import type { Clock } from "../../clock.ts";
import { reason } from "../../reason.ts";
import type { AccountPage } from "./account-page.ts";
import type { Order, OrderId, Ref } from "../state/order.ts";
import type { Upstream } from "../upstream.ts";
import type { OrderStore } from "../store/store.ts";
import type { Rounds } from "../rounds.ts";
import type { Term } from "../../redis/lease.ts";
import type { Undecided, UndecidedOrders } from "../reconciling/undecided.ts";
import type { OrderWriter } from "../store/writer.ts";
import type { Vanished } from "./vanished.ts";

/** The one reader of the account: a page serves up to 15 orders for one request; older ones are asked by ref. */
export interface Tracker {
  /** Reads what is due and moves the orders it belongs to. Answers when to look again, in ms. */
  tick(term: Term): Promise<number>;
  /** Whether a page of this term is recent enough to send on: nothing is sent before one was read. */
  hasFreshPage(term: Term): boolean;
}

export interface TrackerDependencies {
  store: OrderStore;
  upstream: Upstream;
  writer: OrderWriter;
  page: AccountPage;
  undecided: Undecided;
  vanished: Vanished;
  rounds: Rounds;
  clock: Clock;
  operators: () => readonly number[];
  /** The fastest pace. */
  pollIntervalMs: number;
  onPage(): void;
  /** Somebody waits for a page though no order is open. */
  pageWanted(): boolean;
}

const slowestPaceMs = 60_000;
/** An order waited on for a minute is asked every 2 s, one of half an hour every minute. */
const paceShare = 30;
const maxPlaced = 10_000;
/** Queries by ref in one tick; while more are due the next tick comes at the fastest pace. */
const lookupsPerTick = 5;
/** A ref that so many queries in a row do not find has vanished. */
const missesUntilVanished = 3;
const notFinalAfterMs = 72 * 3_600_000;
/** Longer than any record of an answer takes: what nobody claimed by then is somebody else's. */
const unclaimedMs = 120_000;
const strictMs = 24 * 3_600_000;

/** What is known of a placed order between ticks; losing it costs a request, never an order. */
interface Watch {
  askedAtMs: number;
  misses: number;
}

type Placed = readonly { id: OrderId; confirmedAtMs: number }[];

export function createTracker(deps: TrackerDependencies): Tracker {
  const { store, upstream, writer, page, undecided, vanished, clock } = deps;
  const watches = new Map<OrderId, Watch>();
  let lastPage: { epoch: number; begunMs: number } | null = null;
  /** How the latest question for the page was answered. */
  let account: "silent" | "empty" | "listed" = "silent";
  let watchedInEpoch = 0;

  const paceOf = (ageMs: number) =>
    Math.min(slowestPaceMs, Math.max(deps.pollIntervalMs, ageMs / paceShare));

  const hasFreshPage = (term: Term) =>
    lastPage !== null &&
    lastPage.epoch === term.epoch &&
    clock.monotonicMs() - lastPage.begunMs < slowestPaceMs;

  async function tick(term: Term): Promise<number> {
    const [open, placed] = await Promise.all([undecided.read(), store.placedIds(maxPlaced)]);
    const youngestMs = youngestOf(open, placed);
    // What was missed while another led may have been shown to it in between.
    if (watchedInEpoch !== term.epoch) watches.clear();
    watchedInEpoch = term.epoch;
    const steps = createSteps();
    await steps.try(() => undecided.adopt(open, term));
    const wanted = lastPage?.epoch !== term.epoch || (deps.pageWanted() && !hasFreshPage(term));
    if (youngestMs === null && !wanted && !(await store.watching())) {
      steps.end();
      return slowestPaceMs;
    }

    const orderWaits = youngestMs !== null || deps.pageWanted();
    const seen = (await steps.try(() => readPage(term, { orderWaits }))) ?? new Set<OrderId>();
    await steps.try(() =>
      store.sweep({ waitMs: unclaimedMs, strictMs, operators: deps.operators() }),
    );
    await steps.try(async () => undecided.judge(open, term, await page.rule()));
    const moreDue = await steps.try(() => lookUpOld(term, placed, seen));
    await steps.try(() => vanished.look(term));
    forgetFinished(placed);
    steps.end();
    if (moreDue === true || (wanted && !hasFreshPage(term))) return deps.pollIntervalMs;
    return youngestMs === null ? slowestPaceMs : paceOf(term.nowMs() - youngestMs);
  }

  async function readPage(
    term: Term,
    { orderWaits }: { orderWaits: boolean },
  ): Promise<Set<OrderId>> {
    const begun = { epoch: term.epoch, begunMs: clock.monotonicMs() };
    // Read, not estimated: it is compared with when orders were sent, to the millisecond.
    const begunAtMs = await store.nowMs();
    account = "silent";
    const answer = await upstream.page(term.signal);
    if (answer.kind === "page") account = answer.transactions.length > 0 ? "listed" : "empty";
    const seen = await page.take(answer, begunAtMs, term);
    if (answer.kind === "page") {
      lastPage = begun;
      deps.onPage();
    } else if (orderWaits) deps.rounds.failed(answer.why);
    return seen;
  }

  /** Those the page no longer shows, oldest-asked first, each at the pace of its age. Answers whether more are due. */
  async function lookUpOld(
    term: Term,
    placed: Placed,
    seen: ReadonlySet<OrderId>,
  ): Promise<boolean> {
    const nowMs = clock.monotonicMs();
    for (const id of seen) watches.set(id, { askedAtMs: nowMs, misses: 0 });
    const due = placed
      .map((one) => ({ ...one, watch: watches.get(one.id) ?? { askedAtMs: -Infinity, misses: 0 } }))
      .filter(
        (one) =>
          !seen.has(one.id) &&
          nowMs - one.watch.askedAtMs >= paceOf(term.nowMs() - one.confirmedAtMs),
      )
      .toSorted((left, right) => left.watch.askedAtMs - right.watch.askedAtMs);
    // Those that should have been final long ago, also where a quiet account's page still shows them.
    const old = placed.filter((one) => seen.has(one.id) && isOld(term, one));
    await deps.rounds.each(old, ({ id }) => giveUpOn(id), {
      name: ({ id }) => id,
      signal: term.signal,
    });
    const look = async ({ id, watch }: (typeof due)[number]) => {
      // Also where the look fails: it has had its turn.
      watches.set(id, { ...watch, askedAtMs: nowMs });
      const order = await store.read(id);
      if (order?.state.name === "placed") await lookUp(term, order, order.state.ref, watch);
    };
    await deps.rounds.each(due.slice(0, lookupsPerTick), look, {
      name: ({ id }) => id,
      signal: term.signal,
    });
    return due.length > lookupsPerTick;
  }

  const isOld = (term: Term, { confirmedAtMs }: { confirmedAtMs: number }) =>
    term.nowMs() - confirmedAtMs >= notFinalAfterMs;

  async function lookUp(term: Term, order: Order, ref: Ref, watch: Watch): Promise<void> {
    const answer = await upstream.transaction(ref, term.signal);
    const found = (await page.takeOne(ref, answer, term)).has(order.id);
    // Only a readable answer without the transaction speaks of it; trouble speaks of the upstream. So does a refusal
    // while the account's page is refused too.
    const readable =
      answer.kind === "page"
        ? answer.malformed === 0
        : answer.cause === "refused" && account !== "silent";
    const missed = !found && readable;
    const misses = missed ? watch.misses + 1 : found ? 0 : watch.misses;
    watches.set(order.id, { askedAtMs: clock.monotonicMs(), misses });
    const ageMs = term.nowMs() - (order.sentAtMs ?? order.confirmedAtMs);
    // Found, or shown in a way that nobody can read.
    const shown = answer.kind === "page" && !missed;
    if (shown && isOld(term, order)) return giveUpOn(order.id);
    // A young transaction may only be late to be shown, as a lost one may be late to be made.
    const hasVanished = misses >= missesUntilVanished && ageMs >= (await page.rule()).graceMs;
    if (hasVanished) await vanished.conclude(order.id, term, { listed: account === "listed" });
  }

  async function giveUpOn(id: OrderId): Promise<void> {
    const order = await store.read(id);
    if (order?.state.name !== "placed") return;
    await writer.advance(order, { name: "review", why: reason("not-final"), ref: order.state.ref });
  }

  function forgetFinished(placed: Placed): void {
    const open = new Set(placed.map((one) => one.id));
    for (const id of watches.keys()) if (!open.has(id)) watches.delete(id);
  }

  return { tick, hasFreshPage };
}

/** When the youngest order began to wait for the account's page; null: none does. */
function youngestOf({ sending, unknown }: UndecidedOrders, placed: Placed): number | null {
  const sinceMs = [...sending, ...unknown].map((order) => order.sentAtMs ?? order.confirmedAtMs);
  const youngestPlaced = placed.at(-1);
  if (youngestPlaced !== undefined) sinceMs.push(youngestPlaced.confirmedAtMs);
  return sinceMs.length === 0 ? null : Math.max(...sinceMs);
}

/** Each step has its turn though another failed; what failed first is thrown in the end. */
function createSteps() {
  const errors: unknown[] = [];
  return {
    async try<T>(step: () => Promise<T>): Promise<T | undefined> {
      try {
        return await step();
      } catch (error) {
        errors.push(error);
        return undefined;
      }
    },
    end(): void {
      if (errors.length > 0) throw errors[0];
    },
  };
}
