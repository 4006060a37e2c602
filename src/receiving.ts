import type { Hono } from "hono";
import { leaseOf, type Base } from "./base.ts";
import type { OrderBot } from "./bot/bot.ts";
import { createChats, type Chats } from "./bot/intake/chats.ts";
import { createInHand } from "./bot/intake/in-hand.ts";
import type { PollReports } from "./bot/intake/polling.ts";
import { createPollingIntake, type Intake } from "./bot/intake/intake.ts";
import { createLeasedChats } from "./bot/intake/leased-chats.ts";
import { createWebhookIntake } from "./bot/intake/webhook.ts";
import { webhookSecrets } from "./bot/intake/webhook-secrets.ts";
import { createPersonLimits, type PersonLimits } from "./bot/people/allowance.ts";
import { createSharedAllowance } from "./bot/people/shared-allowance.ts";
import type { Config } from "./config.ts";
import { mountTelegramWebhook } from "./http/telegram-webhook.ts";

/** How long an update waits for another process that works on its chat. */
const chatWaitMs = 10_000;

/** What handling updates asks for: by webhook several processes do it, and nothing of it may be one process's own. */
export function handlingOf(config: Config, base: Base): { chats: Chats; limits: PersonLimits } {
  const updatesIn10S = config.maxUpdatesPerPerson;
  if (config.intake.kind === "polling")
    return {
      chats: createChats(base.redis),
      limits: createPersonLimits({ clock: base.clock, updatesIn10S }),
    };
  return {
    chats: createLeasedChats({ ...base, leaseMs: config.leaseMs, waitMs: chatWaitMs }),
    limits: createPersonLimits({
      clock: base.clock,
      updatesIn10S,
      count: (settings) => createSharedAllowance(base, settings),
    }),
  };
}

/** How updates come in, and the addresses that this needs. */
export function intakeOf(
  { intake: settings, ...config }: Config,
  base: Base,
  { bot, onPoll }: { bot: OrderBot; onPoll: PollReports },
): { intake: Intake; hooks: ((app: Hono) => void)[] } {
  const { onUpdate, onWebhook } = base.metrics;
  if (settings.kind === "polling") {
    const lease = leaseOf({ ...config, intake: settings }, base, "poller");
    return {
      intake: createPollingIntake(bot, { ...lease, onUpdate, onPoll, inHand: createInHand(base) }),
      hooks: [],
    };
  }
  const token = config.botToken;
  const intake = createWebhookIntake(bot, { ...base, address: settings, token, onUpdate });
  const address = { ...webhookSecrets(token), take: intake.take, onOutcome: onWebhook };
  return { intake, hooks: [(app) => mountTelegramWebhook(app, address)] };
}
