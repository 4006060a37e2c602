import { memoryMutants } from "./memory-mutants.ts";
import { moneyMutants } from "./money-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { onceMutants } from "./once-mutants.ts";
import { trackingMutants } from "./tracking-mutants.ts";
import { trustMutants } from "./trust-mutants.ts";
import { waitingMutants } from "./waiting-mutants.ts";

/**
 * The bugs of comparable bots, and every safety of this one taken away in turn. Lua mutants are for the
 * differential test, which compares the scripts with their simulation.
 */
export const mutants: readonly Mutant[] = [
  ...onceMutants,
  ...waitingMutants,
  ...memoryMutants,
  ...trackingMutants,
  ...trustMutants,
  ...moneyMutants,
];
