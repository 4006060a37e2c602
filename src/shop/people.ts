import type { Redis } from "ioredis";
import type { Clock, Rng } from "../clock.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { createAccess, type Access, type AccessSettings } from "../people/access.ts";
import { createBroadcasts, type Broadcasts } from "./broadcasts.ts";
import { createOperatorMenus, type OperatorMenus } from "../people/operator-commands.ts";
import { createPausing, type Pausing } from "./pausing.ts";
import { createAccessRequests, type AccessRequests } from "../people/requests.ts";
import { createRoster, type Roster } from "../people/roster.ts";
import { createResellerScripts, type RunResellerScript } from "../people/scripts.ts";

/** Everything about the shop's people and what operators do with them. */
export interface People {
  access: Access;
  requests: AccessRequests;
  roster: Roster;
  pausing: Pausing;
  broadcasts: Broadcasts;
  menus: OperatorMenus;
  run: RunResellerScript;
}

export interface PeopleDependencies {
  redis: Redis;
  keys: AccountKeys;
  clock: Clock;
  rng: Rng;
  settings: AccessSettings;
  /** A notice is owed. */
  onOwed(): void;
  /** A broadcast began or ended. */
  onBroadcast(): void;
}

export function createPeople({
  redis,
  keys,
  clock,
  rng,
  settings,
  onOwed,
  onBroadcast,
}: PeopleDependencies): People {
  const run = createResellerScripts(redis, keys.prefix);
  const access = createAccess(settings, { redis, key: keys.roster });
  const shared = { redis, run, keys };
  return {
    access,
    requests: createAccessRequests({ ...shared, rng, operators: access.operators, onOwed }),
    roster: createRoster({ ...shared, clock, settings, onOwed }),
    pausing: createPausing(shared),
    broadcasts: createBroadcasts({ ...shared, onChange: onBroadcast }),
    menus: createOperatorMenus({ redis, key: keys.operatorMenus }),
    run,
  };
}
