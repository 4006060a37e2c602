import type { Redis } from "../redis/redis.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { PaymentMethod } from "../payments/payment.ts";
import type { AccountKeys } from "../redis/keys.ts";

/** When each bell of payments was last rung by somebody with the right signature: whether it is connected at all. */
export interface PaymentRings {
  /** Never rejects: a ring that is not noted is a ring all the same. */
  note(method: PaymentMethod): Promise<void>;
  /** ISO 8601 of each method, or null: never. Rejects while Redis is away. */
  last(methods: readonly PaymentMethod[]): Promise<Record<string, string | null>>;
}

export function createPaymentRings({
  redis,
  keys,
  clock,
  log,
}: {
  redis: Pick<Redis, "hset" | "hmget">;
  keys: Pick<AccountKeys, "paymentsRung">;
  clock: Pick<Clock, "wallMs">;
  log: Log;
}): PaymentRings {
  return {
    async note(method) {
      try {
        await redis.hset(keys.paymentsRung, method, clock.wallMs());
      } catch (error) {
        log.warn({ err: error }, "a ring of a payment's bell could not be noted");
      }
    },
    async last(methods) {
      if (methods.length === 0) return {};
      const rung = await redis.hmget(keys.paymentsRung, ...methods);
      return Object.fromEntries(
        methods.map((method, index) => [method, isoOf(Number(rung[index] ?? Number.NaN))]),
      );
    },
  };
}

const isoOf = (unixMs: number) => (Number.isFinite(unixMs) ? new Date(unixMs).toISOString() : null);
