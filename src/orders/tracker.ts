import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { PageAnswer } from "../osimesa/answers.ts";
import { isUnknownStatus } from "../osimesa/status.ts";
import { follow } from "./follow.ts";
import type { Order, OrderId, Ref } from "./order.ts";
import { isFinal } from "./order.ts";
import type { OrderStore, Upstream } from "./ports.ts";
import type { Term } from "./term.ts";
import type { OrderWriter } from "./writer.ts";

/** The one reader of the account: a page serves up to 15 orders for one request; older ones are asked by ref. */
export interface Tracker {
  /** Reads what is due and moves the orders it belongs to. Answers when to look again, in ms. */
  tick(term: Term): Promise<number>;
  /** Whether a page was read in this term; nothing is sent before. */
  hasPage(term: Term): boolean;
}

export interface TrackerDependencies {
  store: OrderStore;
  upstream: Upstream;
  writer: OrderWriter;
  clock: Clock;
  log: Log;
  /** The fastest pace. */
  pollIntervalMs: number;
  unknownGraceMs: number;
  /** Attempts of this process that are not decided yet. */
  inFlight(): ReadonlySet<string>;
  onPage(): void;
  /** Somebody waits for proof that the upstream answers, though no order is open. */
  pageWanted(): boolean;
}

const slowestPaceMs = 60_000;
/** An order waited on for a minute is asked every 2 s, one of half an hour every minute. */
const paceShare = 30;
const maxPlaced = 10_000;
const maxUndecided = 200;
/** Queries by ref in one tick. */
const lookupsPerTick = 3;
/** A ref that so many queries in a row do not find has vanished. */
const missesUntilVanished = 3;
const notFinalAfterMs = 72 * 3_600_000;

/** What is known of a placed order between ticks; losing it costs a request, never an order. */
interface Watch {
  askedAtMs: number;
  misses: number;
}

export function createTracker(deps: TrackerDependencies): Tracker {
  const { store, upstream, writer, clock, log } = deps;
  const watches = new Map<OrderId, Watch>();
  const unknownWords = new Set<string>();
  let pageEpoch = -1;

  async function tick(term: Term): Promise<number> {
    await settleUndecided(term);
    const placed = await store.placedIds(maxPlaced);
    const undecided = await undecidedCount();
    const hurried = undecided > 0 || pageEpoch !== term.epoch || deps.pageWanted();
    if (placed.length > 0 || hurried) {
      const seen = await readPage(term);
      await lookUpOld(term, placed, seen);
    }
    forgetFinished(placed);
    const youngest = placed.at(-1);
    if (hurried) return deps.pollIntervalMs;
    return youngest === undefined ? slowestPaceMs : paceOf(term.nowMs() - youngest.confirmedAtMs);
  }

  function forgetFinished(placed: readonly { id: OrderId }[]): void {
    const open = new Set(placed.map((one) => one.id));
    for (const id of watches.keys()) if (!open.has(id)) watches.delete(id);
  }

  const paceOf = (ageMs: number) => Math.min(slowestPaceMs, Math.max(deps.pollIntervalMs, ageMs / paceShare));

  async function undecidedCount(): Promise<number> {
    const [sending, unknown] = await Promise.all([store.inState("sending", 1), store.inState("unknown", 1)]);
    return sending.length + unknown.length;
  }

  /** Orders whose request nobody is waiting for any more, and those nobody will hear of any more. */
  async function settleUndecided(term: Term): Promise<void> {
    for (const order of await store.inState("sending", maxUndecided)) {
      if (order.state.name !== "sending" || deps.inFlight().has(order.state.token)) continue;
      if (order.state.epoch === term.epoch) {
        // This very process holds the lease and did not send for this token: a claim applied after it was given up.
        await writer.advance(order, { name: "failed", failure: { reason: "not-sent", why: "claimed too late" } });
      } else {
        await writer.advance(order, { name: "unknown", why: "the process that sent it stopped" });
      }
    }
    for (const order of await store.inState("unknown", maxUndecided)) {
      const sentAtMs = order.sentAtMs ?? order.confirmedAtMs;
      if (term.nowMs() - sentAtMs < deps.unknownGraceMs) continue;
      await writer.advance(order, { name: "review", why: "no answer came and none was found in time" });
    }
  }

  /** Answers the orders whose transactions the page showed. */
  async function readPage(term: Term): Promise<Set<OrderId>> {
    const answer = await upstream.page(term.signal);
    if (answer.kind === "page") {
      pageEpoch = term.epoch;
      deps.onPage();
    }
    return take(answer);
  }

  async function take(answer: PageAnswer): Promise<Set<OrderId>> {
    const seen = new Set<OrderId>();
    if (answer.kind !== "page") return seen;
    for (const { transaction, owner } of await store.observe(answer.transactions)) {
      noteWord(transaction.statusWord);
      if (owner === null) continue;
      seen.add(owner);
      await moveAlong(owner, transaction);
    }
    return seen;
  }

  /** As far as its transaction has gone: `review -> placed -> succeeded` is two steps. */
  async function moveAlong(id: OrderId, transaction: Parameters<typeof follow>[1]): Promise<void> {
    for (let step = 0; step < 2; step += 1) {
      const order = await store.read(id);
      if (order === null || isFinal(order)) return;
      const next = follow(order, transaction);
      if (next === null) return;
      await writer.advance(order, next);
    }
  }

  /** Those the page no longer shows, oldest-asked first, each at the pace of its age. */
  async function lookUpOld(term: Term, placed: readonly { id: OrderId; confirmedAtMs: number }[], seen: ReadonlySet<OrderId>) {
    const nowMs = clock.monotonicMs();
    for (const id of seen) watches.set(id, { askedAtMs: nowMs, misses: 0 });
    const due = placed
      .map((one) => ({ ...one, watch: watches.get(one.id) ?? { askedAtMs: -Infinity, misses: 0 } }))
      .filter((one) => !seen.has(one.id) && nowMs - one.watch.askedAtMs >= paceOf(term.nowMs() - one.confirmedAtMs))
      .toSorted((left, right) => left.watch.askedAtMs - right.watch.askedAtMs)
      .slice(0, lookupsPerTick);
    for (const { id, watch } of due) {
      if (term.signal.aborted) return;
      const order = await store.read(id);
      if (order === null || order.state.name !== "placed") continue;
      await lookUp(term, order, order.state.ref, watch);
    }
  }

  async function lookUp(term: Term, order: Order, ref: Ref, watch: Watch): Promise<void> {
    const answer = await upstream.transaction(ref, term.signal);
    const found = (await take(answer)).has(order.id);
    // Only a readable answer without the transaction speaks of it; trouble speaks of the upstream.
    const missed = !found && (answer.kind === "page" || answer.cause === "refused");
    const misses = missed ? watch.misses + 1 : found ? 0 : watch.misses;
    watches.set(order.id, { askedAtMs: clock.monotonicMs(), misses });
    if (misses >= missesUntilVanished) {
      await writer.advance(order, { name: "review", why: "the upstream no longer knows its ref_id", ref });
    } else if (found && term.nowMs() - order.confirmedAtMs >= notFinalAfterMs) {
      const now = await store.read(order.id);
      if (now?.state.name === "placed") await writer.advance(now, { name: "review", why: "not final after 72 hours", ref });
    }
  }

  function noteWord(word: string): void {
    if (!isUnknownStatus(word) || unknownWords.has(word) || unknownWords.size >= 100) return;
    unknownWords.add(word);
    log.warn({ word }, "the upstream uses a status word this bot does not know; taken as still in progress");
  }

  return { tick, hasPage: (term) => pageEpoch === term.epoch };
}

