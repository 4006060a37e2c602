import { scriptsIn, type RunScript } from "./scripts.ts";

/** What Redis remembers. With another identity it is another memory, in which the latest writes may be missing. */
export interface Memory {
  identity: string;
  /** The first that was noted in it: of all that was written before identities were. */
  firstIdentity: string;
  /** Redis time, unix ms, when a holder of the lease first met it. */
  sinceMs: number;
  /** What was done from then until it was met may be forgotten; null: no earlier memory is known. */
  lostFromMs: number | null;
}

/** `nowMs`: Redis time, so that a holder measures an order's age on the clock that stamped it. */
export type Lease =
  | { kind: "held"; epoch: number; nowMs: number; memory: Memory }
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

export function createLeases({
  run,
  confirmPrimary = () => Promise.resolve(),
}: {
  run: RunScript<LeaseScript>;
  /** Rejects where it is not sure that this Redis still is the primary: what it says of a lease is then nothing. */
  confirmPrimary?: () => Promise<void>;
}): Leases {
  /** The memory each lease was held in last, and when, in Redis's time: should Redis be emptied, nobody else knows. */
  const known = new Map<string, { identity: string; atMs: number }>();
  return {
    async lease(name, holder, ms) {
      await confirmPrimary();
      const [epoch, leftMs, nowMs, identity, firstIdentity, sinceMs, lostFromMs] = await run(
        "lease",
        name,
        holder,
        ms,
        known.get(name)?.identity ?? "",
        known.get(name)?.atMs ?? "",
      );
      if (epoch === undefined || leftMs === undefined || nowMs === undefined)
        throw new Error("script lease answered too little");
      if (Number(epoch) === 0) return { kind: "taken", leftMs: Number(leftMs) };
      known.set(name, { identity: String(identity), atMs: Number(nowMs) });
      return {
        kind: "held",
        epoch: Number(epoch),
        nowMs: Number(nowMs),
        memory: {
          identity: String(identity),
          firstIdentity: String(firstIdentity),
          sinceMs: Number(sinceMs),
          lostFromMs: lostFromMs === "" ? null : Number(lostFromMs),
        },
      };
    },

    async release(name, holder) {
      await run("release", name, holder);
    },
  };
}
