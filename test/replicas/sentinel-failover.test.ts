import { testFailovers } from "./failover.ts";
import { startSentinelSet } from "../../sandbox/redis/sentinel-set.ts";

testFailovers(async () => {
  const set = await startSentinelSet();
  return { ...set, holder: set.primary };
});
