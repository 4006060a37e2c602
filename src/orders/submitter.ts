import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import type { OrderAnswer } from "../osimesa/answers.ts";
import type { Gate } from "./gate.ts";
import { refSchema, type Order, type Withdrawal } from "./order.ts";
import type { ClaimOutcome, OrderStore, Upstream } from "./ports.ts";
import type { Term } from "./term.ts";
import type { Decision, OrderWriter } from "./writer.ts";

/** Sends confirmed orders, each at most once. Works only inside a term of the engine's lease. */
export interface Submitter {
  /** Looks at every confirmed order once: withdraws, sends if `maySend`, or leaves it waiting. Answers how many there were. */
  round(term: Term, options: { maySend: boolean }): Promise<number>;
  /** Attempts that have left or may still leave; each ends by itself within the upstream's timeout. */
  inFlight(): ReadonlySet<string>;
  /** Resolves when no attempt is in flight any more. */
  drained(): Promise<void>;
}

export interface SubmitterDependencies {
  store: OrderStore;
  upstream: Upstream;
  writer: OrderWriter;
  gate: Gate;
  clock: Clock;
  rng: Rng;
  log: Log;
  confirmedTtlMs: number;
  /** Price, cut-off, stock and access as they are now: why the order has to be withdrawn, or null. */
  recheck(order: Order, nowMs: number): Promise<Withdrawal | null>;
  /** Ends the retries of recording an answer: the process is being killed. */
  giveUp: AbortSignal;
  /** Something was recorded: the tracker may look. */
  onRecorded(): void;
}

/** The claim must be done and the request begun within this, measured from before the claim. */
const claimToSendMs = 2_000;
const claimRetryMs = 50;
/** As many orders as can be told apart on one page of 15 with room for others. */
const outstandingCap = 12;
const roundLimit = 200;

export function createSubmitter(deps: SubmitterDependencies): Submitter {
  const { store, upstream, writer, gate, clock, rng, log } = deps;
  /** Tokens of attempts whose fate is open: nobody else may judge their orders. */
  const attempts = new Set<string>();
  const requests = new Set<Promise<void>>();

  async function round(term: Term, { maySend }: { maySend: boolean }): Promise<number> {
    let full = !maySend;
    const queue = await store.inState("confirmed", roundLimit);
    for (const order of queue) {
      if (!term.valid()) break;
      if (isExpired(order, term)) await withdraw(order, "expired");
      else if (!full && gate.mayStart(attempts.size))
        full = (await attempt(order, term)) === "full";
    }
    return queue.length;
  }

  const isExpired = (order: Order, term: Term) =>
    term.nowMs() - order.confirmedAtMs >= deps.confirmedTtlMs;

  const withdraw = (order: Order, why: Withdrawal) =>
    writer.advance(order, { name: "failed", failure: { reason: "withdrawn", why } });

  /** One order from the queue to the wire. `full`: no other order can go now either. */
  async function attempt(order: Order, term: Term): Promise<"done" | "full"> {
    if (!(await upstream.orderTurn(term.signal))) return "full";
    if (isExpired(order, term)) {
      await withdraw(order, "expired");
      return "done";
    }
    const objection = await deps.recheck(order, term.nowMs());
    if (objection !== null) {
      await withdraw(order, objection);
      return "done";
    }
    const token = rng.id(12);
    const deadlineMs = clock.monotonicMs() + claimToSendMs;
    attempts.add(token);
    let claimed: ClaimOutcome | null = null;
    try {
      claimed = await claim(order, term, token, deadlineMs);
    } finally {
      if (claimed?.kind !== "claimed") attempts.delete(token);
    }
    switch (claimed.kind) {
      case "claimed":
        start(claimed.order, token, () => clock.monotonicMs() < deadlineMs && term.valid());
        return "done";
      case "held":
        // Told once; it stays in the queue until the other one is decided or its own time is up.
        if (order.state.name === "confirmed" && order.state.waitsFor !== claimed.by) {
          await writer.advance(order, { name: "confirmed", waitsFor: claimed.by });
        }
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
        });
      } catch (error) {
        if (clock.monotonicMs() >= deadlineMs || !term.valid()) throw error;
        log.warn({ order: order.id, err: error }, "claim not answered, asking again");
        await clock.sleep(claimRetryMs, term.signal);
      }
    }
  }

  function start(order: Order, token: string, mayBegin: () => boolean): void {
    const request = seeThrough(order, token, mayBegin).finally(() => requests.delete(request));
    requests.add(request);
  }

  async function seeThrough(order: Order, token: string, mayBegin: () => boolean): Promise<void> {
    try {
      // Not recorded: the token stays, so that this process never takes the order for one it did not send.
      if (await send(order, mayBegin)) attempts.delete(token);
    } catch (error) {
      log.fatal(
        { order: order.id, err: error },
        "an attempt ended by a bug; its order stays sending",
      );
    }
  }

  async function send(order: Order, mayBegin: () => boolean): Promise<boolean> {
    const answer = await upstream.place(order, mayBegin);
    log.info({ order: order.id, answer: answer.kind }, "order answered");
    gate.answered(answer);
    const settled = await writer.settle(order, (now) => decideOn(answer, now), deps.giveUp);
    deps.onRecorded();
    return settled !== null;
  }

  return {
    round,
    inFlight: () => attempts,
    async drained() {
      await Promise.all(requests);
    },
  };
}

/** What an answer makes of its order as the order now stands: it may come late, after others have judged. */
function decideOn(answer: OrderAnswer, order: Order): Decision | null {
  const { name } = order.state;
  if (name !== "sending" && name !== "unknown" && name !== "review") return null;
  switch (answer.kind) {
    case "placed": {
      const { ref, statusWord, note } = answer.transaction;
      return { state: { name: "placed", ref: refSchema.parse(ref), statusWord, note } };
    }
    case "refused":
      return {
        state: {
          name: "failed",
          failure: { reason: "refused", message: answer.message, shop: answer.cause === "shop" },
        },
      };
    case "not-sent":
      return { state: { name: "failed", failure: { reason: "not-sent", why: answer.why } } };
    case "unclear":
      return name === "sending" ? { state: { name: "unknown", why: answer.why } } : null;
  }
}
