import type { Clock } from "./clock.ts";

/** Something to wait for that may ring before its time; a ring while nobody waits is kept. */
export interface Bell {
  ring(): void;
  /** Until it rings, `ms` have passed or `signal` is aborted. One may wait at a time. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createBell(clock: Clock): Bell {
  let rung = false;
  let wake: AbortController | null = null;
  return {
    ring() {
      rung = true;
      wake?.abort();
    },
    async wait(ms, signal) {
      if (!rung) {
        wake = new AbortController();
        await clock.sleep(ms, AbortSignal.any([signal, wake.signal]));
        wake = null;
      }
      rung = false;
    },
  };
}

/** Who causes something rings, who looks after it waits; neither knows the other. */
export interface Bells {
  /** An order waits to be sent, or those that wait may go on: the submitter. */
  orders: Bell;
  /** The account's page has something to show: the tracker. */
  tracking: Bell;
  /** A notice is owed or a card has to be drawn: the courier. */
  owed: Bell;
  /** A broadcast began or ended: the broadcaster. */
  broadcast: Bell;
  /** An order may have to be decided by what the balance says: whoever reads it. */
  balance: Bell;
  /** Something that operators are told of may have begun or ended: the watch. */
  shop: Bell;
}

export function createBells(clock: Clock): Bells {
  const bell = () => createBell(clock);
  return {
    orders: bell(),
    tracking: bell(),
    owed: bell(),
    broadcast: bell(),
    balance: bell(),
    shop: bell(),
  };
}
