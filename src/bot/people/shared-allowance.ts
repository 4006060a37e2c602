import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { allowanceKey } from "../../redis/keys.ts";
import { evalLua, readLua } from "../../redis/lua.ts";
import type { Scripted } from "../../redis/redis.ts";
import { createAllowance, type Allowance, type AllowanceSettings } from "./allowance.ts";

const allow = readLua(new URL("lua/allow.lua", import.meta.url));
const maxPeople = 20_000;

export interface SharedAllowanceDependencies {
  redis: Scripted;
  clock: Clock;
  log: Log;
}

/**
 * `most` in each window, counted in Redis for all processes. Who has heard that all is taken is remembered here, so that
 * their hurry costs no question; without Redis this process counts alone.
 */
export function createSharedAllowance(
  { redis, clock, log }: SharedAllowanceDependencies,
  { what, most, windowMs }: AllowanceSettings,
): Allowance {
  const alone = createAllowance(clock, most, windowMs);
  const spentUntilMs = new Map<number, number>();

  function noteSpent(userId: number, leftMs: number): void {
    spentUntilMs.delete(userId);
    spentUntilMs.set(userId, clock.monotonicMs() + leftMs);
    for (const oldest of spentUntilMs.keys()) {
      if (spentUntilMs.size <= maxPeople) return;
      spentUntilMs.delete(oldest);
    }
  }

  const spent = (userId: number) =>
    clock.monotonicMs() < (spentUntilMs.get(userId) ?? -Infinity) || alone.spent(userId);

  return {
    spent,
    async take(userId) {
      if (spent(userId)) return "told";
      try {
        const reply = await evalLua(redis, allow, [allowanceKey(userId, what)], [windowMs]);
        const [count = 0, leftMs = 0] = reply.map(Number);
        if (count <= most) return "allowed";
        noteSpent(userId, leftMs);
        return count === most + 1 ? "refused" : "told";
      } catch (error) {
        log.warn({ err: error }, "what a person may still do is counted here alone for now");
        return alone.take(userId);
      }
    },
  };
}
