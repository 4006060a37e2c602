import type { Redis } from "../redis/redis.ts";
import type { Bells } from "../bell.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { createScripts } from "../redis/scripts.ts";
import { createBroadcasts, type Broadcasts } from "./broadcasts.ts";
import { createPausing, type Pausing } from "./pausing.ts";
import { shopScripts } from "./scripts.ts";

/** What operators do with the shop as a whole. */
export interface ShopControls {
  pausing: Pausing;
  broadcasts: Broadcasts;
}

export function createShopControls(deps: {
  redis: Redis;
  keys: AccountKeys;
  bells: Pick<Bells, "broadcast">;
}): ShopControls {
  const run = createScripts(deps.redis, deps.keys.prefix, shopScripts);
  return {
    pausing: createPausing({ ...deps, run }),
    broadcasts: createBroadcasts({ ...deps, run }),
  };
}
