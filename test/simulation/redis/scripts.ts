import type { MoneyScript } from "../../../src/money/scripts.ts";
import type { OrderScript } from "../../../src/orders/store/scripts.ts";
import type { LeaseScript } from "../../../src/redis/leases.ts";
import type { LuaArgument } from "../../../src/redis/lua.ts";
import type { Keyspace } from "./keyspace.ts";
import { keepingScripts } from "./twins/keeping.ts";
import { leaseScripts } from "./twins/leases.ts";
import { moneyScripts } from "./twins/money.ts";
import { pageScripts } from "./twins/pages.ts";
import { placingScripts } from "./twins/placing.ts";
import { recordingScripts } from "./twins/recording.ts";
import type { Script } from "./twins/script.ts";
import { tellingScripts } from "./twins/telling.ts";

export type ScriptName = OrderScript | LeaseScript | MoneyScript;

/** The scripts of `src/orders/store/lua/`, `src/money/lua/` and `src/redis/lua/`, line for line, on the simulated keyspace. */
const scripts: Record<ScriptName, Script> = {
  ...moneyScripts,
  ...placingScripts,
  ...recordingScripts,
  ...pageScripts,
  ...leaseScripts,
  ...tellingScripts,
  ...keepingScripts,
};

/** Runs one script on the simulated keyspace, arguments as text, as Redis gets them. */
export function runScript(
  db: Keyspace,
  prefix: string,
  now: number,
  name: ScriptName,
  args: readonly LuaArgument[],
) {
  return scripts[name](db, prefix, Math.floor(now), args.map(String));
}
