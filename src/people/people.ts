import type { Redis } from "../redis/redis.ts";
import type { Bells } from "../bell.ts";
import type { Clock, Rng } from "../clock.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { createScripts } from "../redis/scripts.ts";
import { createAccess, type Access } from "./access.ts";
import { createFavourites, type Favourites } from "./favourites.ts";
import { createLanguages, type Languages } from "./language.ts";
import { createOperatorMenus, type OperatorMenus } from "./operator-commands.ts";
import { createNotes, type Notes } from "./notes.ts";
import { createRecaps, type Recaps } from "./recaps.ts";
import { createOwnData, type OwnData } from "./own-data.ts";
import { createQuietHours, type QuietHours } from "./quiet.ts";
import { createAccessRequests, type AccessRequests } from "./requests.ts";
import { createReceipts, type Receipts } from "./receipts.ts";
import { createRoster, type Roster, type RosterDependencies } from "./roster.ts";
import { createSavedDestinations, type SavedDestinations } from "./saved.ts";
import { peopleScripts } from "./scripts.ts";
import { createWatches, type Watches } from "./watches.ts";

/** Who may do what, what they are called and which language they speak. */
export interface People {
  access: Access;
  requests: AccessRequests;
  roster: Roster;
  languages: Languages;
  menus: OperatorMenus;
  watches: Watches;
  notes: Notes;
  recaps: Recaps;
  quiet: QuietHours;
  ownData: OwnData;
  favourites: Favourites;
  saved: SavedDestinations;
  receipts: Receipts;
}

export function createPeople(deps: {
  redis: Redis;
  keys: AccountKeys;
  clock: Clock;
  rng: Rng;
  settings: RosterDependencies["settings"];
  bells: Pick<Bells, "owed">;
}): People {
  const { redis, keys, settings } = deps;
  const run = createScripts(redis, keys.prefix, peopleScripts);
  const access = createAccess(settings, { redis, key: keys.roster });
  return {
    access,
    requests: createAccessRequests({ ...deps, run, operators: access.operators }),
    roster: createRoster({ ...deps, run }),
    languages: createLanguages({ redis, key: keys.languages }),
    menus: createOperatorMenus({ redis, key: keys.operatorMenus }),
    ownData: createOwnData({ ...deps, run }),
    quiet: createQuietHours({ redis, key: keys.quiet }),
    notes: createNotes({ redis, key: keys.notes }),
    watches: createWatches({ redis, run, keys }),
    recaps: createRecaps({ redis, run, keys }),
    saved: createSavedDestinations({ redis, run, keys }),
    receipts: createReceipts({ redis, run, keys }),
    favourites: createFavourites({ redis, run, keys }),
  };
}
