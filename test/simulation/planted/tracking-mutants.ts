import type { Mutant } from "./mutant.ts";
import type { Policy } from "../policy.ts";

/** A grace that is over before most orders are. */
const quickToVanish: Partial<Policy> = {
  vanishedPolicy: "failed",
  rate: 0.4,
  requestTimeoutMs: 3_000,
  unknownGraceMs: 5_000,
};

/** What becomes of an order at the upstream, and whether it is seen. */
export const trackingMutants: readonly Mutant[] = [
  {
    name: "a ref has vanished after one miss",
    file: "src/orders/tracking/look-ups.ts",
    find: "const missesUntilVanished = 3;",
    replace: "const missesUntilVanished = 1;",
    faults: ["row-blinks", "short-page", "outside-transactions"],
    policy: quickToVanish,
  },
  {
    name: "a ref has vanished before the grace",
    file: "src/orders/tracking/look-ups.ts",
    find: "ageMs >= (await page.rule()).graceMs",
    replace: "ageMs >= 0",
    faults: ["vanishing", "outside-transactions"],
    policy: { vanishedPolicy: "failed", rate: 0.4 },
  },
  {
    name: "misses are not forgotten when a ref is shown",
    file: "src/orders/tracking/look-ups.ts",
    find: "        misses = noMisses;",
    replace: "        misses = due.misses;",
    faults: ["row-blinks", "outside-transactions", "bursts"],
    policy: quickToVanish,
  },
  {
    name: "a supplier that refuses every question has lost a ref",
    file: "src/orders/tracking/look-ups.ts",
    find: "refusedAt !== null && account.readSince(refusedAt)",
    replace: "true",
    faults: ["reads-refused"],
    policy: quickToVanish,
  },
  {
    name: "what was given back is not watched",
    file: "src/orders/state/transition.ts",
    find: 'return { by: "ref", ms: watchMs };',
    replace: "return null;",
    faults: ["vanishing", "row-returns"],
    policy: quickToVanish,
  },
  {
    name: "what was given back is looked for on pages only",
    file: "src/orders/tracking/look-ups.ts",
    find: ".each([term], vanished.look,",
    replace: ".each([], vanished.look,",
    faults: ["vanishing", "row-returns", "outside-transactions", "bursts"],
    policy: quickToVanish,
  },
  {
    name: "what vanished fails though an operator is to decide",
    file: "src/orders/tracking/vanished.ts",
    find: 'policy !== "failed" || ',
    replace: "",
    faults: ["vanishing", "outside-transactions"],
    policy: { vanishedPolicy: "review", rate: 0.4 },
  },
  {
    name: "a voucher that another order has is not told",
    file: "test/simulation/redis/twins/voucher.ts",
    find: 'isTold ? ["repeated", first] : null',
    replace: "null",
    faults: ["voucher-repeated"],
  },
  {
    name: "a voucher that is missing is not told",
    file: "test/simulation/redis/twins/voucher.ts",
    find: '? ["missing"] : null',
    replace: "? null : null",
    faults: ["voucher-missing"],
  },
  {
    name: "no operator hears of a voucher that is no proof",
    file: "src/orders/state/transition.ts",
    find: "...(next.doubt === undefined ? [] : alarmsOf(order, next.doubt, operators)),",
    replace: "",
    faults: ["voucher-repeated", "voucher-missing"],
  },
  {
    name: "an order that the page no longer shows is never asked for",
    file: "src/orders/tracking/agenda.ts",
    find: "        onPage.delete(entry);\n        waits(entry, nowMs);",
    replace: "        onPage.delete(entry);",
    faults: ["bursts", "outside-transactions", "answer-lost"],
  },
  {
    name: "open orders that this process has not placed are never asked for",
    file: "src/orders/tracking/look-ups.ts",
    find: "      agenda.found(listed, term.nowMs(), { atStart });\n",
    replace: "",
    faults: ["bursts", "outside-transactions", "crash"],
    policy: { rate: 0.4 },
  },
  {
    name: "an order whose look-up failed is never asked for again",
    file: "src/orders/tracking/look-ups.ts",
    find: "      agenda.asked(due, { nowMs: term.nowMs(), order, usualMs, misses });\n",
    replace:
      "      if (order) agenda.asked(due, { nowMs: term.nowMs(), order, usualMs, misses });\n",
    faults: ["bursts", "outside-transactions", "page-trouble"],
    policy: { rate: 0.4 },
  },
];
