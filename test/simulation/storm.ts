import type { Loop } from "./loop.ts";
import type { FaultName, Policy } from "./policy.ts";
import type { Random } from "./random.ts";
import type { RedisFate, RedisSide } from "./redis/redis.ts";

/** The faults that a seed drew, each striking now and then, until the storm ends. */
export interface Storm {
  /** How often each struck. */
  struck: Map<FaultName, number>;
  /** Whether it does so now; `factor`: how much rarer than the seed's rate. */
  strikes(fault: FaultName, factor?: number): boolean;
  /** What becomes of the commands of one process. */
  wayToRedis(): RedisSide["fate"];
  /** At which of its commands a script dies. */
  death: NonNullable<RedisSide["death"]>;
  /** Whether replicas are behind. */
  lags(): boolean;
  redisIsAway(ms: number): void;
  ends(): void;
}

export function createStorm(loop: Loop, random: Random, policy: Policy): Storm {
  const struck = new Map<FaultName, number>();
  let isOn = true;
  let outageUntilMs = 0;
  let lagUntilMs = -Infinity;

  const strikes: Storm["strikes"] = (fault, factor = 1) => {
    if (!isOn || !policy.faults.has(fault) || !random.chance(policy.rate * factor)) return false;
    struck.set(fault, (struck.get(fault) ?? 0) + 1);
    return true;
  };

  const redisFate = (): RedisFate => {
    if (loop.now() < outageUntilMs) return random.chance(0.7) ? "refused" : "hangs";
    if (strikes("redis-outage", 0.002)) outageUntilMs = loop.now() + random.delayMs(4_000);
    if (strikes("redis-reply-lost", 0.1)) return "reply-lost";
    return strikes("redis-hangs", 0.02) ? "hangs" : "fine";
  };

  return {
    struck,
    strikes,
    wayToRedis() {
      let cutOffUntilMs = -Infinity;
      return (script) => {
        if (!isOn) return "fine";
        if (loop.now() < cutOffUntilMs) return "refused";
        // Of most harm where the last that got through was the record of what became of an order.
        if (!strikes("redis-cut-off", script === "apply" ? 0.1 : 0.001)) return redisFate();
        cutOffUntilMs = loop.now() + random.delayMs(30_000);
        return "reply-lost";
      };
    },
    death() {
      if (!strikes("redis-script-dies", 0.3)) return null;
      const first = random.integer(1, 40);
      return { first, last: random.chance(0.5) ? first : Infinity };
    },
    lags() {
      if (strikes("replicas-lag", 0.02)) lagUntilMs = loop.now() + random.delayMs(10_000);
      return isOn && loop.now() < lagUntilMs;
    },
    redisIsAway: (ms) => void (outageUntilMs = loop.now() + ms),
    ends() {
      isOn = false;
      outageUntilMs = 0;
    },
  };
}
