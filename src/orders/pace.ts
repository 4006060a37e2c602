import type { Bells } from "../bell.ts";
import type { Gate } from "./placing/gate.ts";

/** What the engine's loops want of each other: nothing is sent without a fresh page, none is read for nobody. */
export interface Pace {
  /** The submitter looked through its queue: so many orders stand in it, and they may or may not be sent. */
  queueSeen(queue: { waiting: number; maySend: boolean }): void;
  /** Somebody waits for a page though no order is out. */
  wantsPage(): boolean;
  /** The tracker was at the account: what waited for that may go on. */
  accountSeen(): void;
}

export function createPace({
  gate,
  bells,
}: {
  gate: Pick<Gate, "wantsPage" | "pageMissing">;
  bells: Pick<Bells, "orders" | "tracking">;
}): Pace {
  let somebodyWaits = false;
  let pageMissing = false;
  return {
    queueSeen({ waiting, maySend }) {
      somebodyWaits = waiting > 0;
      const wasMissing = pageMissing;
      pageMissing = somebodyWaits && !maySend;
      gate.pageMissing(pageMissing);
      // Once: the tracker comes back by itself for as long as a page is wanted.
      if (pageMissing && !wasMissing) bells.tracking.ring();
    },
    wantsPage: () => somebodyWaits || gate.wantsPage(),
    accountSeen: () => bells.orders.ring(),
  };
}
