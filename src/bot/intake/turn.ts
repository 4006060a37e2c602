import type { LeaseDependencies } from "../../redis/lease.ts";
import { createStandby, holdLease } from "../../redis/lease.ts";
import type { OrderBot } from "../bot.ts";
import type { Poller } from "./polling.ts";

/** Telegram lets one process poll: this one when it is its turn, else it stands by. */
export interface PollingTurn {
  run(signal: AbortSignal): Promise<void>;
  /** Another living process polls. */
  standsBy(): boolean;
}

const introduceRetryMs = 3_000;

export function createPollingTurn(
  { bot, publishCommands }: OrderBot,
  poller: Poller,
  lease: LeaseDependencies,
): PollingTurn {
  const { clock, log } = lease;
  const standby = createStandby(lease);

  /** Asks Telegram who we are and publishes the command menu, again and again until it answers. */
  async function introduce(signal: AbortSignal): Promise<void> {
    let said = false;
    while (!signal.aborted) {
      try {
        // Not `bot.init`, which retries a dead network without a word and without an end.
        bot.botInfo = await bot.api.getMe();
        await publishCommands();
        return;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (!said && !signal.aborted)
          log.error({ why }, "Telegram does not let the bot in, trying again");
        said = true;
        await clock.sleep(introduceRetryMs, signal);
      }
    }
  }

  return {
    standsBy: standby.standsBy,
    async run(signal) {
      await holdLease(
        { ...lease, standby },
        async (term) => {
          await introduce(term.signal);
          await poller.poll(term.signal);
        },
        signal,
      );
    },
  };
}
