import type { Clock } from "../../clock.ts";
import { reason } from "../../reason.ts";
import type { AccountPage, Sightings } from "./account-page.ts";
import type { Agenda, Placed } from "./agenda.ts";
import type { Upstream } from "../upstream.ts";
import type { OrderStore } from "../store/store.ts";
import type { Rounds } from "../rounds.ts";
import type { Term } from "../../redis/lease.ts";
import type { Undecided, UndecidedOrders } from "../reconciling/undecided.ts";
import type { OrderWriter } from "../store/writer.ts";
import { notFinalAfterMs, paceOf, slowestPaceMs } from "./waiting.ts";
import type { UsualTime } from "./usual-time.ts";

/** The one reader of the account's page: it serves up to 15 orders for one request. Older ones are for the look-ups. */
export interface Tracker {
  /** Reads the page and moves the orders on it. Answers when to look again, in ms. */
  tick(term: Term): Promise<number>;
  /** Whether a page of this term is recent enough to send on: nothing is sent before one was read. */
  hasFreshPage(term: Term): boolean;
  /** How it stands with the pages of this term. `missing`: nobody can count on one, so that all is asked for by ref. */
  pages(term: Term): "to-come" | "read" | "missing";
  /** How the latest question for the page was answered. */
  answer(): "silent" | "empty" | "listed";
  /** How many pages this process has asked for. */
  pagesAsked(): number;
  /** Whether a page was read that was asked for after so many, and none was missed from the last of those on. */
  readSince(pagesAsked: number): boolean;
  /** An order's answer was recorded. Answers whether the page is to be read sooner than at its next pace. */
  recorded(): boolean;
}

export interface TrackerDependencies {
  store: OrderStore;
  upstream: Upstream;
  writer: OrderWriter;
  page: AccountPage;
  agenda: Agenda;
  usual: UsualTime;
  undecided: Undecided;
  rounds: Rounds;
  clock: Clock;
  operators: () => readonly number[];
  /** The fastest pace; what the page likely shows, or has to show before more can be sent, it may show a little sooner. */
  pollIntervalMs: number;
  onPage(): void;
  /** Somebody waits for a page though no order is open. */
  pageWanted(): boolean;
}

/** Longer than any record of an answer takes: what nobody claimed by then is somebody else's. */
const unclaimedMs = 120_000;
const strictMs = 24 * 3_600_000;
/** So much of the fastest pace lies between two pages at least, whatever they are read for. */
const shortestShare = 0.25;
/** So much of it a result that the page likely shows waits for another one. */
const patienceShare = 0.5;
/** With so many answered since the last page it is read before all places for the unseen are taken. */
const crowd = 8;
/** So many pages in a row not read, or one so many paces late: nobody counts on it any more. */
const missingPages = 3;
const missingPaces = 5;

export function createTracker(deps: TrackerDependencies): Tracker {
  const { store, upstream, writer, page, agenda, undecided, clock, pollIntervalMs } = deps;
  const shortestMs = pollIntervalMs * shortestShare;
  let lastPage: { epoch: number; begunMs: number } | null = null;
  /** When the next one is due. */
  let next = { epoch: -1, dueMs: 0, missed: 0 };
  let answered = 0;
  /** Answers recorded in all. */
  let recordings = 0;
  let pagesAsked = 0;
  /** Which of them was read, and which missed, last. */
  let pageRead = 0;
  let pageMissed = 0;
  let account: ReturnType<Tracker["answer"]> = "silent";

  const sincePageMs = () => clock.monotonicMs() - (lastPage?.begunMs ?? -Infinity);

  const hasFreshPage = (term: Term) =>
    lastPage?.epoch === term.epoch && sincePageMs() < slowestPaceMs;

  function enter({ epoch }: Term): void {
    if (next.epoch !== epoch) next = { epoch, dueMs: clock.monotonicMs(), missed: 0 };
  }

  async function tick(term: Term): Promise<number> {
    enter(term);
    const before = recordings;
    const foundMs = await look(term);
    // What was recorded meanwhile may have come after this look at the orders.
    const waitMs = recordings === before ? foundMs : Math.min(foundMs, pollIntervalMs);
    next.dueMs = clock.monotonicMs() + waitMs;
    return waitMs;
  }

  async function look(term: Term): Promise<number> {
    const steps = createSteps();
    const [open, [newestPlaced], turnsUp] = await Promise.all([
      undecided.read(),
      store.placedIds(0, 0),
      steps.try(() => store.watching()),
    ]);
    const youngestMs = youngestOf(open, newestPlaced ?? null);
    await steps.try(() => undecided.adopt(open, term));
    const wanted = lastPage?.epoch !== term.epoch || (deps.pageWanted() && !hasFreshPage(term));
    // So far nothing has failed then: who watches is known, and nobody was there to adopt.
    if (youngestMs === null && !wanted && turnsUp?.isWatching === false) return slowestPaceMs;

    const orderWaits = youngestMs !== null || deps.pageWanted();
    await steps.try(() => readPage(term, { orderWaits }));
    // What this page has shown for the first time is not judged yet.
    if (turnsUp?.anyUnclaimed !== false)
      await steps.try(() =>
        store.sweep({ waitMs: unclaimedMs, strictMs, operators: deps.operators() }),
      );
    await steps.try(async () => undecided.judge(open, term, await page.rule()));
    steps.end();
    if (wanted && !hasFreshPage(term)) return pollIntervalMs;
    if (youngestMs === null) return slowestPaceMs;
    const resultMs = agenda.pageAtMs(pollIntervalMs * patienceShare) - term.nowMs();
    return Math.min(paceOf(term.nowMs() - youngestMs, deps), Math.max(shortestMs, resultMs));
  }

  async function readPage(term: Term, { orderWaits }: { orderWaits: boolean }): Promise<void> {
    const begun = { epoch: term.epoch, begunMs: clock.monotonicMs() };
    // Read, not estimated: it is compared with when orders were sent, to the millisecond.
    const begunAtMs = await store.nowMs();
    pagesAsked += 1;
    const asked = pagesAsked;
    const answer = await upstream.page(term.signal);
    account =
      answer.kind !== "page" ? "silent" : answer.transactions.length > 0 ? "listed" : "empty";
    const seen = await page.take(answer, begunAtMs, term);
    if (answer.kind !== "page") {
      next.missed += 1;
      pageMissed = asked;
      if (orderWaits) deps.rounds.failed(answer.why);
      return;
    }
    lastPage = begun;
    pageRead = asked;
    answered = 0;
    next.missed = 0;
    deps.onPage();
    await plan(seen, term);
  }

  /** What of the page's orders is to be done next: all that it shows no longer is asked for by ref. */
  async function plan(seen: Sightings, term: Term): Promise<void> {
    const old: Placed[] = [];
    for (const [id, sighting] of seen) {
      if (sighting.kind === "over") agenda.over(id);
      if (sighting.kind !== "open") continue;
      const { placed } = sighting;
      const nowMs = term.nowMs();
      if (nowMs - placed.confirmedAtMs >= notFinalAfterMs) old.push(placed);
      else agenda.shown(placed, await deps.usual.of(placed, nowMs), nowMs);
    }
    agenda.pageShows(seen, term.nowMs());
    // Those that should have been final long ago, also where a quiet account's page still shows them.
    await deps.rounds.each(old, giveUpOn, { name: ({ id }) => id, signal: term.signal });
  }

  async function giveUpOn({ id }: Placed): Promise<void> {
    const order = await store.read(id);
    if (order?.state.name === "placed")
      await writer.advance(order, {
        name: "review",
        why: reason("not-final"),
        ref: order.state.ref,
      });
    agenda.over(id);
  }

  return {
    tick,
    hasFreshPage,
    answer: () => account,
    pagesAsked: () => pagesAsked,
    readSince: (asked) => pageRead > asked && pageMissed < asked,
    pages(term) {
      enter(term);
      const isLate = clock.monotonicMs() >= next.dueMs + missingPaces * pollIntervalMs;
      if (next.missed >= missingPages || isLate) return "missing";
      return lastPage?.epoch === term.epoch ? "read" : "to-come";
    },
    recorded() {
      answered += 1;
      recordings += 1;
      return (
        next.dueMs - clock.monotonicMs() > pollIntervalMs ||
        (answered >= crowd && sincePageMs() >= shortestMs)
      );
    },
  };
}

/** When the youngest order began to wait for the account's page; null: none does. */
function youngestOf(
  { sending, unknown }: UndecidedOrders,
  newestPlaced: { confirmedAtMs: number } | null,
): number | null {
  const sinceMs = [...sending, ...unknown].map((order) => order.sentAtMs ?? order.confirmedAtMs);
  if (newestPlaced !== null) sinceMs.push(newestPlaced.confirmedAtMs);
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
