import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { LeaseDependencies } from "../../redis/lease.ts";
import { createShift } from "../../redis/shift.ts";
import type { OrderBot } from "../bot.ts";
import { createPoller } from "./polling.ts";

/** How updates come in. Telegram lets one process poll: this one when it is its turn, else it stands by. */
export interface Intake {
  run(signal: AbortSignal): Promise<void>;
  polling(): boolean;
  /** Another living process polls. */
  standsBy(): boolean;
}

const introduceRetryMs = 3_000;

export function createIntake(
  orderBot: OrderBot,
  deps: Omit<LeaseDependencies, "name" | "standby"> & {
    onUpdate(kind: string, seconds: number): void;
  },
): Intake {
  const poller = createPoller(orderBot, deps);
  const shift = createShift({ ...deps, name: "poller" }, [
    {
      async run({ signal }) {
        await introduce(orderBot, deps, signal);
        await poller.poll(signal);
      },
    },
  ]);
  return { run: shift.run, polling: poller.polling, standsBy: shift.standsBy };
}

/** Asks Telegram who we are and publishes the command menu, again and again until it answers. */
async function introduce(
  { bot, publishCommands }: OrderBot,
  { clock, log }: { clock: Clock; log: Log },
  signal: AbortSignal,
): Promise<void> {
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
