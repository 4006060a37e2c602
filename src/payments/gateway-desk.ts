import type { Redis } from "../redis/redis.ts";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { json } from "../json.ts";
import type { Log } from "../log.ts";
import { reason, storedReason } from "../reason.ts";
import type { Gateway, GatewayPayment, OpenAnswer, WantedPayment } from "./gateway.ts";
import { offerPayment, type Offered } from "./offering.ts";
import type { Payment, TakePayment } from "./payment.ts";

/** What became of a payment that somebody says was made. `unpaid`: the gateway says otherwise. */
export type Confirmation = Offered | "unpaid";

/** Opens payments at a gateway, one for a ticket and never two, and finds out by itself when they are paid. */
export interface GatewayDesk {
  /** The same ticket again answers what the first time came to. Never rejects. */
  open(wanted: WantedPayment): Promise<OpenAnswer>;
  /** Looks a payment up and takes it over if the gateway says that it is paid. Never rejects. */
  confirm(reference: string): Promise<Confirmation>;
  /** Looks up what is open, so that a bell that was never heard is no loss. By one process. */
  run(term: { signal: AbortSignal }): Promise<void>;
}

export interface GatewayDeskKeys {
  /** string: what was opened for a ticket */
  gatewayPayment(ticketId: string): string;
  /** sorted set by when to look it up next, unix ms: tickets */
  gatewayDue: string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const roundMs = 5_000;
const paymentsARound = 20;
/** From the first hour on an open payment is looked up less often. */
const soonMs = minuteMs;
const laterMs = 5 * minuteMs;
/** A request that was sent is over by then; what it did not open it no longer will, and nobody was shown it. */
const openingMs = 2 * minuteMs;
/** So long after its end a payment may turn out to have been paid after all. */
const lateMs = hourMs;
/** A gateway that cannot be asked for so long is for an operator. */
const giveUpMs = 7 * 24 * hourMs;
const keptMs = 30 * 24 * hourMs;

const paymentSchema: z.ZodType<GatewayPayment> = z.object({
  reference: z.string(),
  ticketId: z.string(),
  state: z.enum(["unpaid", "paid", "over", "refunded", "other"]),
  amountRupiah: z.number().int(),
  payRupiah: z.number().int(),
  name: z.string(),
  qr: z.string().nullable(),
  payUrl: z.string().nullable(),
  expiresAtMs: z.number().nullable(),
  paidAtMs: z.number().nullable(),
});
const openingSchema = z.object({
  version: z.literal(1),
  askedAtMs: z.number(),
  outcome: z.discriminatedUnion("kind", [
    /** Asked for, and its answer not recorded. */
    z.object({ kind: z.literal("asked") }),
    z.object({ kind: z.literal("opened"), payment: paymentSchema }),
    z.object({ kind: z.literal("refused"), why: storedReason }),
  ]),
});
type Opening = z.output<typeof openingSchema>;

export function createGatewayDesk(deps: {
  gateway: Gateway;
  redis: Pick<Redis, "get" | "set" | "zadd" | "zrem" | "zrangebyscore">;
  keys: GatewayDeskKeys;
  clock: Pick<Clock, "wallMs" | "sleep">;
  log: Log;
  take: TakePayment;
}): GatewayDesk {
  const { gateway, redis, keys, clock, log } = deps;

  async function openingOf(ticketId: string): Promise<Opening | null> {
    const text = await redis.get(keys.gatewayPayment(ticketId));
    return text === null ? null : json.pipe(openingSchema).parse(text);
  }

  async function keep(ticketId: string, askedAtMs: number, outcome: Opening["outcome"]) {
    const opening: Opening = { version: 1, askedAtMs, outcome };
    await redis.set(keys.gatewayPayment(ticketId), JSON.stringify(opening), "PX", keptMs);
  }

  async function openOnce(wanted: WantedPayment): Promise<OpenAnswer> {
    const { ticketId } = wanted;
    const askedAtMs = clock.wallMs();
    // First what has it looked after should this process die; without an opening it is forgotten again.
    await redis.zadd(keys.gatewayDue, askedAtMs + soonMs, ticketId);
    const asked: Opening = { version: 1, askedAtMs, outcome: { kind: "asked" } };
    const key = keys.gatewayPayment(ticketId);
    if ((await redis.set(key, JSON.stringify(asked), "PX", keptMs, "NX")) !== "OK")
      return openedBefore(ticketId);
    const answer = await gateway.open(wanted);
    if (answer.kind !== "unclear")
      await keep(ticketId, askedAtMs, answer).catch((error: unknown) =>
        log.warn({ err: error, ticketId }, "an opened payment was not recorded; it will be found"),
      );
    return answer;
  }

  async function openedBefore(ticketId: string): Promise<OpenAnswer> {
    const opening = await openingOf(ticketId);
    if (opening === null) return { kind: "unclear", why: reason("answer-unreadable") };
    const { outcome, askedAtMs } = opening;
    if (outcome.kind !== "asked") return outcome;
    const found = await gateway.find(ticketId);
    if (found.kind === "trouble") return { kind: "unclear", why: found.why };
    if (found.kind === "payment") {
      // What is found by its ticket comes without its QR code.
      const full = await gateway.lookUp(found.payment.reference);
      return opened(full.kind === "payment" ? full.payment : found.payment, askedAtMs);
    }
    return clock.wallMs() < askedAtMs + openingMs
      ? { kind: "unclear", why: reason("connection-lost") }
      : { kind: "refused", why: reason("given-up") };
  }

  async function opened(payment: GatewayPayment, askedAtMs: number): Promise<OpenAnswer> {
    const outcome = { kind: "opened", payment } as const;
    await keep(payment.ticketId, askedAtMs, outcome);
    return outcome;
  }

  async function settle(paid: GatewayPayment): Promise<Confirmation> {
    const payment = paymentOf(gateway.method, paid);
    if (payment === null) {
      log.error({ payment: paid.reference }, "paid, says the gateway, and not when: not credited");
      return "unknown";
    }
    return offerPayment(payment, deps);
  }

  /** What it was credited to may have been spent: how much of it is taken back is for a person to say. */
  function noteRefund({ reference, ticketId }: GatewayPayment): void {
    log.error({ payment: reference, ticketId }, "given back at the gateway: see to the purse");
  }

  /** When to look again, unix milliseconds; null: never. */
  async function look(ticketId: string): Promise<number | null> {
    const nowMs = clock.wallMs();
    const opening = await openingOf(ticketId);
    if (opening === null || opening.outcome.kind === "refused") return null;
    const { outcome, askedAtMs } = opening;
    const known = outcome.kind === "opened" ? outcome : await gateway.find(ticketId);
    const answer = "payment" in known ? await gateway.lookUp(known.payment.reference) : known;
    switch (answer.kind) {
      case "none":
        return nowMs < askedAtMs + openingMs ? nowMs + soonMs : null;
      case "trouble":
        if (nowMs < askedAtMs + giveUpMs) return nowMs + laterMs;
        log.error({ ticketId, why: answer.why }, "a payment cannot be looked up; given up");
        return null;
      case "payment":
        if (outcome.kind === "asked") await opened(answer.payment, askedAtMs);
        return nextLook(answer.payment, askedAtMs, nowMs);
    }
  }

  async function nextLook(payment: GatewayPayment, askedAtMs: number, nowMs: number) {
    if (payment.state === "paid")
      return (await settle(payment)) === "unknown" ? nowMs + soonMs : null;
    if (payment.state === "refunded") {
      noteRefund(payment);
      return null;
    }
    const lastMs = (payment.expiresAtMs ?? askedAtMs + 24 * hourMs) + lateMs;
    if (nowMs >= lastMs) return null;
    if (payment.state === "over") return lastMs;
    return nowMs + (nowMs < askedAtMs + hourMs ? soonMs : laterMs);
  }

  async function round(signal: AbortSignal): Promise<void> {
    const nowMs = clock.wallMs();
    const due = await redis.zrangebyscore(keys.gatewayDue, 0, nowMs, "LIMIT", 0, paymentsARound);
    for (const ticketId of due) {
      if (signal.aborted) return;
      const nextMs = await look(ticketId).catch((error: unknown) => {
        log.error({ err: error, ticketId }, "a payment could not be looked up");
        return nowMs + laterMs;
      });
      if (nextMs === null) await redis.zrem(keys.gatewayDue, ticketId);
      else await redis.zadd(keys.gatewayDue, nextMs, ticketId);
    }
  }

  return {
    async open(wanted) {
      try {
        const opening = await openingOf(wanted.ticketId);
        return await (opening === null ? openOnce(wanted) : openedBefore(wanted.ticketId));
      } catch (error) {
        log.warn(
          { err: error, ticketId: wanted.ticketId },
          "whether a payment was opened is unclear",
        );
        return { kind: "unclear", why: reason("connection-lost") };
      }
    },

    async confirm(reference) {
      const answer = await gateway.lookUp(reference);
      if (answer.kind === "payment") {
        const { payment } = answer;
        if (payment.state === "refunded") noteRefund(payment);
        return payment.state === "paid" ? settle(payment) : "unpaid";
      }
      log.warn({ payment: reference, answer }, "a payment could not be looked up");
      return "unknown";
    },

    async run({ signal }) {
      while (!signal.aborted) {
        await round(signal).catch((error: unknown) =>
          log.warn({ err: error }, "open payments could not be looked up"),
        );
        await clock.sleep(roundMs, signal);
      }
    },
  };
}

/** null: it is not said when it was paid. */
function paymentOf(method: Gateway["method"], paid: GatewayPayment): Payment | null {
  if (paid.paidAtMs === null) return null;
  return {
    id: `${method}:${paid.reference}`,
    method,
    amountRupiah: paid.amountRupiah,
    atMs: paid.paidAtMs,
    note: paid.name,
    ...(paid.ticketId === "" ? {} : { reference: paid.ticketId }),
  };
}
