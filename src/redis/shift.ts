import { createStandby, holdLease, type LeaseDependencies, type Term } from "./lease.ts";

/** Everything that only the holder of one lease does. */
export interface Shift {
  /** Waits for the lease and works whenever it holds it, until `signal` is aborted and nothing is in flight. */
  run(signal: AbortSignal): Promise<void>;
  /** Holds the lease for sure. */
  leading(): boolean;
  /** Another living process holds it. */
  standsBy(): boolean;
}

export interface CrewMember {
  /** Works until the term's signal is aborted. */
  run(term: Term): Promise<void>;
  /** Resolves once nothing is in flight that has to be seen through, also after the last term. */
  drained?(): Promise<void>;
}

export function createShift(
  lease: Omit<LeaseDependencies, "standby">,
  crew: readonly CrewMember[],
): Shift {
  const standby = createStandby(lease);
  let leading: Term | null = null;

  async function work(term: Term): Promise<void> {
    leading = term;
    try {
      await Promise.all(crew.map((member) => member.run(term)));
    } finally {
      leading = null;
    }
  }

  return {
    async run(signal) {
      await holdLease({ ...lease, standby }, work, signal);
      await Promise.all(crew.map(async (member) => member.drained?.()));
    },
    leading: () => leading?.valid() ?? false,
    standsBy: standby.standsBy,
  };
}
