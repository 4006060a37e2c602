import type { Redis } from "../redis/redis.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { Engine } from "../orders/engine.ts";
import type { Shift } from "../redis/shift.ts";

/** What works; what stands by for another living process works too. */
export interface Readiness {
  ready: boolean;
  /** Each thing that has to hold, by name. */
  checks: Record<string, boolean>;
  /** When each bell of payments was last rung, ISO 8601, null for never: to be read, it makes nothing unready. */
  paymentBells?: Record<string, string | null>;
}

export function createReadiness(deps: {
  redis: Pick<Redis, "ping">;
  clock: Clock;
  catalogue: Pick<Catalogue, "snapshot">;
  catalogueRefreshMs: number;
  engine: Pick<Engine, "progress">;
  shift: Pick<Shift, "leading" | "standsBy">;
  intake: { kind: "polling" | "webhook"; receiving(): boolean; standsBy(): boolean };
  /** Of those that are set; null: none is. */
  paymentBells: (() => Promise<Record<string, string | null>>) | null;
}): () => Promise<Readiness> {
  const { redis, clock, catalogue, catalogueRefreshMs, engine, shift, intake, paymentBells } = deps;
  return async () => {
    const fetchedAtMs = catalogue.snapshot()?.fetchedAtMs ?? -Infinity;
    const checks = {
      redis: await redis.ping().then(
        () => true,
        () => false,
      ),
      catalogue: clock.wallMs() - fetchedAtMs < 10 * catalogueRefreshMs,
      [intake.kind]: intake.receiving() || intake.standsBy(),
      orders: (shift.leading() && engine.progress().kind !== "stuck") || shift.standsBy(),
    };
    const ready = Object.values(checks).every(Boolean);
    const rung = await paymentBells?.().catch(() => undefined);
    return { ready, checks, ...(rung === undefined ? {} : { paymentBells: rung }) };
  };
}
