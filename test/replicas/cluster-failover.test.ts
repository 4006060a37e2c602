import { startClusterSet } from "./cluster-set.ts";
import { keys, testFailovers } from "./failover.ts";

testFailovers(async () => {
  const set = await startClusterSet();
  return {
    ...set,
    holder: () => set.ownerOf(keys.prefix),
    promoted: (before) => set.promoted(before, keys.prefix),
  };
});
