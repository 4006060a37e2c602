import type { Clock } from "../clock.ts";
import type { OrderAnswer } from "../osimesa/answers.ts";

/**
 * Whether another order may be sent now. One cause must fail one order, not the queue:
 *
 * - open: as many at a time as the store allows;
 * - resting: none, after a refusal for key, balance, IP or rate; for a minute or until an operator resumes;
 * - proving: none, after three orders in a row with no certain outcome; until a page is read again;
 * - trial: one at a time, until one is placed or refused for a reason of its own.
 */
export interface Gate {
  mayStart(inFlight: number): boolean;
  /** The supplier is in trouble: new orders may have to wait. */
  disturbed(): boolean;
  answered(answer: OrderAnswer): void;
  /** Only a page read can open it again. */
  wantsPage(): boolean;
  /** The account's page was read: the upstream is there. */
  pageRead(): void;
  /** An operator says the cause is gone: the next order may try. */
  resume(): void;
}

export type GateState = "open" | "resting" | "proving" | "trial";

const restMs = 60_000;
const uncertainInARow = 3;

export function createGate(clock: Clock, onChange: (state: GateState, why: string) => void): Gate {
  let state: GateState = "open";
  let restedAtMs = 0;
  let uncertain = 0;

  const become = (next: GateState, why: string) => {
    if (next === state) return;
    state = next;
    onChange(next, why);
  };
  const current = (): GateState => {
    if (state === "resting" && clock.monotonicMs() >= restedAtMs) become("trial", "rested");
    return state;
  };

  return {
    mayStart(inFlight) {
      const now = current();
      return now === "open" || (now === "trial" && inFlight === 0);
    },
    disturbed: () => current() !== "open",
    answered(answer) {
      if (answer.kind === "refused" && answer.cause === "shop") {
        restedAtMs = clock.monotonicMs() + restMs;
        uncertain = 0;
        return become("resting", answer.message);
      }
      if (answer.kind === "placed" || answer.kind === "refused") {
        uncertain = 0;
        // While resting, the answer of an order sent before the refusal proves nothing.
        if (state !== "resting") become("open", "an order went through");
        return;
      }
      uncertain += 1;
      if (state === "trial" || (state === "open" && uncertain >= uncertainInARow)) become("proving", answer.why);
    },
    wantsPage: () => state === "proving",
    pageRead() {
      if (state === "proving") become("trial", "the upstream answers again");
    },
    resume() {
      if (state === "resting") become("trial", "resumed by an operator");
    },
  };
}
