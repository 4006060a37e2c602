import type { Clock } from "../../clock.ts";
import { reason } from "../../reason.ts";
import type { PageAnswer } from "../../osimesa/answers.ts";
import type { Term } from "../../redis/lease.ts";
import type { OrderId } from "../state/order.ts";
import type { OrderStore } from "../store/store.ts";
import type { OrderWriter } from "../store/writer.ts";
import type { Rounds } from "../rounds.ts";
import type { Upstream } from "../upstream.ts";
import type { AccountPage } from "./account-page.ts";
import {
  noMisses,
  placedOf,
  saysOf,
  type Agenda,
  type Due,
  type Misses,
  type Placed,
} from "./agenda.ts";
import type { Tracker } from "./tracker.ts";
import { notFinalAfterMs } from "./waiting.ts";
import type { UsualTime } from "./usual-time.ts";
import type { Vanished } from "./vanished.ts";

/** Asks by ref for placed orders that the page no longer shows, beside the page and never at its cost. */
export interface LookUps {
  /** Begins as many as may be under way. Answers when to look again, in ms. */
  tick(term: Term): Promise<number>;
  /** Resolves when none is under way any more. */
  drained(): Promise<void>;
}

export interface LookUpsDependencies {
  store: OrderStore;
  upstream: Upstream;
  writer: OrderWriter;
  page: AccountPage;
  agenda: Agenda;
  usual: UsualTime;
  rounds: Rounds;
  clock: Clock;
  /** One is over: the next may begin. */
  onDone(): void;
  vanished: Vanished;
  /** What a page shows costs no look-up, so the first of a term comes before any; where they fail nobody waits for one. */
  account: Pick<Tracker, "pages" | "answer" | "pagesAsked" | "readSince">;
}

/** Under way at once, most of them waiting for a token. What is likely over never waits behind what is not. */
const mostLikely = 6;
const mostAged = 3;
/** Ids read at once. At a term's start all there are; then so many so often, for those that no page has shown. */
const listedAtOnce = 1_000;
const listEveryMs = 5_000;
/** The page that comes rings; this is for one that does not. */
const beforePageMs = 1_000;
/** A ref that so many queries in a row do not find has vanished. */
const missesUntilVanished = 3;

export function createLookUps(deps: LookUpsDependencies): LookUps {
  const { store, upstream, page, agenda, usual, vanished, account, clock } = deps;
  const underWay = new Map<Promise<void>, Due>();
  let lookingForVanished: Promise<void> | null = null;
  let epoch = -1;
  let listedMs = -Infinity;
  /** The rank up to which the latest look has read, newest first. */
  let rank = 0;

  /** Bounded steps: of many open orders no one holds up the process. */
  async function list(term: Term): Promise<void> {
    const atStart = epoch !== term.epoch;
    if (!atStart && clock.monotonicMs() - listedMs < listEveryMs) return;
    if (atStart) {
      agenda.clear();
      rank = 0;
    }
    for (;;) {
      const listed = await store.placedIds(rank, rank + listedAtOnce - 1);
      agenda.found(listed, term.nowMs(), { atStart });
      rank = listed.length === 0 ? 0 : rank + listedAtOnce;
      if (!atStart || rank === 0 || term.signal.aborted) break;
    }
    epoch = term.epoch;
    listedMs = clock.monotonicMs();
  }

  function kindsWithRoom() {
    const likely = [...underWay.values()].filter((due) => due.likely).length;
    return { likely: likely < mostLikely, aged: underWay.size - likely < mostAged };
  }

  async function tick(term: Term): Promise<number> {
    await list(term);
    lookingForVanished ??= deps.rounds
      .each([term], vanished.look, { name: () => "given back", signal: term.signal })
      .finally(() => (lookingForVanished = null));
    const pages = account.pages(term);
    if (pages === "to-come") return beforePageMs;
    if (pages === "missing") agenda.pageShows(null, term.nowMs());
    for (;;) {
      const due = term.signal.aborted ? null : agenda.take(term.nowMs(), kindsWithRoom());
      if (due === null) break;
      const asking: Promise<void> = deps.rounds
        .each([due], (one) => ask(one, term), { name: ({ id }) => id, signal: term.signal })
        .finally(() => {
          underWay.delete(asking);
          deps.onDone();
        });
      underWay.set(asking, due);
    }
    return Math.min(listEveryMs, Math.max(0, agenda.nextAtMs(kindsWithRoom()) - term.nowMs()));
  }

  async function ask(due: Due, term: Term): Promise<void> {
    let order: Placed | null = null;
    let usualMs: number | null = null;
    let { misses } = due;
    try {
      const placed = due.placed ?? (await readPlaced(due.id));
      if (placed === null) return agenda.over(due.id);
      const { ref } = placed;
      const answer = await upstream.transaction(ref, term.signal, { likely: due.likely });
      // Shown is shown, also where Redis does not take it down.
      if (answer.kind === "page" && answer.transactions.some((one) => one.ref === ref))
        misses = noMisses;
      const found = await takeIn(placed, answer, misses, term);
      if (found === "over") return agenda.over(due.id);
      if (found.heard) order = found.placed;
      // Not before: meanwhile others may have shown how long it takes.
      usualMs = await usual.of(placed, term.nowMs());
      misses = found.misses;
    } finally {
      // Also where the look fails: it has had its turn.
      agenda.asked(due, { nowMs: term.nowMs(), order, usualMs, misses });
    }
  }

  async function readPlaced(id: OrderId): Promise<Placed | null> {
    const order = await store.read(id);
    return order?.state.name === "placed" ? placedOf(order, order.state.ref, null) : null;
  }

  async function takeIn(
    order: Placed,
    answer: PageAnswer,
    before: Misses,
    term: Term,
  ): Promise<"over" | { heard: boolean; placed: Placed; misses: Misses }> {
    const sighting = saysTheSame(answer, order)
      ? ({ kind: "open", placed: order } as const)
      : (await page.takeOne(order.ref, answer, term)).get(order.id);
    if (sighting?.kind === "over") return "over";
    // An operator may have taken it up since.
    if (sighting?.kind === "unsure" && (await readPlaced(order.id)) === null) return "over";
    const misses = sighting === undefined ? missesWith(answer, before) : before;
    // Found, or shown in a way that nobody can read.
    const shown = answer.kind === "page" && misses.count <= before.count;
    if (shown && term.nowMs() - order.confirmedAtMs >= notFinalAfterMs) {
      await giveUpOn(order.id);
      return "over";
    }
    // A young transaction may only be late to be shown, as a lost one may be late to be made.
    const ageMs = term.nowMs() - (order.sentAtMs ?? order.confirmedAtMs);
    if (misses.count >= missesUntilVanished && ageMs >= (await page.rule()).graceMs) {
      await vanished.conclude(order.id, term, { listed: account.answer() === "listed" });
      return "over";
    }
    return {
      heard: answer.kind === "page" || misses.count > before.count,
      placed: sighting?.kind === "open" ? sighting.placed : { ...order, says: null },
      misses,
    };
  }

  /**
   * Only a readable answer without the transaction speaks of it; trouble speaks of the upstream. So may a refusal, and
   * then the page after it meets the same: it counts at the next one, if all pages since could be read.
   */
  function missesWith(answer: PageAnswer, { count, refusedAt }: Misses): Misses {
    if (answer.kind === "page")
      return { count: count + (answer.malformed === 0 ? 1 : 0), refusedAt };
    if (answer.cause !== "refused") return { count, refusedAt };
    const counts = refusedAt !== null && account.readSince(refusedAt);
    return { count: count + (counts ? 1 : 0), refusedAt: account.pagesAsked() };
  }

  async function giveUpOn(id: OrderId): Promise<void> {
    const order = await store.read(id);
    if (order?.state.name === "placed")
      await deps.writer.advance(order, {
        name: "review",
        why: reason("not-final"),
        ref: order.state.ref,
      });
  }

  return {
    tick,
    async drained() {
      await Promise.all([...underWay.keys(), lookingForVanished]);
    },
  };
}

/** It was taken in before, letter for letter: most look-ups are in vain, and need nothing of Redis. */
function saysTheSame(answer: PageAnswer, { ref, says }: Placed): boolean {
  if (answer.kind !== "page") return false;
  const own = answer.transactions.filter((one) => one.ref === ref);
  return own.length > 0 && own.every((one) => saysOf(one) === says);
}
