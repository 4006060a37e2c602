import type { Upstream } from "../../src/orders/upstream.ts";
import type { EngineSettings } from "../../src/orders/engine.ts";
import { reason } from "../../src/reason.ts";

/** Of orders that no engine runs: nobody asks the supplier. */
export const nobody: Upstream = {
  orderTurn: async () => false,
  place: async () => ({ kind: "not-sent", why: reason("deadline-missed") }),
  page: async () => ({
    kind: "trouble",
    cause: "unreachable",
    why: reason("supplier-unreachable"),
  }),
  transaction: async () => ({
    kind: "trouble",
    cause: "unreachable",
    why: reason("supplier-unreachable"),
  }),
};

/** And what it would run by. */
export const neverRun: EngineSettings = {
  pollIntervalMs: 1_000,
  confirmedTtlMs: 180_000,
  unknownGraceMs: 120_000,
  upstreamSkewMs: 120_000,
  notNowProofMs: 15_000,
  unmatchedPolicy: "review",
  vanishedPolicy: "review",
  orderGapMs: null,
  requestTimeoutMs: 30_000,
};
