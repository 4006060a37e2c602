import type { Update } from "grammy/types";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { createPlaces } from "../../places.ts";
import { allowedUpdates, type Handled, type OrderBot } from "../bot.ts";
import type { Intake } from "./intake.ts";
import { introduce, orStopped } from "./introduce.ts";
import { kindOf } from "./update-kind.ts";
import { webhookSecrets } from "./webhook-secrets.ts";

/** Where Telegram brings updates to, as it is told. */
export interface WebhookAddress {
  /** `https://bot.example.com`, without a slash at its end. */
  url: string;
  /** Requests at the same time, over all processes. */
  maxConnections: number;
}

export interface WebhookIntake extends Intake {
  /** Resolves once the update is handled and that is stored. */
  take(update: Update): Promise<Handled>;
}

/** How often it is looked whether Telegram still brings them here. */
const lookMs = 60_000;
/** Requests under way in this process; Telegram is told how many it may open over all. */
const atOnce = { quick: 1_000, quickMs: 1_000, most: 1_000 };

/** Any process may handle any update; which one does is the load balancer's business. */
export function createWebhookIntake(
  orderBot: OrderBot,
  deps: {
    address: WebhookAddress;
    token: string;
    clock: Clock;
    log: Log;
    onUpdate(kind: string, seconds: number): void;
  },
): WebhookIntake {
  const { address, clock, log } = deps;
  const { api } = orderBot.bot;
  const { path, secret } = webhookSecrets(deps.token);
  const url = address.url + path;
  const places = createPlaces(clock, atOnce);
  let open = false;
  let saidError = 0;

  const set = () =>
    api.setWebhook(url, {
      secret_token: secret,
      max_connections: address.maxConnections,
      allowed_updates: allowedUpdates,
    });

  /** Somebody else may have taken it away; and what Telegram meets on its way here nobody else says. */
  async function look(): Promise<void> {
    const found = await api.getWebhookInfo();
    const { last_error_date: erredAt = 0, last_error_message: why } = found;
    const isElsewhere = found.url !== url;
    if (isElsewhere) log.warn("Telegram brought updates elsewhere, or nowhere: set anew");
    if (erredAt > saidError) log.warn({ why }, "Telegram could not bring an update");
    // Set by a hand it may have another secret, which Telegram does not tell: each update is then turned away.
    if (isElsewhere || erredAt > saidError) await set();
    saidError = Math.max(saidError, erredAt);
  }

  async function handle(update: Update): Promise<Handled> {
    const startedMs = clock.monotonicMs();
    const handling = orderBot.handle(update);
    if (handling === null) {
      deps.onUpdate("ignored", 0);
      return "handled";
    }
    const outcome = await handling;
    deps.onUpdate(kindOf(update), (clock.monotonicMs() - startedMs) / 1_000);
    return outcome;
  }

  return {
    kind: "webhook",
    async run(signal) {
      await introduce(
        orderBot,
        deps,
        async () => {
          // Requests may come with Telegram's answer, or before it.
          open = !signal.aborted;
          await set();
        },
        signal,
      );
      while (!signal.aborted) {
        await clock.sleep(lookMs, signal);
        if (signal.aborted) break;
        await orStopped(look(), signal).catch((error: unknown) =>
          log.warn({ err: error }, "where Telegram brings updates is not known for now"),
        );
      }
      open = false;
      // They have state to write.
      await places.ended();
    },
    receiving: () => open,
    standsBy: () => false,
    async take(update) {
      if (!open || places.free() === 0) return "again";
      const handling = handle(update);
      places.take(handling);
      return handling;
    },
  };
}
