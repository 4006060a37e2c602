import type { Change } from "../../planted/hook.ts";
import type { UnmatchedPolicy } from "../../../src/orders/reconciling/unmatched.ts";
import type { FaultName, Policy } from "../policy.ts";

/** A planted bug and the mix of faults in which it must show. */
export interface Mutant extends Change {
  name: string;
  /** In what is said of it when it shows; left out: whatever is said. */
  shows?: string;
  /** The other safety of two, each of which is enough. */
  also?: Change;
  faults: readonly FaultName[];
  unmatchedPolicy?: UnmatchedPolicy;
  /** What else the seeds play by, where a bug shows only then. */
  policy?: Partial<Policy>;
}
