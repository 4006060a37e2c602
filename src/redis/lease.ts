import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Lease, Leases, Memory } from "./leases.ts";

/** One stretch of holding a lease without a break. Its epoch is its own for ever. */
export interface Term {
  holder: string;
  epoch: number;
  /** What Redis remembers as long as this term lasts: with another memory another one begins. */
  memory: Memory;
  /** How long a lease is taken for: so long a holder may go on whose lease was forgotten. */
  leaseMs: number;
  /** Whether the lease is still ours for sure, measured on a clock that a pause of this process cannot stop. */
  valid(): boolean;
  /** Redis time, unix ms, estimated from the last renewal: never later than it is, so that nothing seems older than it is. */
  nowMs(): number;
  /** Aborted when the lease was lost or is being given up. */
  signal: AbortSignal;
  /** Ends it: for whoever finds before the next renewal that it cannot go on. */
  end(): void;
}

export interface LeaseDependencies {
  leases: Leases;
  clock: Clock;
  log: Log;
  name: string;
  /** Unique to this process. */
  holder: string;
  leaseMs: number;
  standby?: Standby;
}

/** Whether this process waits for a lease that another living one holds, which is as good as working. */
export interface Standby {
  /** Seen by its end, which only a living holder moves: what a dead process left is nobody's work. */
  standsBy(): boolean;
  /** What the lease was found to be; null: Redis did not answer. */
  found(lease: Lease | null, atMs: number): void;
}

export function createStandby({ clock, leaseMs }: { clock: Clock; leaseMs: number }): Standby {
  let endsAtMs: number | null = null;
  let renewedAtMs = -Infinity;
  return {
    standsBy: () => clock.monotonicMs() - renewedAtMs < leaseMs,
    found(lease, atMs) {
      if (lease?.kind !== "taken") {
        endsAtMs = null;
        renewedAtMs = -Infinity;
        return;
      }
      const now = atMs + lease.leftMs;
      // More than what the way to Redis may vary.
      if (endsAtMs !== null && now > endsAtMs + leaseMs / 10) renewedAtMs = atMs;
      endsAtMs = Math.max(now, endsAtMs ?? now);
    },
  };
}

const silentMs = 60_000;

/** Has the log say once a minute that Redis has not said whose a lease is, and why: nobody works meanwhile. */
function createSilence({ clock, log, name }: LeaseDependencies) {
  let sinceMs = clock.monotonicMs();
  return {
    heard: () => void (sinceMs = clock.monotonicMs()),
    missed(error: unknown): null {
      if (clock.monotonicMs() - sinceMs < silentMs) return null;
      sinceMs = clock.monotonicMs();
      const why = error instanceof Error ? error.message : String(error);
      log.error({ lease: name, why }, "no lease for a minute: what needs it waits for Redis");
      return null;
    },
  };
}

/** Waits for the lease again and again and runs `work` while it is held, until `signal` is aborted. */
export async function holdLease(
  deps: LeaseDependencies,
  work: (term: Term) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { leases, clock, log, name, holder, leaseMs } = deps;
  const retryMs = Math.ceil(leaseMs / 10);
  const silence = createSilence(deps);
  while (!signal.aborted) {
    const asked = await ask(deps).catch(silence.missed);
    if (asked !== null) silence.heard();
    // One that was heard of when it was over (this process was stopped meanwhile) is none.
    const isOver = asked !== null && asked.answeredMs >= asked.atMs + leaseMs;
    if (asked === null || isOver || asked.lease.kind === "taken") {
      const leftMs = asked?.lease.kind === "taken" ? asked.lease.leftMs + 10 : retryMs;
      await clock.sleep(Math.min(leftMs, retryMs), signal);
      continue;
    }
    log.info({ lease: name, epoch: asked.lease.epoch }, "lease held");
    await runTerm(deps, { ...asked, lease: asked.lease }, work, signal);
    silence.heard();
    log.info({ lease: name, epoch: asked.lease.epoch }, "lease ended");
  }
  await leases.release(name, holder).catch(() => undefined);
}

async function runTerm(
  deps: LeaseDependencies,
  { lease: start, ...asked }: Asked & { lease: Extract<Lease, { kind: "held" }> },
  work: (term: Term) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { clock, holder, leaseMs } = deps;
  const ending = new AbortController();
  const end = () => ending.abort();
  const over = AbortSignal.any([signal, ending.signal]);
  let renewed = { nowMs: start.nowMs, ...asked };
  const valid = () => !over.aborted && clock.monotonicMs() < renewed.atMs + leaseMs;
  const term: Term = {
    holder,
    epoch: start.epoch,
    memory: start.memory,
    leaseMs,
    valid,
    nowMs: () => renewed.nowMs + (clock.monotonicMs() - renewed.answeredMs),
    signal: over,
    end,
  };

  const renew = async () => {
    while (!over.aborted) {
      await clock.sleep(Math.ceil(leaseMs / 3), over);
      if (over.aborted) return;
      const asked = await ask(deps).catch(() => null);
      if (asked?.lease.kind === "held" && asked.lease.epoch === start.epoch) {
        const { lease, ...when } = asked;
        renewed = { nowMs: lease.nowMs, ...when };
      } else if (asked !== null || !valid()) return end();
    }
  };
  try {
    await Promise.all([renew(), work(term).finally(end)]);
  } finally {
    end();
  }
}

interface Asked {
  /** Monotonic time before the call, from which it is valid for sure. */
  atMs: number;
  /** And after it: the answer's Redis time was by then. */
  answeredMs: number;
}

/** Rejects where Redis did not answer. */
async function ask({
  leases,
  clock,
  name,
  holder,
  leaseMs,
  standby,
}: LeaseDependencies): Promise<Asked & { lease: Lease }> {
  const atMs = clock.monotonicMs();
  try {
    const lease = await leases.lease(name, holder, leaseMs);
    standby?.found(lease, atMs);
    return { lease, atMs, answeredMs: clock.monotonicMs() };
  } catch (error) {
    standby?.found(null, atMs);
    throw error;
  }
}
