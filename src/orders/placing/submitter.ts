import type { Clock, Rng } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { reason, type Reason } from "../../reason.ts";
import type { OrderAnswer } from "../../osimesa/answers.ts";
import type { Gap } from "./gap.ts";
import type { Gate } from "./gate.ts";
import { createMaskedRefusals } from "./masked.ts";
import type { Queue, Waiting } from "./queue.ts";
import type { RecordAnswer } from "./recording.ts";
import { isUndecided, type Order, type OrderId, type Withdrawal } from "../state/order.ts";
import type { Upstream } from "../upstream.ts";
import type { ClaimOutcome } from "../store/outcomes.ts";
import type { OrderStore } from "../store/store.ts";
import type { Rounds } from "../rounds.ts";
import type { Term } from "../../redis/lease.ts";
import type { OrderWriter } from "../store/writer.ts";
import { isExpired } from "./expiry.ts";
import type { Objection } from "./recheck.ts";
import { mayBeForgotten } from "../state/forgotten.ts";
import { withdrawn } from "./withdrawn.ts";

/** Sends confirmed orders, each at most once. Works only inside a term of the engine's lease. */
export interface Submitter {
  /** Looks at every confirmed order once: withdraws, sends if `maySend`, or leaves it waiting. */
  round(term: Term, options: { maySend: boolean }): Promise<Round>;
  /** What this process knows of an attempt, by its token. */
  fateOf(token: string): AttemptFate;
  /** Resolves when no attempt is in flight any more. */
  drained(): Promise<void>;
}

interface Round {
  /** How many orders there were. */
  waiting: number;
  /** When another may be sent, as far as that is known: 0 at once, after a round that was only long enough. */
  nextMs: number;
}

type AttemptFate =
  /** Its request has left or may still leave, or its answer is being recorded: nobody else may judge its order. */
  | "open"
  /** Given up before its request: a claim that is applied yet was applied too late. */
  | "given-up"
  /** Another process's, or one whose answer could not be recorded. */
  | "not-known";

export interface SubmitterDependencies {
  store: OrderStore;
  queue: Queue;
  upstream: Upstream;
  writer: OrderWriter;
  record: RecordAnswer;
  gate: Gate;
  gap: Gap;
  rounds: Rounds;
  clock: Clock;
  rng: Rng;
  log: Log;
  confirmedTtlMs: number;
  /** Price, cut-off, stock and access as they are now. */
  recheck(order: Order, nowMs: number): Promise<Objection | null>;
  /** Why an order that waits to be sent may have been sent before; null: nothing says so. */
  sentBefore(order: Order, term: Term): Promise<Reason | null>;
  /** Something was recorded that the tracker may have to look for. */
  onRecorded(): void;
}

/** The claim must be done and the request begun within this, measured from before the claim. */
export const claimToSendMs = 2_000;
const claimRetryMs = 50;
/** As many orders as can be told apart on one page of 15 with room for others. */
const outstandingCap = 12;
/** A round that sends ends after this, so that the next one sees who came meanwhile and whose turn it is. */
const roundMs = 1_000;
/** A claim that hangs is applied within seconds or never: one forgotten is only judged `unknown`. */
const maxGivenUp = 1_000;

export function createSubmitter(deps: SubmitterDependencies): Submitter {
  const { store, queue, upstream, writer, record, gate, gap, clock, rng, log } = deps;
  const open = new Set<string>();
  const givenUp = new Set<string>();
  /** Whose claim was given up without an answer: carried out late, it takes its order from the queue and nobody sends it. */
  const unanswered = new Set<OrderId>();
  const seenThrough = new Set<Promise<void>>();
  const masked = createMaskedRefusals(clock);
  /** Requests that have no answer yet. */
  let onTheWire = 0;

  async function round(term: Term, { maySend }: { maySend: boolean }): Promise<Round> {
    let full = !maySend;
    let nextMs = Infinity;
    let endMs = Infinity;
    const { waiting: inTurn, pace } = await queue.read();
    for (const id of unanswered) {
      if (inTurn.some((waiting) => waiting.id === id)) continue;
      unanswered.delete(id);
      deps.onRecorded();
    }
    const isOver = (order: Parameters<typeof isExpired>[0], { pacedMs } = pace) =>
      isExpired(order, { nowMs: term.nowMs(), pacedMs, confirmedTtlMs: deps.confirmedTtlMs });
    /** What was begun in this round may have moved the queue since. */
    const isOverNow = async (order: Order) => isOver(order) && isOver(order, await store.pace());
    /** What is over, or waited in another memory of Redis and is to be found out, though nothing can be sent now. */
    const settle = async ({ id }: Waiting) => {
      if (!term.valid()) return;
      const order = await store.read(id);
      // The index and the order are two reads: it may have moved on between them.
      if (order?.state.name !== "confirmed") return;
      if (isOver(order)) await withdraw(order, "expired");
      else if (mayBeForgotten(order, term.memory)) await doubt(order);
    };
    const still = [...inTurn];
    const send = async ({ id, resellerId }: Waiting) => {
      if (!term.valid()) return;
      const isTimeUp = clock.monotonicMs() >= endMs;
      const restMs = isTimeUp ? 0 : gap.waitMs(onTheWire);
      if (restMs > 0 || isTimeUp) {
        nextMs = restMs;
        full = true;
        return;
      }
      const order = await store.read(id);
      if (order?.state.name !== "confirmed") return;
      if (await isOverNow(order)) return withdraw(order, "expired");
      if (endMs === Infinity) endMs = clock.monotonicMs() + roundMs;
      const attempted = await attempt(order, term, isOverNow);
      full = attempted === "full";
      if (attempted !== "held") return;
      // Its turn is for the next one of the same reseller, or all of theirs would wait with it.
      const place = still.findIndex((one) => one.resellerId === resellerId);
      if (place > 0) still.unshift(...still.splice(place, 1));
    };
    /** As long as one may go: of a thousand who wait, those behind the first cost nothing. */
    function* next() {
      while (!full && gate.mayStart(onTheWire)) {
        const one = still.shift();
        if (one === undefined) return;
        yield one;
      }
    }
    const options = { name: ({ id }: Waiting) => id, signal: term.signal };
    const toSettle = inTurn.filter((one) => isOver(one) || one.confirmedAtMs < term.memory.sinceMs);
    await deps.rounds.each(toSettle, settle, options);
    await deps.rounds.each(next(), send, options);
    return { waiting: inTurn.length, nextMs };
  }

  async function withdraw(order: Order, why: Withdrawal): Promise<void> {
    const outcome = await writer.advance(order, await withdrawn(order, why, store));
    if (outcome.kind === "forgotten") await doubt(order);
  }

  /** It may have been sent, and Redis has forgotten it since: only pages can tell. */
  async function doubt(order: Order): Promise<void> {
    await writer.advance(order, { name: "unknown", why: reason("memory-lost") });
    deps.onRecorded();
  }

  /** Whether the equal order is still undecided that this one was told to wait for. */
  async function isHeld({ state }: Order): Promise<boolean> {
    const waitsFor = state.name === "confirmed" ? state.waitsFor : undefined;
    const other = waitsFor === undefined ? null : await store.read(waitsFor);
    return other !== null && isUndecided(other);
  }

  /** One order from the queue to the wire. `full`: no other order can go now either. */
  async function attempt(
    order: Order,
    term: Term,
    isOverNow: (order: Order) => Promise<boolean>,
  ): Promise<"done" | "held" | "full"> {
    // No place in the budget is taken for what will not be sent; the claim says it for certain.
    const held = await isHeld(order);
    if (!held && !(await upstream.orderTurn(term.signal))) return "full";
    if (await isOverNow(order)) {
      await withdraw(order, "expired");
      return "done";
    }
    const objection = await deps.recheck(order, term.nowMs());
    if (objection === "no-list") return "full";
    if (objection !== null) {
      await withdraw(order, objection);
      return "done";
    }
    if (held) return "held";
    const sentBefore = await deps.sentBefore(order, term);
    if (sentBefore !== null) {
      await writer.advance(order, { name: "review", why: sentBefore });
      return "done";
    }
    const token = rng.id(12);
    const deadlineMs = clock.monotonicMs() + claimToSendMs;
    open.add(token);
    let claimed: ClaimOutcome | null = null;
    try {
      claimed = await claim(order, term, token, deadlineMs);
    } finally {
      if (claimed?.kind !== "claimed") noteGivenUp(token);
      if (claimed === null) unanswered.add(order.id);
    }
    switch (claimed.kind) {
      case "claimed":
        gap.claimed(claimed.gapMs);
        start(claimed.order, token, () => {
          if (clock.monotonicMs() >= deadlineMs || !term.valid()) return false;
          gap.begun();
          return true;
        });
        return "done";
      case "early":
        gap.early(claimed.waitMs);
        return "full";
      case "held":
        // Told once; it stays in the queue until the other one is decided or its own time is up.
        if (order.state.name === "confirmed" && order.state.waitsFor !== claimed.by) {
          await writer.advance(order, { name: "confirmed", waitsFor: claimed.by });
        }
        return "held";
      case "forgotten":
        await doubt(order);
        return "done";
      case "conflict":
        return "done";
      case "full":
      case "lease-lost":
        return "full";
    }
  }

  /** A lost reply is asked again with the same token, which then answers "yours". */
  async function claim(order: Order, term: Term, token: string, deadlineMs: number) {
    for (;;) {
      try {
        return await store.claim(order, {
          token,
          holder: term.holder,
          epoch: term.epoch,
          cap: outstandingCap,
          ...gap.asked(),
        });
      } catch (error) {
        if (clock.monotonicMs() >= deadlineMs || !term.valid()) throw error;
        log.warn({ order: order.id, err: error }, "claim not answered, asking again");
        await clock.sleep(claimRetryMs, term.signal);
      }
    }
  }

  function noteGivenUp(token: string): void {
    open.delete(token);
    givenUp.add(token);
    const [oldest] = givenUp;
    if (givenUp.size > maxGivenUp && oldest !== undefined) givenUp.delete(oldest);
  }

  function start(order: Order, token: string, mayBegin: () => boolean): void {
    const request = seeThrough(order, token, mayBegin)
      .catch((error: unknown) =>
        log.fatal({ order: order.id, err: error }, "an answer could not be recorded, by a bug"),
      )
      .finally(() => {
        // Recorded or not: an order that still is `sending` now becomes `unknown`.
        open.delete(token);
        seenThrough.delete(request);
        deps.onRecorded();
      });
    seenThrough.add(request);
  }

  async function seeThrough(order: Order, token: string, mayBegin: () => boolean): Promise<void> {
    const answer = masked.read(await ask(order, mayBegin), order.service.code);
    const learnt = gap.answered(answer, order, token);
    log.info({ order: order.id, answer: answer.kind }, "order answered");
    gate.answered(answer);
    await record(order, answer);
    await learnt;
  }

  async function ask(order: Order, mayBegin: () => boolean): Promise<OrderAnswer> {
    onTheWire += 1;
    try {
      return await upstream.place(order, mayBegin);
    } finally {
      onTheWire -= 1;
    }
  }

  return {
    round,
    fateOf: (token) => (open.has(token) ? "open" : givenUp.has(token) ? "given-up" : "not-known"),
    async drained() {
      await Promise.all(seenThrough);
    },
  };
}
