import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Move } from "../orders/store/writer.ts";
import type { RequestObserver } from "../osimesa/client.ts";
import type { PaymentMethod } from "../payments/payment.ts";
import type { RingOutcome } from "./doorbell.ts";
import type { Figures } from "./figures.ts";
import type { PaymentRingOutcome } from "./payment-hooks.ts";
import type { WebhookOutcome } from "./telegram-webhook.ts";

/** What the parts report as it happens; none of it names a person, a number or an order. */
export interface Metrics {
  /** An update was handled. `kind`: which field of it is filled. */
  onUpdate(kind: string, seconds: number): void;
  onRequest: RequestObserver;
  onMove(move: Move): void;
  /** Rows of a status answer that were not taken in: unreadable, or too many. */
  onRowsLeftOut(rows: number): void;
  onRedisCommand(command: string, seconds: number): void;
  /** The supplier's doorbell was rung. */
  onRing(outcome: RingOutcome): void;
  /** Telegram brought an update. */
  onWebhook(outcome: WebhookOutcome): void;
  /** A payment's bell was rung. */
  onPaymentRing(method: PaymentMethod, outcome: PaymentRingOutcome): void;
  /** All of it for Prometheus. What Redis knows is left out while Redis is away. */
  text(now: Figures): Promise<string>;
  contentType: string;
}

const quickSeconds = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];
const requestSeconds = [0.1, 0.3, 1, 3, 10, 30, 60];
const orderSeconds = [2, 5, 10, 30, 60, 180, 600, 3_600, 86_400];

export function createMetrics(): Metrics {
  // Of its own, so that several bots in one process (tests) do not add up.
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });

  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    buckets: number[],
  ) => new Histogram({ name: `osimesa_${name}`, help, labelNames, buckets, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `osimesa_${name}`, help, labelNames, registers });

  const updates = histogram(
    "update_seconds",
    "Handling of updates from Telegram, by kind",
    ["kind"],
    quickSeconds,
  );
  const requests = histogram(
    "upstream_request_seconds",
    "Requests to the upstream, by type and outcome",
    ["type", "outcome"],
    requestSeconds,
  );
  const redis = histogram(
    "redis_command_seconds",
    "Redis commands, by name",
    ["command"],
    quickSeconds,
  );
  const finals = histogram(
    "order_final_seconds",
    "From an order's confirmation to its final state",
    ["state"],
    orderSeconds,
  );
  const transitions = new Counter({
    name: "osimesa_order_transitions_total",
    help: "Transitions of orders",
    labelNames: ["from", "to"] as const,
    registers,
  });
  const rowsLeftOut = new Counter({
    name: "osimesa_status_rows_left_out_total",
    help: "Rows of status answers that were not taken in: unreadable, or more than 300 at once",
    registers,
  });
  const rings = new Counter({
    name: "osimesa_doorbell_rings_total",
    help: "Rings of the supplier's doorbell, by what became of them",
    labelNames: ["outcome"] as const,
    registers,
  });
  const webhooks = new Counter({
    name: "osimesa_webhook_requests_total",
    help: "Updates brought by Telegram, by what became of them",
    labelNames: ["outcome"] as const,
    registers,
  });
  const paymentRings = new Counter({
    name: "osimesa_payment_rings_total",
    help: "Rings of payments' bells, by way and by what became of them",
    labelNames: ["method", "outcome"] as const,
    registers,
  });
  const scraped = {
    orders: gauge("orders", "Orders kept, by state", ["state"]),
    hungOrders: gauge(
      "orders_hung",
      "Unfinished orders whose resellers were told that they take long",
    ),
    openComplaints: gauge(
      "complaints_open",
      "Complaints and questions that operators have not settled",
    ),
    outboxChats: gauge("outbox_chats", "Chats with undelivered notices"),
    outboxNotices: gauge(
      "outbox_notices",
      "Undelivered notices of the chats due first (at most 100 chats are counted)",
    ),
    outboxAge: gauge(
      "outbox_age_seconds",
      "How long the longest waiting chat has waited for its notices",
    ),
    shelvedChats: gauge(
      "outbox_shelved_chats",
      "Chats whose notices wait for the person's next update",
    ),
    refusedChats: gauge(
      "outbox_refused_chats",
      "Chats with notices that Telegram refused and that are tried again",
    ),
    deadLetters: gauge("outbox_dead_letters", "Notices that Telegram refused for two days"),
    services: gauge("catalogue_services", "Services in the catalogue"),
    catalogueAge: gauge("catalogue_age_seconds", "Since the catalogue was fetched"),
    lease: gauge("lease_held", "Whether this process holds the lease", ["lease"]),
    webhook: gauge("webhook_open", "Whether this process takes updates that Telegram brings"),
    balance: gauge("balance_rupiah", "Balance of the upstream's account, where it says one"),
    balanceAge: gauge("balance_age_seconds", "Since the upstream said the balance"),
    redisUp: gauge("redis_up", "Whether Redis answered this scrape"),
  };

  function setLocal(now: Figures): void {
    scraped.lease.set({ lease: "engine" }, now.leading ? 1 : 0);
    scraped.lease.set({ lease: "poller" }, now.polling ? 1 : 0);
    if (now.webhook !== null) scraped.webhook.set(now.webhook ? 1 : 0);
    else scraped.webhook.remove();
    scraped.redisUp.set(now.stored === null ? 0 : 1);
    scraped.services.set(now.catalogue?.services ?? 0);
    if (now.catalogue !== null) scraped.catalogueAge.set(now.catalogue.ageMs / 1_000);
  }

  /** Where there is none no figure stands for it: 0 would be one. */
  function setBalance(balance: NonNullable<Figures["stored"]>["balance"]): void {
    if (balance === null) {
      scraped.balance.remove();
      scraped.balanceAge.remove();
      return;
    }
    scraped.balance.set(balance.rupiah);
    scraped.balanceAge.set(balance.ageMs / 1_000);
  }

  function setStored(stored: NonNullable<Figures["stored"]>): void {
    for (const [state, count] of Object.entries(stored.orders))
      scraped.orders.set({ state }, count);
    scraped.hungOrders.set(stored.hungOrders);
    scraped.openComplaints.set(stored.openComplaints);
    scraped.outboxChats.set(stored.outbox.chats);
    scraped.outboxNotices.set(stored.outbox.notices);
    scraped.outboxAge.set(stored.outbox.ageMs / 1_000);
    scraped.shelvedChats.set(stored.outbox.shelvedChats);
    scraped.refusedChats.set(stored.outbox.refusedChats);
    scraped.deadLetters.set(stored.outbox.deadLetters);
  }

  return {
    onUpdate: (kind, seconds) => updates.observe({ kind }, seconds),
    onRequest: ({ type, outcome, seconds }) => requests.observe({ type, outcome }, seconds),
    onMove({ from, to, ageMs }) {
      transitions.inc({ from, to });
      if (to === "succeeded" || to === "failed")
        finals.observe({ state: to }, Math.max(0, ageMs) / 1_000);
    },
    onRowsLeftOut: (rows) => rowsLeftOut.inc(rows),
    onWebhook: (outcome) => webhooks.inc({ outcome }),
    onRing: (outcome) => rings.inc({ outcome }),
    onPaymentRing: (method, outcome) => paymentRings.inc({ method, outcome }),
    onRedisCommand: (command, seconds) => redis.observe({ command }, seconds),
    async text(now) {
      setLocal(now);
      setBalance(now.stored?.balance ?? null);
      if (now.stored !== null) setStored(now.stored);
      else
        for (const one of [
          scraped.orders,
          scraped.hungOrders,
          scraped.openComplaints,
          scraped.outboxChats,
          scraped.outboxNotices,
          scraped.outboxAge,
        ])
          one.reset();
      return register.metrics();
    },
    contentType: register.contentType,
  };
}
