import { reason, type Reason } from "../../reason.ts";
import type { Term } from "../../redis/lease.ts";
import { claimToSendMs } from "../placing/submitter.ts";
import type { Order } from "../state/order.ts";
import type { Evidence } from "../store/mirror.ts";
import type { MatchRule, Verdict } from "./reconcile.ts";

/*
 * Redis can go back in time: a backup is restored, a replica that lagged is promoted, two were primary for a while. Then
 * orders may have been sent of which it knows nothing, or knows only an earlier state. From a holder's first look at the
 * other memory nothing more is sent on what was forgotten but by one who held the lease before, and for so long as that.
 */

/** Equal transactions of the lost time are nobody's for sure for so long. */
const doubtMs = 24 * 3_600_000;

/** Since when orders may have been forgotten, while an order may still be mistaken for one of them; else null. */
export function doubtedFromMs({ memory, nowMs }: Pick<Term, "memory" | "nowMs">): number | null {
  return nowMs() < memory.sinceMs + doubtMs ? memory.lostFromMs : null;
}

/** When, by the upstream's clock, a transaction can have been created that was sent since `sinceMs` and then forgotten. */
function lostWindow(
  sinceMs: number,
  { memory, leaseMs }: Pick<Term, "memory" | "leaseMs">,
  { graceMs, skewMs, offsetMs }: MatchRule,
): { fromMs: number; toMs: number } {
  const lastSentMs = memory.sinceMs + leaseMs + claimToSendMs;
  return { fromMs: sinceMs + offsetMs - skewMs, toMs: lastSentMs + offsetMs + graceMs + skewMs };
}

/** Where transactions are looked for that may be forgotten orders'; null: nothing is, as far as is known. */
export function forgottenWindow(term: Term, rule: MatchRule) {
  const fromMs = doubtedFromMs(term);
  return fromMs === null ? null : lostWindow(fromMs, term, rule);
}

/** Where the transaction of an order is looked for of which more may have become than is remembered. */
export function recollectWindow(order: Order, term: Term, rule: MatchRule) {
  return lostWindow(order.confirmedAtMs, term, rule);
}

/**
 * What such an order is. It may have been sent at any time since it was confirmed, more than once known to be sent only
 * after a proof that is forgotten too: so a match is shown to an operator, and nothing is shown by pages only that reach
 * back before it and were begun after everything.
 */
export function recollect(order: Order, evidence: Evidence, term: Term, rule: MatchRule): Verdict {
  const { matches, chain, matchingOff, strict, watched } = evidence;
  if (matches.length > 1) return review(reason("several-fit", matches.length));
  if (matches.length === 1) return review(reason("one-fits-memory-lost"));
  const { fromMs, toMs } = lostWindow(order.confirmedAtMs, term, { ...rule, offsetMs: 0 });
  if (chain === null || chain.lastBegunMs < toMs) return { kind: "wait" };
  if (matchingOff !== null) return review(reason("none-fits-matching-off"));
  if (strict) return review(reason("none-fits-account-shared"));
  if (watched !== null) return review(reason("none-fits-watched", watched));
  if (chain.startedMs > fromMs) return review(reason("pages-have-gap"));
  return order.sentAtMs === null ? withdrawn : { kind: "none" };
}

const review = (why: Reason): Verdict => ({ kind: "become", state: { name: "review", why } });

/** Nothing was ever sent, as far as is remembered, and the upstream says the same. */
const withdrawn: Verdict = {
  kind: "become",
  state: { name: "failed", failure: { reason: "withdrawn", why: "forgotten" } },
};
