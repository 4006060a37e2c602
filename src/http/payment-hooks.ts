import type { Hono } from "hono";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { readRing } from "../payments/bell.ts";
import type { Gateway } from "../payments/gateway.ts";
import type { Confirmation, GatewayDesk } from "../payments/gateway-desk.ts";
import { offerPayment } from "../payments/offering.ts";
import type { PaymentMethod, TakePayment } from "../payments/payment.ts";
import { bodyOf } from "./body.ts";
import type { PaymentRings } from "./payment-rings.ts";

/**
 * What became of one ring. `unsigned`, `malformed` and `differs` are for whoever rings to mend; `unknown` comes again;
 * `unpaid`: it was about something else than money that came in.
 */
export type PaymentRingOutcome = Confirmation | "unsigned" | "malformed";

export interface BellDependencies {
  rings: Pick<PaymentRings, "note">;
  onRing?(method: PaymentMethod, outcome: PaymentRingOutcome): void;
}

/** Far more than any payment needs. */
const maxBodyBytes = 16 * 1024;

/** Our own bell: whoever has the secret says what was paid. */
export function mountPaymentBell(
  app: Hono,
  secret: string,
  deps: BellDependencies & { take: TakePayment; clock: Pick<Clock, "wallMs">; log: Log },
): void {
  const { rings, clock, onRing } = deps;
  app.post("/hook/payments", async (context) => {
    const says = (outcome: PaymentRingOutcome, answer: Record<string, unknown>) => {
      onRing?.("hook", outcome);
      return context.json(answer, statusOf[outcome]);
    };
    const body = await bodyOf(context, maxBodyBytes);
    if (body === null) {
      onRing?.("hook", "malformed");
      return context.json({ error: `longer than ${maxBodyBytes} bytes, or cut off` }, 413);
    }
    const reading = readRing(
      {
        timestamp: context.req.header("x-payment-timestamp"),
        signature: context.req.header("x-payment-signature"),
        body,
      },
      secret,
      clock.wallMs(),
    );
    if (reading.kind === "unsigned") return says("unsigned", { error: reading.why });
    await rings.note("hook");
    if (reading.kind === "malformed") return says("malformed", { error: reading.why });
    const result = await offerPayment(reading.payment, deps);
    return says(result, { result });
  });
}

/** A gateway's bell: it says which payment to look up, and nothing else in it is believed. */
export function mountGatewayBell(
  app: Hono,
  gateway: Pick<Gateway, "method" | "readRing" | "ringAnswer">,
  deps: BellDependencies & { desk: Pick<GatewayDesk, "confirm"> },
): void {
  const { method } = gateway;
  app.post(`/hook/${method}`, async (context) => {
    const says = (outcome: PaymentRingOutcome) => {
      deps.onRing?.(method, outcome);
      const status = statusOf[outcome];
      return context.json(gateway.ringAnswer(status === 200), status);
    };
    const body = await bodyOf(context, maxBodyBytes);
    if (body === null) return says("malformed");
    const reading = gateway.readRing({ header: (name) => context.req.header(name), body });
    if (reading.kind === "unsigned") return says("unsigned");
    await deps.rings.note(method);
    if (reading.kind === "malformed") return says("malformed");
    const outcome = await deps.desk.confirm(reading.reference);
    // Its own look-up lags behind its bell: both will be the same when it rings again.
    return says(outcome === "unpaid" && reading.saysPaid ? "unknown" : outcome);
  });
}

const statusOf = {
  taken: 200,
  again: 200,
  unpaid: 200,
  malformed: 400,
  unsigned: 401,
  differs: 409,
  unknown: 503,
} as const satisfies Record<PaymentRingOutcome, number>;
