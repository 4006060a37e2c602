/** How the emulated upstream's orders end when nobody touches them. */

import { z } from "zod";
import type { Ledger } from "../osimesa/ledger.ts";
import type { Outcome } from "../osimesa/outcome.ts";
import type { Ending } from "./protocol.ts";

export const ending: z.ZodType<Ending> = z.object({
  outcome: z.enum(["succeed", "no-voucher", "fail", "price-0", "vanish", "hang"]),
  seconds: z.number().min(0).max(600),
});

const outcomes: Readonly<Record<Ending["outcome"], Outcome>> = {
  succeed: { kind: "succeed" },
  "no-voucher": { kind: "succeed", voucher: "" },
  fail: { kind: "fail" },
  "price-0": { kind: "give-back", row: "kept" },
  vanish: { kind: "give-back", row: "deleted" },
  hang: { kind: "hang" },
};

/** A few seconds: long enough to watch it wait, short enough not to be waited for. */
export const usualEnding: Ending = { outcome: "succeed", seconds: 5 };

/** Waiting takes a third of the time, being processed the rest. */
export function setEnding(ledger: Ledger, { outcome, seconds }: Ending): void {
  const waitingMs = Math.round((seconds * 1000) / 3);
  ledger.setLife({ waitingMs, processMs: seconds * 1000 - waitingMs });
  ledger.setPolicy(() => outcomes[outcome]);
}
