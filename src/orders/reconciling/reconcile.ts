import { reason, type Reason } from "../../reason.ts";
import type { Order, OrderState } from "../state/order.ts";
import type { Evidence } from "../store/mirror.ts";

/** How an upstream's clock and lateness are judged. All in ms. */
export interface MatchRule {
  /** A request may still be carried out so long after it was sent. */
  graceMs: number;
  /** How far the upstream's clock may be off beside the measured offset. */
  skewMs: number;
  /** Measured: the upstream's clock less Redis's, at the median of our own placed orders. */
  offsetMs: number;
}

export type Verdict =
  /** Not decidable yet: look again after more pages. */
  | { kind: "wait" }
  /** Exactly one transaction can be this order's. */
  | { kind: "match"; ref: Evidence["matches"][number] }
  /** Gapless pages show that nothing came of it. */
  | { kind: "none" }
  | { kind: "become"; state: OrderState; why?: Reason };

/** When, by the upstream's clock, this order's transaction can have been created. Unix ms. */
function matchWindow(
  sentAtMs: number,
  { graceMs, skewMs, offsetMs }: MatchRule,
): { fromMs: number; toMs: number } {
  return { fromMs: sentAtMs + offsetMs - skewMs, toMs: sentAtMs + offsetMs + graceMs + skewMs };
}

/** The same of an order with several turns: of each of them it may be. */
export function matchWindowOf(order: Order & { sentAtMs: number }, rule: MatchRule) {
  const firstSentMs = order.timeline.find(({ to }) => to === "sending")?.atMs ?? order.sentAtMs;
  return {
    fromMs: matchWindow(Math.min(firstSentMs, order.sentAtMs), rule).fromMs,
    toMs: matchWindow(order.sentAtMs, rule).toMs,
  };
}

/** What the answer "not now" has to prove before its order takes another turn. */
export interface NotNowRule {
  /** Pages begun so long after it show whether it was true, ms: a page's staleness and the answer's lie together. */
  proofMs: number;
  /** Whether its time is not up yet. */
  mayWait(order: Order, nowMs: number): boolean;
}

/** How often an order goes back into the queue. */
const mostTurnsAgain = 20;

/**
 * What an order that nobody answered for is. Right while the upstream's lateness and its pages' staleness stay
 * below the grace together; whatever cannot be told for sure goes to an operator.
 */
export function reconcile(
  order: Order & { sentAtMs: number },
  evidence: Evidence,
  settings: {
    graceMs: number;
    notNow: NotNowRule;
    nowMs: number;
    /** Redis lost its memory a while ago: a match may be a forgotten order's. */
    memoryLost: boolean;
  },
): Verdict {
  const { matches, chain } = evidence;
  const doubt = doubtIn(evidence);
  const [match, another] = matches;
  if (another !== undefined) return review(reason("several-fit", matches.length));
  if (match !== undefined && settings.memoryLost) return review(reason("one-fits-memory-lost"));
  if (match !== undefined)
    return doubt === null
      ? { kind: "match", ref: match }
      : review(reason(`one-fits-${doubt.code}`, doubt.detail));

  if (order.state.name === "unknown" && order.state.notNow === true)
    return afterNotNow(order, order.state.why, evidence, settings);
  const decidedAtMs = order.sentAtMs + settings.graceMs;
  if (settings.nowMs < decidedAtMs) return { kind: "wait" };
  // Only a page whose request began after the grace can show that nothing came of it.
  if (chain === null || chain.lastBegunMs < decidedAtMs) return { kind: "wait" };
  if (doubt !== null) return review(reason(`none-fits-${doubt.code}`, doubt.detail));
  if (chain.startedMs > order.sentAtMs) return review(reason("pages-have-gap"));
  return { kind: "none" };
}

/** No transaction fits: was "not now" true, it takes another turn. Its state is as old as the answer's record. */
function afterNotNow(
  order: Order & { sentAtMs: number },
  why: Reason,
  evidence: Evidence,
  { notNow, nowMs }: { notNow: NotNowRule; nowMs: number },
): Verdict {
  const { chain } = evidence;
  const doubt = doubtIn(evidence);
  if (chain === null || chain.lastBegunMs < order.changedAtMs + notNow.proofMs)
    return { kind: "wait" };
  if (doubt !== null) return review(reason(`none-fits-${doubt.code}`, doubt.detail));
  if (chain.startedMs > order.sentAtMs) return review(reason("pages-have-gap"));
  const turns = order.attempt?.number ?? Infinity;
  if (turns <= mostTurnsAgain && notNow.mayWait(order, nowMs))
    return { kind: "become", state: { name: "confirmed" }, why: reason("waits-again", turns) };
  const failure = { reason: "refused", message: why.detail, shop: true } as const;
  return { kind: "become", state: { name: "failed", failure } };
}

/** What forbids to trust the pages, whatever they show. */
interface Doubt {
  code: "matching-off" | "account-shared" | "watched";
  detail: string;
}

function doubtIn({ matchingOff, strict, watched }: Evidence): Doubt | null {
  if (matchingOff !== null) return { code: "matching-off", detail: "" };
  if (strict) return { code: "account-shared", detail: "" };
  if (watched !== null) return { code: "watched", detail: watched };
  return null;
}

function review(why: Reason): Verdict {
  return { kind: "become", state: { name: "review", why } };
}

/** The offset to reckon with: the median of what was measured, 0 before anything was. */
export function medianOffsetMs(offsets: readonly number[]): number {
  const sorted = offsets.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Why the rule would not have found an order's own transaction, or null. `offsets`: measured before it. */
export function whyUnmatched(
  own: { fingerprint: string; sentAtMs: number },
  transaction: { fingerprint: string; createdAtS: number | undefined },
  rule: MatchRule,
  offsets: readonly number[],
): Reason | null {
  if (transaction.createdAtS === undefined) return reason("no-created-at");
  if (transaction.fingerprint !== own.fingerprint) return reason("other-data-shown");
  // The first of them measures the offset and cannot contradict it.
  if (offsets.length === 0) return null;
  const { fromMs, toMs } = matchWindow(own.sentAtMs, rule);
  const createdMs = transaction.createdAtS * 1_000;
  return createdMs >= fromMs - 1_000 && createdMs <= toMs ? null : reason("clock-jumps");
}
