import type { LeaseScript } from "../../../src/redis/leases.ts";
import { holder, type Drawers } from "./things.ts";

export const leaseDrawers: Drawers<LeaseScript> = {
  lease: (random) => [
    "engine",
    holder(random),
    random.pick([3_000, 600_000]),
    ...random.pick([
      ["", ""],
      ["memory0", 1_790_000_000_000],
    ]),
  ],
  release: (random) => ["engine", holder(random)],
};
