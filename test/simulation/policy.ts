import type { UnmatchedPolicy } from "../../src/orders/reconciling/unmatched.ts";
import type { Random } from "./random.ts";

/** Everything that can go wrong. Each seed draws some of these and leaves others out. */
const usualFaultNames = [
  "request-dropped",
  "answer-lost",
  "executed-late",
  "slow-answer",
  "server-error",
  "malformed-answer",
  "not-connected",
  "refusals",
  /** Orders closer than the upstream's gap are answered "not now". */
  "too-soon",
  /** For up to a minute and a half every order is answered "not now". */
  "maintenance",
  "collision",
  /** "Not now" is answered, and the order carried out all the same. */
  "not-now-lies",
  "shop-refusals",
  "page-trouble",
  "stale-page",
  "short-page",
  "shuffled-page",
  "late-status-change",
  "vanishing",
  "outside-transactions",
  "outside-equal",
  "bursts",
  "equal-fingerprints",
  "redis-reply-lost",
  "redis-hangs",
  "redis-outage",
  /** One process is cut off from Redis, the others are not. */
  "redis-cut-off",
  "redis-script-dies",
  "duplicate-presses",
  "lost-presses",
  "telegram-wait",
  "telegram-blocked",
  "telegram-lost",
  "clock-skew",
  "crash",
  "two-engines",
  "paused-engine",
  "beyond-grace",
  "telegram-refused",
  /** Redis starts anew, with everything it had. */
  "redis-restarts",
  /** Redis starts anew, or a replica is promoted, without the latest write or as many as a minute holds. */
  "redis-forgets",
  /** What vanished is shown again, some time later. */
  "row-returns",
  /** An answer leaves out a transaction that is there; at most twice in a row. */
  "row-blinks",
  /** For a while every read is refused in so many words, whatever it asks for. */
  "reads-refused",
  /** Given back, and its row kept as an `error` that costs nothing. */
  "price-0",
  /** A success without a voucher, or with an earlier one's. */
  "voucher-missing",
  "voucher-repeated",
] as const;
/** Drawn apart, so that every seed of before plays on as it did. */
const replicaFaultNames = [
  /** A replica that lags is promoted while some processes go on by the primary of before. */
  "redis-splits",
  /** Replicas do not acknowledge in time what they are asked for. */
  "replicas-lag",
] as const;
export const faultNames = [...usualFaultNames, ...replicaFaultNames] as const;
export type FaultName = (typeof faultNames)[number];

/** How one seed plays. All times in ms. */
export interface Policy {
  faults: ReadonlySet<FaultName>;
  vanishedPolicy: "review" | "failed";
  unmatchedPolicy: UnmatchedPolicy;
  /** How many decisions of operators in a row begin what `auto` waits for. */
  trustAfter: number;
  resellers: number;
  orders: number;
  /** Orders and faults happen within this; then everything heals. */
  stormMs: number;
  meanBetweenOrdersMs: number;
  requestTimeoutMs: number;
  unknownGraceMs: number;
  upstreamSkewMs: number;
  notNowProofMs: number;
  leaseMs: number;
  confirmedTtlMs: number;
  pollIntervalMs: number;
  /** How far apart orders are begun by the settings; null: as learnt. */
  orderGapMs: number | null;
  /** How many transactions a page of this upstream really holds. */
  pageSize: number;
  /** How far the upstream's clock is ahead. */
  clockOffsetMs: number;
  /** Lateness and staleness together stay below the grace, unless `beyond-grace` is drawn. */
  latestExecutionMs: number;
  stalestPageMs: number;
  /** An order answered "not now" may be carried out so late; with a page's staleness within the proof. */
  latestLieMs: number;
  /** How likely each drawn fault is at each chance it gets. */
  rate: number;
  operatorDecides: boolean;
  /** What is confirmed and claimed has to be on a replica. */
  replicas: boolean;
  /** Services cost something else every minute (`prices.ts`). */
  costsChange: boolean;
  /** How much more than they have resellers may order for; null: any sum. */
  creditRupiah: number | null;
  /** Between what operators move by hand, and between deposits; Infinity: none. */
  meanBetweenMovesMs: number;
  meanBetweenDepositsMs: number;
  /** How long a ticket is open; as long nothing is credited by itself in a new memory. */
  ticketMs: number;
}

export type MoneyPolicy = Pick<
  Policy,
  "creditRupiah" | "meanBetweenMovesMs" | "meanBetweenDepositsMs" | "ticketMs"
>;

/** Orders alone. */
export const noMoney: MoneyPolicy = {
  creditRupiah: null,
  meanBetweenMovesMs: Infinity,
  meanBetweenDepositsMs: Infinity,
  ticketMs: 60_000,
};

/** What is drawn of it changes nothing in what else a seed draws. */
export function drawMoney(random: Random): MoneyPolicy {
  return {
    creditRupiah: random.chance(0.5) ? null : random.pick([0, 7_500, 20_000, 40_000]),
    meanBetweenMovesMs: random.pick([10_000, 40_000, Infinity]),
    meanBetweenDepositsMs: random.pick([10_000, 40_000, Infinity]),
    ticketMs: random.pick([60_000, 180_000]),
  };
}

/** What is drawn of it changes nothing in what else a seed draws. */
export function withReplicas(
  random: Random,
  faults: ReadonlySet<FaultName>,
  forced: { faults?: readonly FaultName[] },
): Pick<Policy, "faults" | "replicas"> {
  const drawn = replicaFaultNames.filter(() => random.chance(0.25));
  const all = forced.faults === undefined ? new Set([...faults, ...drawn]) : faults;
  return { faults: all, replicas: random.chance(0.5) || all.has("replicas-lag") };
}

export function drawPolicy(
  random: Random,
  forced: { faults?: readonly FaultName[]; unmatchedPolicy?: UnmatchedPolicy } = {},
): Omit<Policy, "replicas" | keyof MoneyPolicy> {
  const share = random.pick([0.1, 0.25, 0.5]);
  const drawn = usualFaultNames.filter((name) =>
    random.chance(name === "beyond-grace" ? 0.08 : share),
  );
  const faults = new Set(forced.faults ?? drawn);
  const requestTimeoutMs = random.pick([3_000, 10_000, 30_000]);
  const unknownGraceMs = requestTimeoutMs + random.pick([5_000, 30_000, 120_000]);
  const beyond = faults.has("beyond-grace");
  const played: Omit<Policy, "costsChange" | "replicas" | keyof MoneyPolicy> = {
    faults,
    unmatchedPolicy: forced.unmatchedPolicy ?? random.pick(["review", "fail", "auto"]),
    resellers: random.integer(1, 6),
    orders: random.integer(3, 30),
    stormMs: random.integer(4, 12) * 60_000,
    meanBetweenOrdersMs: faults.has("bursts") ? 400 : random.pick([3_000, 15_000]),
    requestTimeoutMs,
    unknownGraceMs,
    upstreamSkewMs: random.pick([20_000, 120_000]),
    notNowProofMs: faults.has("stale-page") ? unknownGraceMs * 0.5 : 5_000,
    latestLieMs: faults.has("stale-page") ? unknownGraceMs * 0.09 : 4_500,
    leaseMs: random.pick([3_000, 15_000]),
    confirmedTtlMs: random.pick([30_000, 180_000]),
    pollIntervalMs: random.pick([500, 2_000]),
    // As long as nothing is known of it orders leave one by one, which hides what many at once come to.
    orderGapMs: requestTimeoutMs === 10_000 ? null : 0,
    pageSize: random.chance(0.2) ? random.pick([5, 10]) : 15,
    clockOffsetMs: faults.has("clock-skew") ? random.integer(-15_000, 15_000) : 0,
    latestExecutionMs: beyond ? unknownGraceMs * 3 : unknownGraceMs * 0.5,
    stalestPageMs: unknownGraceMs * 0.4,
    rate: random.pick([0.05, 0.15, 0.4]),
    operatorDecides: random.chance(0.5),
    vanishedPolicy: random.pick(["review", "failed"]),
    trustAfter: random.pick([1, 2, 4]),
  };
  // Without a draw of its own, so that every seed plays on as it did.
  return { ...played, costsChange: played.resellers === 6 };
}
