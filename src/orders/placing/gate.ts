import type { Clock } from "../../clock.ts";
import { reason, type Reason } from "../../reason.ts";
import type { OrderAnswer } from "../../osimesa/answers.ts";

/**
 * Whether another order may be sent now. One cause must fail one order, not the queue:
 *
 * - open: as many at a time as the store allows;
 * - resting: none, after a refusal for key, balance, IP or rate, or while the upstream is maintained; for a minute or
 *   until an operator resumes;
 * - proving: none, after three orders in a row with no certain outcome; until a page is read again;
 * - trial: one at a time, until one is placed or refused for a reason of its own.
 */
export interface Gate {
  /** `onTheWire`: requests that have no answer yet. */
  mayStart(onTheWire: number): boolean;
  /** The supplier is in trouble: new orders may have to wait. */
  disturbed(): boolean;
  answered(answer: OrderAnswer): void;
  /** Only a page read can open it again. */
  wantsPage(): boolean;
  /** The account's page was read: the upstream is there. */
  pageRead(): void;
  /** Whether orders wait and none may be sent, for want of a page that was read lately. */
  pageMissing(is: boolean): void;
  /** For those who tell the operators. */
  sending(): Sending;
  /** For those who wait. */
  hold(): Hold | null;
  /** An operator says the cause is gone: the next order may try. */
  resume(): void;
}

export type GateState = "open" | "resting" | "proving" | "trial";

/** What is known of sending orders. */
export type Sending =
  /** No order has gone out yet, or none since the upstream's trouble ended. */
  | { kind: "unproven" }
  /** The latest order with a certain outcome was not turned away for the shop's own account. */
  | { kind: "well" }
  /** The shop's account was refused, or the upstream is maintained, and no order has gone through since. */
  | { kind: "refused"; why: Reason }
  /** Orders have no certain outcome, and the upstream has not been heard since. */
  | { kind: "uncertain"; why: Reason };

/** What holds up every order: the shop's own account, the upstream's maintenance, or an upstream that is not heard. */
export const holds = ["shop", "maintenance", "silence"] as const;
export type Hold = (typeof holds)[number];

const restMs = 60_000;
/** Longer without a page than one takes that is slow. */
const silenceMs = 10_000;
const uncertainInARow = 3;

/** `obstacle`: what others' requests to the upstream meet. */
export function createGate(
  clock: Clock,
  onChange: (state: GateState) => void,
  obstacle: () => Hold | null = () => null,
): Gate {
  let state: GateState = "open";
  let restedAtMs = 0;
  let uncertain = 0;
  let sending: Sending = { kind: "unproven" };
  /** Since when a page is missing; null: none is. */
  let missingSinceMs: number | null = null;

  const become = (next: GateState) => {
    if (next === state) return;
    state = next;
    onChange(next);
  };
  const current = (): GateState => {
    if (state === "resting" && clock.monotonicMs() >= restedAtMs) become("trial");
    return state;
  };

  return {
    mayStart(onTheWire) {
      const now = current();
      return now === "open" || (now === "trial" && onTheWire === 0);
    },
    disturbed: () => current() !== "open" || obstacle() !== null,
    answered(answer) {
      const why = whyNobodys(answer);
      if (why !== null) {
        restedAtMs = clock.monotonicMs() + restMs;
        uncertain = 0;
        sending = { kind: "refused", why };
        return become("resting");
      }
      // The upstream is there, and said nothing of the next order.
      if (answer.kind === "not-now") return;
      if (answer.kind === "placed" || answer.kind === "refused") {
        uncertain = 0;
        // While resting, the answer of an order sent before the refusal proves nothing.
        if (state === "resting") return;
        sending = { kind: "well" };
        return become("open");
      }
      uncertain += 1;
      if (state !== "trial" && (state !== "open" || uncertain < uncertainInARow)) return;
      if (sending.kind !== "refused") sending = { kind: "uncertain", why: answer.why };
      become("proving");
    },
    wantsPage: () => state === "proving",
    pageRead() {
      if (state !== "proving") return;
      if (sending.kind === "uncertain") sending = { kind: "unproven" };
      become("trial");
    },
    pageMissing(is) {
      missingSinceMs = is ? (missingSinceMs ?? clock.monotonicMs()) : null;
    },
    sending: () => sending,
    hold() {
      const now = current();
      if (now !== "open" && sending.kind === "refused")
        return sending.why.code === "not-now-maintenance" ? "maintenance" : "shop";
      const unheard = missingSinceMs !== null && clock.monotonicMs() - missingSinceMs >= silenceMs;
      return obstacle() ?? (now === "proving" || unheard ? "silence" : null);
    },
    resume() {
      if (state === "resting") become("trial");
    },
  };
}

/** Why nobody's order would be taken now; null: the answer is of this one alone. */
function whyNobodys(answer: OrderAnswer): Reason | null {
  if (answer.kind === "refused" && answer.cause === "shop")
    return reason("refused", answer.message);
  return answer.kind === "not-now" && answer.cause === "maintenance"
    ? reason("not-now-maintenance", answer.message)
    : null;
}
