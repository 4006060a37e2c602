import { scriptsIn, type RunScript } from "./scripts.ts";

/** `nowMs`: Redis time, so that a holder measures an order's age on the clock that stamped it. */
export type Lease =
  | { kind: "held"; epoch: number; nowMs: number }
  | { kind: "taken"; leftMs: number };

/** Where leases are kept: a rejection means "unknown, ask again". */
export interface Leases {
  /** Takes or renews a named lease for `ms`. */
  lease(name: string, holder: string, ms: number): Promise<Lease>;
  release(name: string, holder: string): Promise<void>;
}

export type LeaseScript = "lease" | "release";
export const leaseScripts = scriptsIn<LeaseScript>(
  ["lease", "release"],
  new URL("lua/", import.meta.url),
);

export function createLeases({ run }: { run: RunScript<LeaseScript> }): Leases {
  return {
    async lease(name, holder, ms) {
      const [epoch, leftMs, nowMs] = (await run("lease", name, holder, ms)).map(Number);
      if (epoch === undefined || leftMs === undefined || nowMs === undefined)
        throw new Error("script lease answered too little");
      return epoch > 0 ? { kind: "held", epoch, nowMs } : { kind: "taken", leftMs };
    },

    async release(name, holder) {
      await run("release", name, holder);
    },
  };
}
