import type { LeaseDependencies } from "../../redis/lease.ts";
import { createShift } from "../../redis/shift.ts";
import type { OrderBot } from "../bot.ts";
import type { InHand } from "./in-hand.ts";
import { introduce } from "./introduce.ts";
import { createPoller, type PollReports } from "./polling.ts";

/** How updates come in: asked for by one process, or brought by Telegram to any. */
export interface Intake {
  kind: "polling" | "webhook";
  run(signal: AbortSignal): Promise<void>;
  /** Updates reach this process. */
  receiving(): boolean;
  /** Another living process polls. */
  standsBy(): boolean;
}

/** Telegram lets one process poll: this one when it is its turn, else it stands by. */
export function createPollingIntake(
  orderBot: OrderBot,
  deps: Omit<LeaseDependencies, "name" | "standby"> & {
    inHand: InHand;
    onUpdate(kind: string, seconds: number): void;
    onPoll?: PollReports;
  },
): Intake {
  const poller = createPoller(orderBot, deps);
  const shift = createShift({ ...deps, name: "poller" }, [
    {
      async run({ signal }) {
        // What waits there stays: a webhook of before is no reason to lose it.
        await introduce(orderBot, deps, () => orderBot.bot.api.deleteWebhook(), signal);
        await poller.poll(signal);
      },
    },
  ]);
  return {
    kind: "polling",
    run: shift.run,
    receiving: poller.polling,
    standsBy: shift.standsBy,
  };
}
