import type { Redis } from "../redis/redis.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { createOsimesa, type Osimesa, type RequestObserver } from "../osimesa/client.ts";
import { createSupplierHealth, type SupplierHealth } from "../osimesa/health.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { createCatalogue, type Catalogue } from "./catalogue.ts";

/** The supplier: the way to it, how it does, and what it sells. */
export interface Supply {
  osimesa: Osimesa;
  health: SupplierHealth;
  catalogue: Catalogue;
}

export function createSupply(deps: {
  settings: { osimesa: Parameters<typeof createOsimesa>[0]; catalogueRefreshMs: number };
  redis: Redis;
  keys: AccountKeys;
  clock: Clock;
  log: Log;
  onRequest: RequestObserver;
}): Supply {
  const { settings, redis, keys, clock, log } = deps;
  const health = createSupplierHealth(clock);
  const osimesa = createOsimesa(settings.osimesa, {
    clock,
    onRequest(request) {
      health.observe(request);
      deps.onRequest(request);
    },
  });
  const catalogue = createCatalogue({
    fetchServices: osimesa.services,
    redis,
    key: keys.line("game").catalogue,
    refreshMs: settings.catalogueRefreshMs,
    clock,
    log,
  });
  return { osimesa, health, catalogue };
}
