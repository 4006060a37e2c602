/** How the emulated upstream's orders end when nobody touches them. */

import { z } from "zod";
import type { Ledger } from "../osimesa/ledger.ts";
import type { Ending } from "./protocol.ts";

export const ending: z.ZodType<Ending> = z.object({
  outcome: z.enum(["succeed", "fail", "hang"]),
  seconds: z.number().min(0).max(600),
});

/** A few seconds: long enough to watch it wait, short enough not to be waited for. */
export const usualEnding: Ending = { outcome: "succeed", seconds: 5 };

/** Waiting takes a third of the time, being processed the rest. */
export function setEnding(ledger: Ledger, { outcome, seconds }: Ending): void {
  const waitingMs = Math.round((seconds * 1000) / 3);
  ledger.setLife({ waitingMs, processMs: seconds * 1000 - waitingMs });
  ledger.setPolicy(() => ({ kind: outcome }));
}
