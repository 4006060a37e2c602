import type { Log } from "../../log.ts";
import { reason } from "../../reason.ts";
import type { PageAnswer } from "../../osimesa/answers.ts";
import type { Transaction } from "../../osimesa/schema.ts";
import { isUnknownStatus, statusFamily, type StatusFamily } from "../../osimesa/status.ts";
import type { Rng } from "../../clock.ts";
import { fingerprint } from "../state/fingerprint.ts";
import { follow } from "../reconciling/follow.ts";
import type { Notice } from "../state/notice.ts";
import {
  isFinal,
  refSchema,
  type FinalOrder,
  type Order,
  type OrderId,
  type Ref,
} from "../state/order.ts";
import type { Observed } from "../store/mirror.ts";
import type { OrderStore } from "../store/store.ts";
import { medianOffsetMs, whyUnmatched, type MatchRule } from "../reconciling/reconcile.ts";
import type { Rounds } from "../rounds.ts";
import type { Term } from "../../redis/lease.ts";
import type { OrderWriter } from "../store/writer.ts";
import { placedOf, type Placed } from "./agenda.ts";

/** Takes in what the upstream showed: mirrors it, moves the orders it belongs to, learns from it. */
export interface AccountPage {
  /** `begunAtMs`: Redis time when a page's request began; null for a query by ref. Answers whose orders were on it, and what they are now. */
  take(answer: PageAnswer, begunAtMs: number | null, term: Term): Promise<Sightings>;
  /** Of the answer to a query by `ref`, what it says of that one. */
  takeOne(ref: Ref, answer: PageAnswer, term: Term): Promise<Sightings>;
  /** The rule by which unknown orders are matched, with the offset as measured by now. */
  rule(): Promise<MatchRule>;
}

/** Orders whose transactions were shown. */
export type Sightings = ReadonlyMap<OrderId, Sighting>;

type Sighting =
  /** Placed as this transaction, and not over. */
  | { kind: "open"; placed: Placed }
  | { kind: "over" }
  /** It could not be read or moved, or is no matter of its transaction alone. */
  | { kind: "unsure" };

export interface AccountPageDependencies {
  store: OrderStore;
  writer: OrderWriter;
  rng: Rng;
  log: Log;
  operators: () => readonly number[];
  /** The upstream used a status word that no family knows. */
  onUnknownWord?(word: string): void;
  /** An order ended by its transaction, and this was seen now. */
  onEnded(order: Order, transaction: Transaction, nowMs: number): void;
  /** So many rows of one answer were not taken in: unreadable, or too many. */
  onRowsLeftOut?(rows: number): void;
  rounds: Rounds;
  graceMs: number;
  skewMs: number;
}

const maxWords = 100;
/** As many as the chain of pages remembers. A page has 15; an upstream that ignores the limit shows its whole past. */
const maxRows = 300;
const matchingOffMs = 24 * 3_600_000;
/** More than a page has: what is read and written for its orders is one round trip each. */
const ordersAtOnce = 20;
/** As many lessons as are kept (`learn.lua`). With so many, one that says the same as they do is told once a minute. */
const lessonsKept = 9;
const sameOffsetMs = 2_000;
const lessonEveryS = 60;
/** Refs this process remembers something of. */
const maxRemembered = 1_000;

export function createAccountPage(deps: AccountPageDependencies): AccountPage {
  const { store, writer, log, operators } = deps;
  const unknownWords = new Set<string>();
  /** Refs this process has learnt from; learning again after a restart changes nothing. */
  const learnt = new Set<string>();
  let newestLessonS = -Infinity;
  /** The status word with which a final order agreed: while its transaction has it, there is nothing to compare. */
  let agreed: { epoch: number; words: Map<string, string> } = { epoch: -1, words: new Map() };

  const ruleBy = (offsets: readonly number[]): MatchRule => ({
    graceMs: deps.graceMs,
    skewMs: deps.skewMs,
    offsetMs: medianOffsetMs(offsets),
  });
  /** As Redis has it; null: to be read. Only this learns, and only while its term lasts. */
  let measured: Promise<readonly number[]> | null = null;
  const offsetsNow = () =>
    (measured ??= store.offsets().catch((error: unknown) => {
      measured = null;
      throw error;
    }));
  const rule = async () => ruleBy(await offsetsNow());

  async function take(
    answer: PageAnswer,
    begunAtMs: number | null,
    term: Term,
  ): Promise<Sightings> {
    const seen = new Map<OrderId, Sighting>();
    if (agreed.epoch !== term.epoch) {
      // In another term Redis may have another memory, in which a final order is not final yet.
      agreed = { epoch: term.epoch, words: new Map() };
      measured = null;
    }
    if (answer.kind !== "page") return seen;
    const page = begunAtMs === null ? null : { begunAtMs };
    const offsets = [...(await offsetsNow())];
    const { offsetMs, skewMs } = ruleBy(offsets);
    const rows = newest(answer.transactions);
    const leftOut = answer.malformed + answer.transactions.length - rows.length;
    if (leftOut > 0) deps.onRowsLeftOut?.(leftOut);
    // A row that cannot be read, or says not when it was made, may be anybody's: such a page proves nothing, a new chain
    // of pages begins with it.
    const undated = answer.transactions.some(({ createdAtS }) => createdAtS === undefined);
    if (page !== null && (answer.malformed > 0 || undated))
      await store.observe([], page, skewMs - offsetMs);
    const takeIn = async ({ transaction, owner, order }: Observed) => {
      noteWord(transaction.statusWord);
      if (owner === null) return;
      const isOver = agreed.words.get(transaction.ref) === transaction.statusWord;
      seen.set(owner, { kind: isOver ? "over" : "unsure" });
      if (!isOver) seen.set(owner, await moveAlong(owner, order, transaction, offsets, term));
    };
    await deps.rounds.each(await store.observe(rows, page, skewMs - offsetMs), takeIn, {
      name: ({ transaction }) => `transaction ${transaction.ref}`,
      signal: term.signal,
      atOnce: ordersAtOnce,
    });
    return seen;
  }

  /** As far as its transaction has gone: `review -> placed -> succeeded` is two steps. `known`: as it stands. */
  async function moveAlong(
    id: OrderId,
    known: Order | null,
    transaction: Transaction,
    offsets: number[],
    term: Term,
  ): Promise<Sighting> {
    for (let step = 0; step < 2; step += 1) {
      const order = (step === 0 ? known : null) ?? (await store.read(id));
      if (order === null) break;
      if (isFinal(order)) {
        await compare(order, transaction);
        return { kind: "over" };
      }
      await learnFrom(order, transaction, offsets);
      const next = follow(order, transaction);
      if (next === null)
        return order.state.name === "placed" ? open(order, transaction) : { kind: "unsure" };
      const { kind } = await writer.advance(order, next);
      if (kind !== "applied") continue;
      if (next.name !== "placed") {
        agree(transaction);
        deps.onEnded(order, transaction, term.nowMs());
        return { kind: "over" };
      }
      if (statusFamily(transaction.statusWord) === "in-progress") return open(order, transaction);
    }
    return { kind: "unsure" };
  }

  function agree({ ref, statusWord }: Transaction): void {
    if (agreed.words.size >= maxRemembered) agreed.words.clear();
    agreed.words.set(ref, statusWord);
  }

  /** A final order never changes; what the upstream says later is recorded beside it and raised. */
  async function compare(order: FinalOrder, transaction: Transaction): Promise<void> {
    const { state } = order;
    if (!contradicts(state, statusFamily(transaction.statusWord))) return agree(transaction);
    const notice: Notice = {
      kind: "alarm",
      id: `correction:${order.id}`,
      alarm: "correction",
      detail: reason("supplier-status", transaction.statusWord),
      orderId: order.id,
      ref: refSchema.parse(transaction.ref),
    };
    const nothingCameOfIt = state.name === "failed" && state.failure.reason !== "by-upstream";
    await store.correct(order.id, {
      says: transaction.statusWord,
      doubt: nothingCameOfIt ? reason("turned-up", transaction.ref) : null,
      notices: operators().map((chatId) => ({ chatId, notice })),
    });
  }

  /**
   * Whether the matching rule would have found this transaction, and how far the upstream's clock is off. `offsets`: what
   * was measured before; what is learnt here is added.
   */
  async function learnFrom(
    order: Order,
    transaction: Transaction,
    offsets: number[],
  ): Promise<void> {
    const { sentAtMs } = order;
    if (order.state.name !== "placed" || sentAtMs === null || learnt.has(transaction.ref)) return;
    // A matched order proves nothing of the rule that matched it.
    if (order.timeline.some((entry) => entry.to === "unknown" || entry.to === "review")) return;
    const { createdAtS } = transaction;
    const wrong = whyUnmatched(
      { fingerprint: order.fingerprint, sentAtMs },
      {
        fingerprint: fingerprint(order.line, transaction.productCode, transaction.data),
        createdAtS,
      },
      ruleBy(offsets),
      offsets,
    );
    const offsetMs = createdAtS === undefined ? 0 : createdAtS * 1_000 - sentAtMs;
    const known =
      wrong === null &&
      offsets.length >= lessonsKept &&
      Math.abs(offsetMs - medianOffsetMs(offsets)) < sameOffsetMs &&
      (createdAtS ?? 0) < newestLessonS + lessonEveryS;
    if (!known) {
      offsets.push(offsetMs);
      const lesson = {
        ref: refSchema.parse(transaction.ref),
        createdAtS: createdAtS ?? 0,
        offsetMs,
        wrong,
        offForMs: matchingOffMs,
        operators: operators(),
      };
      await store.learn(lesson).finally(() => (measured = null));
      newestLessonS = createdAtS ?? newestLessonS;
    }
    if (learnt.size >= maxRemembered) learnt.clear();
    learnt.add(transaction.ref);
  }

  function noteWord(word: string): void {
    if (!isUnknownStatus(word)) return;
    deps.onUnknownWord?.(word);
    if (unknownWords.has(word) || unknownWords.size >= maxWords) return;
    unknownWords.add(word);
    log.warn(
      { word },
      "the upstream uses a status word this bot does not know; taken as still in progress",
    );
  }

  return {
    take,
    takeOne: (ref, answer, term) => take(only(ref, answer), null, term),
    rule,
  };
}

const open = (order: Order, transaction: Transaction): Sighting => ({
  kind: "open",
  placed: placedOf(order, refSchema.parse(transaction.ref), transaction),
});

/** Whether its own transaction says otherwise than a final order. */
function contradicts(state: FinalOrder["state"], family: StatusFamily): boolean {
  if (state.name === "succeeded") return family === "failed";
  // By the upstream itself: that it wavers on the way is no news. Else the reseller was told that nothing came of it.
  return state.failure.reason === "by-upstream" ? family === "succeeded" : family !== "failed";
}

/** Of an answer to a query by ref, what it says of that ref: an upstream that ignores the question shows everything. */
function only(ref: Ref, answer: PageAnswer): PageAnswer {
  return answer.kind === "page"
    ? { ...answer, transactions: answer.transactions.filter((one) => one.ref === ref) }
    : answer;
}

/** The newest of them by `created_at`, never by their order on the page; those without one count as oldest. */
function newest(transactions: readonly Transaction[]): readonly Transaction[] {
  return transactions.length <= maxRows
    ? transactions
    : transactions
        .toSorted((left, right) => (right.createdAtS ?? 0) - (left.createdAtS ?? 0))
        .slice(0, maxRows);
}
