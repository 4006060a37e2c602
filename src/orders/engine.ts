import type { Clock, Rng } from "../clock.ts";
import type { Log } from "../log.ts";
import { reason } from "../reason.ts";
import { createAccountPage } from "./tracking/account-page.ts";
import { createBell, type Bell } from "../bell.ts";
import { createGate, type Sending } from "./placing/gate.ts";
import type { Order, Withdrawal } from "./state/order.ts";
import type { OrderStore, Upstream } from "./store/ports.ts";
import { createRounds, worst, type Progress, type Rounds } from "./rounds.ts";
import { createSubmitter } from "./placing/submitter.ts";
import { createStandby, holdLease, type Term } from "../redis/lease.ts";
import type { UnmatchedPolicy } from "./reconciling/reconcile.ts";
import { createTracker } from "./tracking/tracker.ts";
import { createUndecided } from "./reconciling/undecided.ts";
import { createOrderWriter, type Move } from "./store/writer.ts";

/** Moves orders from `confirmed` to their end. Any number of processes may run one; the lease lets one work. */
export interface Engine {
  /** Works until `signal` is aborted, then waits for requests in flight and records them. */
  run(signal: AbortSignal): Promise<void>;
  /** An order was confirmed: look at once. */
  wake(): void;
  /** An order was placed by other hands: ask after it at once. */
  track(): void;
  /** New orders may have to wait: the supplier is in trouble. */
  disturbed(): boolean;
  resumeSending(): void;
  sending(): Sending;
  /** Holds the lease for sure. */
  leading(): boolean;
  /** Another living process leads. */
  standsBy(): boolean;
  /** Whether this process, while it leads, gets on with its orders. */
  progress(): Progress;
}

export interface EngineDependencies {
  store: OrderStore;
  upstream: Upstream;
  clock: Clock;
  rng: Rng;
  log: Log;
  operators: () => readonly number[];
  recheck(order: Order, nowMs: number): Promise<Withdrawal | null>;
  /** Runs beside the engine inside every term: the notices' delivery and what watches over the shop. */
  beside(term: Term): Promise<void>;
  /** An order moved: its card and notices are due. */
  onChanged(move: Move): void;
  /** Something may have changed in `sending`. */
  onSending?(): void;
  /** The upstream used a status word that no family knows. */
  onUnknownWord?(word: string): void;
  /** So many rows of one of the upstream's answers were not taken in: unreadable, or too many. */
  onLeftOut?(rows: number): void;
  settings: {
    leaseMs: number;
    pollIntervalMs: number;
    confirmedTtlMs: number;
    unknownGraceMs: number;
    upstreamSkewMs: number;
    unmatchedPolicy: UnmatchedPolicy;
    /** The longest a request in flight can take. */
    requestTimeoutMs: number;
  };
}

/** Another process may have confirmed an order: its queue is looked at this often without a wake. */
const queueLookMs = 500;
const afterErrorMs = 1_000;
/** How long a notice can be late whose script died, at most. */
const mendIntervalMs = 5_000;
/** How long a stopping process goes on trying to record an answer while Redis is away. */
const recordAtStopMs = 8_000;

export function createEngine(deps: EngineDependencies): Engine {
  const { store, upstream, clock, rng, log, settings } = deps;
  const giveUp = new AbortController();
  const queueBell = createBell(clock);
  const trackBell = createBell(clock);
  const writer = createOrderWriter({
    store,
    clock,
    rng,
    log,
    operators: deps.operators,
    onChanged: deps.onChanged,
  });
  const gate = createGate(clock, (state) => {
    log.warn({ state }, "sending orders");
    deps.onSending?.();
    queueBell.ring();
  });
  const queueRounds = createRounds({ clock, log });
  const trackRounds = createRounds({ clock, log });
  const mendRounds = createRounds({ clock, log });
  const submitter = createSubmitter({
    store,
    upstream,
    writer,
    gate,
    rounds: queueRounds,
    clock,
    rng,
    log,
    confirmedTtlMs: settings.confirmedTtlMs,
    recheck: deps.recheck,
    giveUp: giveUp.signal,
    operators: deps.operators,
    onRecorded: () => {
      trackBell.ring();
      queueBell.ring();
    },
  });
  let queueWaits = false;
  const tracker = createTracker({
    store,
    upstream,
    writer,
    rounds: trackRounds,
    clock,
    operators: deps.operators,
    page: createAccountPage({
      store,
      writer,
      rng,
      log,
      operators: deps.operators,
      ...(deps.onUnknownWord ? { onUnknownWord: deps.onUnknownWord } : {}),
      ...(deps.onLeftOut ? { onLeftOut: deps.onLeftOut } : {}),
      rounds: trackRounds,
      graceMs: settings.unknownGraceMs,
      skewMs: settings.upstreamSkewMs,
    }),
    undecided: createUndecided({
      store,
      writer,
      rounds: trackRounds,
      unmatchedPolicy: settings.unmatchedPolicy,
      fateOf: submitter.fateOf,
    }),
    pollIntervalMs: settings.pollIntervalMs,
    onPage: gate.pageRead,
    pageWanted: () => queueWaits || gate.wantsPage(),
  });
  let leading: Term | null = null;
  const standby = createStandby({ clock, leaseMs: settings.leaseMs });

  /** Repeats `step` until the term ends; a failing step (Redis away) is repeated a little later. */
  async function loop(
    term: Term,
    { name, bell, rounds }: { name: string; bell: Bell; rounds: Rounds },
    step: () => Promise<number>,
  ): Promise<void> {
    rounds.reset();
    while (!term.signal.aborted) {
      let waitMs = afterErrorMs;
      try {
        waitMs = await step();
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
    return mendIntervalMs;
  }

  async function work(term: Term): Promise<void> {
    leading = term;
    const submit = async () => {
      const maySend = tracker.hasFreshPage(term);
      const waiting = await submitter.round(term, { maySend });
      queueWaits = waiting > 0;
      if (queueWaits && !maySend) trackBell.ring();
      return queueLookMs;
    };
    const track = async () => {
      const nextMs = await tracker.tick(term);
      queueBell.ring();
      return nextMs;
    };
    try {
      await Promise.all([
        loop(term, { name: "mender", bell: createBell(clock), rounds: mendRounds }, mend),
        loop(term, { name: "submitter", bell: queueBell, rounds: queueRounds }, submit),
        loop(term, { name: "tracker", bell: trackBell, rounds: trackRounds }, track),
        deps.beside(term),
      ]);
    } finally {
      leading = null;
    }
  }

  return {
    async run(signal) {
      const lease = {
        store,
        clock,
        log,
        name: "engine",
        holder: rng.id(12),
        leaseMs: settings.leaseMs,
        standby,
      };
      await holdLease(lease, work, signal);
      const drained = new AbortController();
      void clock
        .sleep(settings.requestTimeoutMs + recordAtStopMs, drained.signal)
        .then(() => giveUp.abort());
      await submitter.drained();
      drained.abort();
    },
    wake: queueBell.ring,
    track: trackBell.ring,
    disturbed: gate.disturbed,
    resumeSending: gate.resume,
    sending: gate.sending,
    leading: () => leading?.valid() ?? false,
    standsBy: standby.standsBy,
    progress: () => worst([queueRounds.progress(), trackRounds.progress()]),
  };
}
