import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import { reason } from "../reason.ts";
import { createAccountPage } from "./tracking/account-page.ts";
import { createAgenda } from "./tracking/agenda.ts";
import { createLookUps } from "./tracking/look-ups.ts";
import { createUsualTime } from "./tracking/usual-time.ts";
import { createBell, type Bell, type Bells } from "../bell.ts";
import { createPace } from "./pace.ts";
import type { Gate } from "./placing/gate.ts";
import type { Order } from "./state/order.ts";
import type { Upstream } from "./upstream.ts";
import type { OrderStore } from "./store/store.ts";
import { createRounds, worst, type Progress, type Rounds } from "./rounds.ts";
import { createGap } from "./placing/gap.ts";
import { createQueue } from "./placing/queue.ts";
import type { Objection } from "./placing/recheck.ts";
import { createRecording } from "./placing/recording.ts";
import { createSubmitter } from "./placing/submitter.ts";
import type { Term } from "../redis/lease.ts";
import type { CrewMember } from "../redis/shift.ts";
import {
  usualTrustAfter,
  type UnmatchedPolicy,
  type UnmatchedRule,
} from "./reconciling/unmatched.ts";
import { createTracker } from "./tracking/tracker.ts";
import { createVanished, type VanishedPolicy } from "./tracking/vanished.ts";
import { createSentBefore } from "./reconciling/sent-before.ts";
import { isExpired } from "./placing/expiry.ts";
import { createUndecided } from "./reconciling/undecided.ts";
import type { OrderWriter } from "./store/writer.ts";

/** Moves orders from `confirmed` to their end. Any number of processes may have one; the lease lets one work. */
export interface Engine extends CrewMember {
  /** Waits for requests in flight and records them. */
  drained(): Promise<void>;
  /** Whether this process, while it leads, gets on with its orders. */
  progress(): Progress;
}

export interface EngineDependencies {
  /** For the work of terms: refused in another memory of Redis than the term under way began in. */
  store: OrderStore;
  upstream: Upstream;
  gate: Gate;
  writer: OrderWriter;
  /** For answers, which are recorded whatever term, and whatever memory, they come in. */
  answers: { store: Pick<OrderStore, "owe" | "keepForgotten" | "slower">; writer: OrderWriter };
  /** A term begins: `store` and `writer` work for it. */
  enter(term: Term): void;
  bells: Pick<Bells, "orders" | "tracking">;
  clock: Clock;
  rng: Rng;
  log: Log;
  operators: () => readonly number[];
  recheck(order: Order, nowMs: number): Promise<Objection | null>;
  balanceSays?: UnmatchedRule["balanceSays"];
  /** The upstream used a status word that no family knows. */
  onUnknownWord?(word: string): void;
  /** So many rows of one of the upstream's answers were not taken in: unreadable, or too many. */
  onRowsLeftOut?(rows: number): void;
  settings: EngineSettings;
}

export interface EngineSettings {
  pollIntervalMs: number;
  confirmedTtlMs: number;
  unknownGraceMs: number;
  upstreamSkewMs: number;
  /** So long after a "not now" a page must begin to show whether it was true. */
  notNowProofMs: number;
  unmatchedPolicy: UnmatchedPolicy;
  vanishedPolicy: VanishedPolicy;
  /** So many decisions of operators in a row begin what the policy `auto` waits for; default 20. */
  trustAfter?: number;
  /** How long after the one before it an order may be begun; null: learnt from what the upstream refuses. */
  orderGapMs: number | null;
  /** The longest a request in flight can take. */
  requestTimeoutMs: number;
}

/** Another process may have confirmed an order: its queue is looked at this often without a wake. */
const queueLookMs = 500;
const afterErrorMs = 1_000;
/** How long a notice can be late whose script died, at most. */
const mendIntervalMs = 5_000;
/** How long a stopping process goes on trying to record an answer while Redis is away. */
const recordAtStopMs = 8_000;

export function createEngine(deps: EngineDependencies): Engine {
  const { store, upstream, gate, writer, bells, clock, rng, log, settings } = deps;
  const giveUp = new AbortController();
  const pace = createPace({ gate, bells });
  const queueRounds = createRounds({ clock, log });
  const trackRounds = createRounds({ clock, log });
  const lookRounds = createRounds({ clock, log });
  const mendRounds = createRounds({ clock, log });
  const lookUpsBell = createBell(clock);
  const agenda = createAgenda(settings);
  const usual = createUsualTime({ store, onLearnt: agenda.learnt });
  const page = createAccountPage({
    store,
    writer,
    rng,
    log,
    operators: deps.operators,
    ...(deps.onUnknownWord ? { onUnknownWord: deps.onUnknownWord } : {}),
    ...(deps.onRowsLeftOut ? { onRowsLeftOut: deps.onRowsLeftOut } : {}),
    onEnded: usual.ended,
    rounds: trackRounds,
    graceMs: settings.unknownGraceMs,
    skewMs: settings.upstreamSkewMs,
  });
  const submitter = createSubmitter({
    store,
    queue: createQueue({ store }),
    upstream,
    writer,
    record: createRecording({
      ...deps.answers,
      operators: deps.operators,
      clock,
      log,
      giveUp: giveUp.signal,
    }),
    gate,
    gap: createGap({ fixedMs: settings.orderGapMs, store: deps.answers.store, clock, log }),
    rounds: queueRounds,
    clock,
    rng,
    log,
    confirmedTtlMs: settings.confirmedTtlMs,
    recheck: deps.recheck,
    sentBefore: createSentBefore({ store, rule: page.rule }),
    onRecorded: () => {
      if (tracker.recorded()) bells.tracking.ring();
      bells.orders.ring();
    },
  });
  const tracker = createTracker({
    store,
    upstream,
    writer,
    rounds: trackRounds,
    clock,
    operators: deps.operators,
    page,
    agenda,
    usual,
    undecided: createUndecided({
      store,
      writer,
      rounds: trackRounds,
      notNow: {
        proofMs: settings.notNowProofMs,
        // As if the queue had moved until its first turn came; whether it did is seen once it stands there again.
        mayWait: (order, nowMs) =>
          !isExpired(order, { nowMs, pacedMs: Infinity, confirmedTtlMs: settings.confirmedTtlMs }),
      },
      unmatched: {
        policy: settings.unmatchedPolicy,
        ...(deps.balanceSays ? { balanceSays: deps.balanceSays } : {}),
      },
      fateOf: submitter.fateOf,
    }),
    pollIntervalMs: settings.pollIntervalMs,
    onPage: gate.pageRead,
    pageWanted: pace.wantsPage,
  });
  const lookUps = createLookUps({
    store,
    upstream,
    writer,
    page,
    agenda,
    usual,
    vanished: createVanished({
      store,
      writer,
      upstream,
      page,
      rounds: lookRounds,
      clock,
      policy: settings.vanishedPolicy,
    }),
    rounds: lookRounds,
    clock,
    onDone: lookUpsBell.ring,
    account: tracker,
  });

  /** Repeats `step` until the term ends; a failing step (Redis away) is repeated a little later. */
  async function loop(
    term: Term,
    { name, bell, rounds }: { name: string; bell: Bell; rounds: Rounds },
    step: (term: Term) => Promise<number>,
  ): Promise<void> {
    rounds.reset();
    while (!term.signal.aborted) {
      let waitMs = afterErrorMs;
      try {
        waitMs = await step(term);
      } catch (error) {
        if (!term.signal.aborted) log.error({ err: error }, `${name}: trying again`);
        rounds.failed(
          reason("work-failed", error instanceof Error ? error.message : String(error)),
        );
      }
      rounds.over();
      await bell.wait(waitMs, term.signal);
    }
    rounds.reset();
  }

  /** Before and beside all else: what a write that failed half-way left undone, perhaps of a process that is no more. */
  async function mend(): Promise<number> {
    const { mended, left } = await store.mend();
    if (left.length > 0)
      log.error({ orders: left }, "these orders cannot be mended: look at their keys in Redis");
    if (mended > 0) log.warn({ mended }, "orders mended whose last write had failed half-way");
    await store.reviseTrust({
      wanted: settings.unmatchedPolicy === "auto" ? (settings.trustAfter ?? usualTrustAfter) : null,
      operators: deps.operators(),
    });
    return mendIntervalMs;
  }

  async function submit(term: Term): Promise<number> {
    const maySend = tracker.hasFreshPage(term);
    const { waiting, nextMs } = await submitter.round(term, { maySend });
    pace.queueSeen({ waiting, maySend });
    return Math.min(nextMs, queueLookMs);
  }

  async function track(term: Term): Promise<number> {
    const nextMs = await tracker.tick(term);
    pace.accountSeen();
    lookUpsBell.ring();
    return nextMs;
  }

  return {
    async run(term) {
      deps.enter(term);
      await Promise.all([
        loop(term, { name: "mender", bell: createBell(clock), rounds: mendRounds }, mend),
        loop(term, { name: "submitter", bell: bells.orders, rounds: queueRounds }, submit),
        loop(term, { name: "tracker", bell: bells.tracking, rounds: trackRounds }, track),
        loop(term, { name: "look-ups", bell: lookUpsBell, rounds: lookRounds }, lookUps.tick),
      ]);
      await lookUps.drained();
    },
    async drained() {
      const drained = new AbortController();
      void clock
        .sleep(settings.requestTimeoutMs + recordAtStopMs, drained.signal)
        .then(() => giveUp.abort());
      await submitter.drained();
      drained.abort();
    },
    progress: () => worst([queueRounds.progress(), trackRounds.progress(), lookRounds.progress()]),
  };
}
