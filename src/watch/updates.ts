import type { Clock } from "../clock.ts";
import type { Reason } from "../reason.ts";
import type { Finding } from "./watch.ts";

/** How it stands with the updates that this process asks Telegram for, for those who tell the operators. */
export interface UpdatesSeen {
  /** For who polls. */
  reports: { answered(): void; turnedAway(why: Reason): void; over(): void };
  finding(): Finding;
}

/** Somebody else who polls with this token is turned away in turn with us: between the two all seems well. */
const calmMs = 60_000;

export function createUpdatesSeen(clock: Clock): UpdatesSeen {
  /** null: it does not poll, or has not heard yet. */
  let latest: { why: Reason | null; atMs: number } | null = null;
  return {
    reports: {
      answered() {
        const isCalm = latest === null || clock.monotonicMs() - latest.atMs >= calmMs;
        if (isCalm) latest = { why: null, atMs: clock.monotonicMs() };
      },
      turnedAway(why) {
        latest = { why, atMs: clock.monotonicMs() };
      },
      over() {
        latest = null;
      },
    },
    finding() {
      if (latest === null) return { kind: "unknown" };
      return latest.why === null ? { kind: "well" } : { kind: "trouble", why: latest.why };
    },
  };
}
