import type { EngineSettings } from "../../src/orders/engine.ts";

/** Of a test that says nothing else. */
export const usualSettings: EngineSettings = {
  pollIntervalMs: 2_000,
  confirmedTtlMs: 180_000,
  unknownGraceMs: 120_000,
  upstreamSkewMs: 120_000,
  notNowProofMs: 15_000,
  unmatchedPolicy: "review",
  vanishedPolicy: "review",
  orderGapMs: null,
  requestTimeoutMs: 30_000,
};
