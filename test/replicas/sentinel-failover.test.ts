import { testFailovers } from "./failover.ts";
import { startSentinelSet } from "./sentinel-set.ts";

testFailovers(async () => {
  const set = await startSentinelSet();
  return { ...set, holder: set.primary };
});
