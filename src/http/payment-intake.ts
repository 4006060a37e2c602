import type { Hono } from "hono";
import type { Redis } from "../redis/redis.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { createGatewayDesk, type GatewayDesk } from "../payments/gateway-desk.ts";
import type { PaymentMethod, TakePayment } from "../payments/payment.ts";
import { createTripay, type TripaySettings } from "../payments/tripay.ts";
import type { AccountKeys } from "../redis/keys.ts";
import { mountGatewayBell, mountPaymentBell, type PaymentRingOutcome } from "./payment-hooks.ts";
import { createPaymentRings } from "./payment-rings.ts";

/** All the ways that are set in which payments come by themselves. */
export interface PaymentIntake {
  hooks: readonly ((app: Hono) => void)[];
  /** When each bell was last rung, ISO 8601 or null for never; null: there is none. */
  lastRung: (() => Promise<Record<string, string | null>>) | null;
  /** Where payments are opened; null: at no gateway. */
  desk: GatewayDesk | null;
}

export function createPaymentIntake(deps: {
  settings: { hookSecret: string | null; tripay: TripaySettings | null };
  redis: Redis;
  keys: AccountKeys;
  clock: Clock;
  log: Log;
  take: TakePayment;
  onRing?(method: PaymentMethod, outcome: PaymentRingOutcome): void;
}): PaymentIntake {
  const { hookSecret, tripay } = deps.settings;
  const rings = createPaymentRings(deps);
  const hooks: ((app: Hono) => void)[] = [];
  const methods: PaymentMethod[] = [];
  let desk: GatewayDesk | null = null;
  if (hookSecret !== null) {
    methods.push("hook");
    hooks.push((app) => mountPaymentBell(app, hookSecret, { ...deps, rings }));
  }
  if (tripay !== null) {
    const gateway = createTripay(tripay, deps);
    const opened = createGatewayDesk({ ...deps, gateway });
    desk = opened;
    methods.push(gateway.method);
    hooks.push((app) => mountGatewayBell(app, gateway, { ...deps, rings, desk: opened }));
  }
  return { hooks, desk, lastRung: methods.length === 0 ? null : () => rings.last(methods) };
}
