import type { TestContext } from "node:test";
import type { Hono } from "hono";
import { createMetrics } from "../../src/http/metrics.ts";
import { createPaymentRings } from "../../src/http/payment-rings.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { createHandClock } from "../hand-clock.ts";
import { openPeople } from "../people/shop.ts";
import { createInbox } from "../payments/inbox.ts";

export const clock = createHandClock();
export const nowS = Math.floor(clock.wallMs() / 1_000);

/** The HTTP side of a bot with only these bells, on a real Redis. */
export async function openHooks(
  context: TestContext,
  mount: (parts: Awaited<ReturnType<typeof partsOf>>) => (app: Hono) => void,
) {
  const parts = await partsOf(context);
  const server = createHttpServer({
    host: "127.0.0.1",
    port: 0,
    readiness: async () => ({ ready: true, checks: {} }),
    metrics: parts.metrics,
    figures: async () => ({
      leading: false,
      polling: false,
      webhook: null,
      catalogue: null,
      stored: null,
    }),
    doorbell: { knows: () => false, ring: async () => false },
    hooks: [mount(parts)],
  });
  const port = await server.listen();
  context.after(() => server.close());
  const origin = `http://127.0.0.1:${port}`;
  /** How often a bell was rung with this outcome, as Prometheus reads it. */
  async function rung(method: string, outcome: string) {
    const text = await (await fetch(`${origin}/metrics`)).text();
    const line = `osimesa_payment_rings_total{method="${method}",outcome="${outcome}"} `;
    return Number(
      text
        .split("\n")
        .find((one) => one.startsWith(line))
        ?.slice(line.length) ?? 0,
    );
  }
  return { ...parts, origin, rung };
}

async function partsOf(context: TestContext) {
  const { redis, keys, log } = await openPeople(context);
  const rings = createPaymentRings({ redis, keys, clock, log });
  return { redis, keys, log, clock, rings, inbox: createInbox(), metrics: createMetrics() };
}
