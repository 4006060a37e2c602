import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { OrderBot } from "../bot.ts";

const retryMs = 3_000;

/** Asks Telegram who we are, publishes the command menu and does what else comes first, until it lets all of that. */
export async function introduce(
  { bot, publishCommands }: OrderBot,
  { clock, log }: { clock: Clock; log: Log },
  then: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  let said = false;
  while (!signal.aborted) {
    try {
      // Not `bot.init`, which retries a dead network without a word and without an end.
      bot.botInfo = await bot.api.getMe();
      await publishCommands();
      await then();
      return;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!said && !signal.aborted)
        log.error({ why }, "Telegram does not let the bot in, trying again");
      said = true;
      await clock.sleep(retryMs, signal);
    }
  }
}
